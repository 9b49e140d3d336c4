"""The embedded architecture: a small encoder-decoder that copies; it knows nothing of news."""
