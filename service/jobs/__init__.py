"""Archives as jobs: kept in a database, so that they outlive the process that took them."""
