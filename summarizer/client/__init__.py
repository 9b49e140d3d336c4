"""A typed client for the HTTP service: the same objects and the same errors as the library itself.

>>> with Client("http://127.0.0.1:8080") as client:
...     print(client.summarize(text, preset="push").headline)

:class:`AsyncClient` has the same methods as coroutines.
"""

from summarizer.client.answers import CheckedSentence, CheckResult, Job, Outcome, ServiceError
from summarizer.client.clients import AsyncClient, Client

__all__ = ["AsyncClient", "CheckResult", "CheckedSentence", "Client", "Job", "Outcome", "ServiceError"]
