"""Headline-style key points: which themes a report has, and what is too small to be one."""
