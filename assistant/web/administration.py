"""Pages of those who look after the library: what there is, how it stands, and the sections below."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Administrator, Editor, may
from assistant.api.dependencies import AssistantDep, JobsDep
from assistant.api.documents import entries
from assistant.api.index import index_state
from assistant.api.rereading import read_again
from assistant.auth.user import Permission
from assistant.web import audit, corrections, evaluation, feedback, holdings, triage, upload
from assistant.web.jobs import jobs_path
from assistant.web.jobs import router as jobs_router
from assistant.web.navigation import Link
from assistant.web.paths import href
from assistant.web.rendering import render
from corpus.store.feedback import Feedback

LINKS = (Link("/admin", "administration.nav", place="footer", is_for=may(Permission.EDIT)),)

_LATEST = 5

_pages = APIRouter(dependencies=[Editor])
_indexes = APIRouter(dependencies=[Administrator])


@_pages.get("/admin")
def overview(request: Request, assistant: AssistantDep, jobs: JobsDep) -> Response:
    """What there is to do."""
    library = assistant.library
    waiting: list[Feedback] = library.feedback.list(state="new")
    context = {
        "documents": len(library.snapshot.documents),
        "unread": [entry for entry in entries(assistant) if entry.coverage.without_text or entry.personal_data],
        "waiting": len(waiting),
        "latest": waiting[:_LATEST],
        "corrections": len(library.corrections.all()),
        "running": [job for job in jobs.all() if not job.is_over and job.kind != "look"],
        "index": index_state(assistant, request.app.state.settings),
        "evaluation": evaluation.last(request.app.state.settings.evaluation_dir),
    }
    return render(request, "admin_overview.html", context)


@_indexes.get("/admin/indeks")
def index(request: Request, assistant: AssistantDep) -> Response:
    """How the indexes are, and what a rebuild would mend."""
    state = index_state(assistant, request.app.state.settings)
    documents = assistant.library.snapshot.documents
    context = {"index": state, "outdated": [documents[name] for name in state.outdated if name in documents]}
    return render(request, "admin_index.html", context)


@_indexes.post("/admin/indeks/bygg")
def rebuild(request: Request, jobs: JobsDep) -> Response:
    """Begins a rebuild."""
    return RedirectResponse(href(request, jobs_path([jobs.rebuild().id])), status_code=303)


@_indexes.post("/admin/indeks/les-igjen")
def read_outdated(request: Request, assistant: AssistantDep, jobs: JobsDep) -> Response:
    """Reads the files of all documents again that an older version read."""
    state = index_state(assistant, request.app.state.settings)
    begun = [read_again(assistant, jobs, name, {}).id for name in state.outdated]
    return RedirectResponse(href(request, jobs_path(begun)), status_code=303)


router = APIRouter()
for section in (
    _pages,
    _indexes,
    upload.router,
    holdings.router,
    jobs_router,
    triage.router,
    corrections.router,
    evaluation.router,
    audit.router,
    feedback.router,
):
    router.include_router(section)
