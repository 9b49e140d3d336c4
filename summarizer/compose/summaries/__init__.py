"""The short summary: which clauses it takes, in whose company, and how they are joined to sentences."""
