"""Whether what a model proposes, put together from pieces of its source, still says what the source says."""
