"""What one running application holds, typed."""

import dataclasses
from typing import cast

from fastapi import Request

from service.batching import Batcher
from service.checking import CheckDesk
from service.engine import Engine
from service.jobs.runner import JobRunner
from service.jobs.store import JobStore
from service.keys import KeyRing
from service.metrics import Metrics
from service.settings import Settings


@dataclasses.dataclass(slots=True)
class State:
    settings: Settings
    keys: KeyRing
    metrics: Metrics
    engine: Engine
    batcher: Batcher
    store: JobStore
    runner: JobRunner
    checks: CheckDesk


def state(request: Request) -> State:
    """The state of the application that serves this request."""
    return cast(State, request.app.state.service)
