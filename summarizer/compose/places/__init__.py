"""Whose town and whose province a report means where its own readers need no name."""
