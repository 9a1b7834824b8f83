"""GET /metrics: what is counted and timed, for Prometheus."""

from fastapi import APIRouter, Request, Response

from assistant.api.access import Watcher
from assistant.api.problems import described
from assistant.metrics.metrics import Metrics
from assistant.metrics.state import State

PATH = "/metrics"

router = APIRouter(tags=["health"], dependencies=[Watcher])

_TEXTS = {"description": "Metrics", "content": {"text/plain": {}, "application/openmetrics-text": {}}}


@router.get(PATH, response_class=Response, responses={**described(401, 403, 429), 200: _TEXTS})
def metrics(request: Request) -> Response:
    """Numbers in Prometheus' text format, or in OpenMetrics where that is asked for; nothing of any plan or user."""
    state = request.app.state
    kept: Metrics = state.metrics
    jobs = state.services.jobs if state.services else None
    found = kept.exposed(request.headers.get("accept", ""), State(request.app.version, state.settings.data_dir, jobs))
    return Response(found.content, media_type=found.media_type)
