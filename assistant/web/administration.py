"""Pages of those who look after the library: what there is, how it stands, and the sections below."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from assistant.api.access import Administrator, Editor, UserDep, may
from assistant.api.dependencies import AssistantDep, JobsDep, ServicesDep
from assistant.api.documents import entries
from assistant.api.index import index_state
from assistant.api.rereading import read_again
from assistant.auth.user import Permission
from assistant.web import audit, collections, corrections, evaluation, feedback, holdings, model, tokens, triage, upload
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
def overview(request: Request, assistant: AssistantDep, jobs: JobsDep, user: UserDep) -> Response:
    """What there is to do: for editors with the documents that they may change, for administrators beside that."""
    own = [found for found in entries(assistant) if user.may_edit(found.collection)]
    ids = {found.id for found in own}
    context = {
        "documents": len(own),
        "passages": assistant.library.snapshot.count_in(ids),
        "measures": sum(found.measures for found in own),
        "unread": [found for found in own if found.coverage.without_text or found.personal_data],
        "corrections": sum(note.document_id in ids for note in assistant.library.corrections.all()),
        "running": [job for job in jobs.all(user) if not job.is_over and job.kind != "look"],
        "administers": None,
    }
    if user.may(Permission.ADMINISTER):
        waiting: list[Feedback] = jobs.library.feedback.list(state="new")
        settings = request.app.state.settings
        context["administers"] = {
            "waiting": len(waiting),
            "latest": waiting[:_LATEST],
            "index": index_state(jobs.library, settings),
            "evaluation": evaluation.last(settings.evaluation_dir),
        }
    return render(request, "admin_overview.html", context)


@_indexes.get("/admin/indeks")
def index(request: Request, services: ServicesDep) -> Response:
    """How the indexes are, and what a rebuild would mend."""
    state = index_state(services.library, request.app.state.settings)
    documents = services.library.snapshot.documents
    context = {"index": state, "outdated": [documents[name] for name in state.outdated if name in documents]}
    return render(request, "admin_index.html", context)


@_indexes.post("/admin/indeks/bygg")
def rebuild(request: Request, jobs: JobsDep) -> Response:
    """Begins a rebuild."""
    return RedirectResponse(href(request, jobs_path([jobs.rebuild().id])), status_code=303)


@_indexes.post("/admin/indeks/les-igjen")
def read_outdated(request: Request, services: ServicesDep, user: UserDep) -> Response:
    """Reads the files of all documents again that an older version read."""
    state = index_state(services.library, request.app.state.settings)
    begun = [read_again(services.assistant, services.jobs, name, {}, user).id for name in state.outdated]
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
    collections.router,
    evaluation.router,
    model.router,
    audit.router,
    feedback.router,
    tokens.router,
):
    router.include_router(section)
