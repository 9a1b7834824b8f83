"""The page of jobs: each file on its way to the end of indexing, unless somebody cancels it."""

from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Editor, UserDep
from assistant.api.dependencies import JobsDep
from assistant.jobs import Job
from assistant.web.errors import error_page
from assistant.web.paths import href
from assistant.web.rendering import render

router = APIRouter(dependencies=[Editor])

_SHOWN = 50


def jobs_path(job_ids: Sequence[str]) -> str:
    """The path of the page of these jobs."""
    return f"/admin/jobber?{urlencode([('jobb', job_id) for job_id in job_ids])}"


@router.get("/admin/jobber")
def page(request: Request, jobs: JobsDep, user: UserDep, jobb: Annotated[tuple[str, ...], Query()] = ()) -> Response:
    """The jobs that are asked for, in that order, or the last ones."""
    if jobb:
        shown = [job for job in (jobs.get(key, user) for key in jobb) if job is not None]
    else:
        shown = [job for job in jobs.all(user) if job.kind != "look"][:_SHOWN]
    context = {
        "jobs": shown,
        "lost": len(jobb) - len(shown) if jobb else 0,
        "is_over": all(job.is_over for job in shown),
        "indexed": sum(job.report is not None and not _is_refused(job) for job in shown),
        "refused": sum(_is_refused(job) for job in shown),
        "asked": jobb,
        "path": jobs_path(jobb) if jobb else "/admin/jobber",
    }
    return render(request, "admin_jobs.html", context)


@router.post("/admin/jobber/{job_id}/avbryt")
def cancel(
    request: Request, jobs: JobsDep, user: UserDep, job_id: str, jobb: Annotated[tuple[str, ...], Form()] = ()
) -> Response:
    """Cancels a job, and shows the page that it was cancelled on; of one that is over the page tells."""
    if jobs.get(job_id, user) is None:
        return error_page(request, 404)
    jobs.cancel(job_id)
    return RedirectResponse(href(request, jobs_path(jobb) if jobb else "/admin/jobber"), status_code=303)


def _is_refused(job: Job) -> bool:
    return job.error is not None or (job.report is not None and job.report.status == "refused")
