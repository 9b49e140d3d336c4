"""Headlines of the report's own words: who, the event, one emphasis; and which of several an editor would take."""
