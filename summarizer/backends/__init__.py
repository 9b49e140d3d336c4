"""One protocol, one file per kind of model; importing this loads none of them."""

from summarizer.backends.base import Backend, Candidate, Request
from summarizer.backends.loading import load_backend
from summarizer.backends.mapmerge import generate_long

__all__ = ["Backend", "Candidate", "Request", "generate_long", "load_backend"]
