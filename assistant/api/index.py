"""The indexes: whether they are whole, and building them anew."""

from pathlib import Path

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel

from assistant.api.access import Administrator
from assistant.api.dependencies import JobsDep, ServicesDep
from assistant.api.problems import described
from assistant.config import Settings
from assistant.ingestion.looking import outdated
from assistant.jobs import Job
from corpus.health import IndexHealth
from corpus.library import Library
from corpus.store.workers import Worker

router = APIRouter(tags=["index"], dependencies=[Administrator])


class DiskUse(BaseModel):
    """Bytes in the data directory, by what they are for."""

    catalogue: int
    vectors: int
    originals: int
    model: int
    other: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.catalogue + self.vectors + self.originals + self.model + self.other


class IndexState(BaseModel):
    """What the indexes hold and what they were built with; `outdated` are documents worth reading again, `workers` the
    processes on shared stores with the version that each answers from.
    """

    health: IndexHealth
    is_whole: bool
    outdated: tuple[str, ...]
    disk: DiskUse
    workers: tuple[Worker, ...] = ()


def index_state(library: Library, settings: Settings) -> IndexState:
    """How the indexes are."""
    health = library.health()
    return IndexState(
        health=health,
        is_whole=health.is_whole,
        outdated=outdated(library),
        disk=disk_use(settings),
        workers=tuple(library.workers),
    )


def disk_use(settings: Settings) -> DiskUse:
    """How much room the data directory takes."""
    parts = {"catalogue": 0, "vectors": 0, "originals": 0, "model": 0, "other": 0}
    for file in settings.data_dir.rglob("*"):
        if file.is_file() and not file.is_symlink():
            parts[_part(file.relative_to(settings.data_dir), settings)] += _size(file)
    return DiskUse(**parts)


@router.get("/index", responses=described(503))
def index(request: Request, services: ServicesDep) -> IndexState:
    """What the indexes hold, what they were built with, and what a rebuild would mend."""
    return index_state(services.library, request.app.state.settings)


@router.post("/index/rebuild", status_code=202, responses=described(503))
def rebuild(jobs: JobsDep, response: Response) -> Job:
    """Queues the building of every index anew from the catalogue."""
    job = jobs.rebuild()
    response.headers["Location"] = f"/api/v1/jobs/{job.id}"
    return job


def _part(place: Path, settings: Settings) -> str:
    first = place.parts[0]
    if first.startswith("catalogue.sqlite3"):
        return "catalogue"
    known = {settings.chroma_dir.name: "vectors", "originals": "originals", settings.model_dir.name: "model"}
    return known.get(first, "other")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:  # gone meanwhile
        return 0
