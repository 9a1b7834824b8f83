"""The jobs: how far uploads and rebuilds are."""

from fastapi import APIRouter

from assistant.api.access import Editor
from assistant.api.dependencies import JobsDep
from assistant.api.problems import described, missing
from assistant.jobs import Job

router = APIRouter(tags=["jobs"], dependencies=[Editor])


@router.get("/jobs", responses=described(503))
def jobs(jobs: JobsDep) -> list[Job]:
    """The jobs of this server, the newest first."""
    return jobs.all()


@router.get("/jobs/{job_id}", responses=described(404, 503))
def job(job_id: str, jobs: JobsDep) -> Job:
    """The job, with its report once it is done."""
    found = jobs.get(job_id)
    if found is None:
        raise missing("job", job_id)
    return found
