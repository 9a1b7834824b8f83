"""Whether the process is up, and whether it can answer."""

from fastapi import APIRouter
from pydantic import BaseModel

from assistant.api.access import Public
from assistant.api.dependencies import AssistantDep
from assistant.api.problems import described

router = APIRouter(tags=["health"], dependencies=[Public])

PATHS = ("/healthz", "/readyz")


class Health(BaseModel):
    """The process is up."""

    status: str = "ok"


class Readiness(BaseModel):
    """The library is open, and holds so much."""

    status: str = "ready"
    documents: int
    passages: int
    measures: int


@router.get("/healthz")
def health() -> Health:
    """Whether the process is up."""
    return Health()


@router.get("/readyz", responses=described(503))
def readiness(assistant: AssistantDep) -> Readiness:
    """Whether questions can be answered."""
    snapshot = assistant.library.snapshot
    return Readiness(
        documents=len(snapshot.documents), passages=len(snapshot.passages), measures=len(snapshot.measures)
    )
