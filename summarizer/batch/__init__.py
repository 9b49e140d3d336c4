"""Archives of any size: read anything, compute each document once, resume exactly."""
