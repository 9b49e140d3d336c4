"""What operators and their machines ask."""

from fastapi import APIRouter, Request, Response, Security
from fastapi.responses import JSONResponse, PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from service.auth import caller, scraper
from service.problems import Problem
from service.schemas import ModelsOut, ServedModel
from service.state import state
from summarizer.options import LIMITS, PRESETS

router = APIRouter(tags=["operations"])


@router.get("/livez", summary="Is the process worth keeping?")
async def livez(request: Request) -> JSONResponse:
    """503 means: restart it. The models failed to load, or the worker died."""
    service = state(request)
    if service.engine.state == "failed" or not service.batcher.alive:
        raise Problem(503, "not_alive", "The models could not be loaded, or the worker died; see the log.")
    return JSONResponse({"status": "alive"})


@router.get("/readyz", summary="Does it take work?")
async def readyz(request: Request) -> JSONResponse:
    """200 only after every model has summarised a known article, and until SIGTERM."""
    service = state(request)
    service.engine.require_ready()
    return JSONResponse({"status": "ready", "models": service.engine.versions})


@router.get(
    "/metrics",
    dependencies=[Security(scraper)],
    response_class=PlainTextResponse,
    summary="Prometheus metrics",
)
def metrics(request: Request) -> Response:
    return Response(generate_latest(state(request).metrics.registry), media_type=CONTENT_TYPE_LATEST)


@router.get(
    "/v1/models", response_model=ModelsOut, dependencies=[Security(caller)], summary="Models and presets"
)
async def models(request: Request) -> ModelsOut:
    service = state(request)
    service.engine.require_ready()
    served = [
        ServedModel(name=name, version=version, default=name == service.settings.default_model)
        for name, version in service.engine.versions.items()
    ]
    presets = {
        name: {limit: getattr(options, limit) for limit in LIMITS} for name, options in PRESETS.items()
    }
    return ModelsOut(models=served, presets=presets)
