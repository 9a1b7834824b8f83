"""Whether the process is up, and whether it can answer."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from assistant.api.access import Public
from assistant.api.dependencies import AssistantDep, ServicesDep
from assistant.api.problems import ProblemError, described
from assistant.readiness import MENDS, Part, State

router = APIRouter(tags=["health"], dependencies=[Public])

PATHS = ("/healthz", "/readyz")


class Health(BaseModel):
    """The process is up."""

    status: str = "ok"


class Ready(BaseModel):
    """The library is open, holds so much, and all its parts are well."""

    status: str = "ready"
    documents: int
    passages: int
    measures: int
    parts: dict[Part, State] = {}


@router.get("/healthz")
def health() -> Health:
    """Whether the process is up."""
    return Health()


@router.get("/readyz", responses=described(503))
def readiness(request: Request, services: ServicesDep, assistant: AssistantDep) -> Ready:
    """Whether questions can be answered; 503 names the parts that are not well (`parts`).

    What is counted is what whoever asks may read.
    """
    parts = services.readiness.states(request.app.state.settings.data_dir)
    if wrong := [MENDS[part] for part, state in parts.items() if state != "ok"]:
        raise ProblemError(503, "Not ready", "; ".join(wrong), further={"parts": parts})
    held = assistant.library.snapshot
    return Ready(documents=len(held.documents), passages=len(held.passages), measures=len(held.measures), parts=parts)
