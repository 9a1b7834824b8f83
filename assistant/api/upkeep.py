"""POST /tidy: what is over its time is deleted now, not first at night."""

from fastapi import APIRouter, Request

from assistant.api.access import Administrator
from assistant.api.dependencies import ServicesDep
from assistant.api.problems import described
from assistant.tidying import Tidied, tidy

router = APIRouter(tags=["upkeep"], dependencies=[Administrator])


@router.post("/tidy", responses=described(422, 503))
def tidy_now(request: Request, services: ServicesDep, dry_run: bool = False) -> Tidied:
    """Deletes what is over its time; `dry_run` only counts it."""
    return tidy(services.library, request.app.state.settings, dry_run=dry_run)
