"""GET /metrics: what is counted and timed, for Prometheus."""

from fastapi import APIRouter, Request, Response

from assistant.api.access import Watcher
from assistant.api.dependencies import Services
from assistant.api.problems import described
from assistant.metrics.metrics import Metrics
from assistant.metrics.state import State

PATH = "/metrics"

router = APIRouter(tags=["health"], dependencies=[Watcher])

_TEXTS = {"description": "Metrics", "content": {"text/plain": {}, "application/openmetrics-text": {}}}


@router.get(PATH, response_class=Response, responses={**described(401, 403, 429), 200: _TEXTS})
def metrics(request: Request) -> Response:
    """Numbers in Prometheus' text format, or in OpenMetrics where that is asked for; nothing of any plan or user."""
    app = request.app
    kept: Metrics = app.state.metrics
    services: Services | None = app.state.services
    of_library = (services.jobs, services.readiness) if services else ()
    found = kept.exposed(
        request.headers.get("accept", ""), State(app.version, app.state.settings.data_dir, *of_library)
    )
    return Response(found.content, media_type=found.media_type)
