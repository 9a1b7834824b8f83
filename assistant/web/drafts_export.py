"""A draft taken out as a file, or read in as a plan; of a source that cannot be verified the page says what to do."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.api import draft_exports as api
from assistant.api import draft_ingestion
from assistant.api.access import Editor, Leader
from assistant.api.dependencies import JobsDep
from assistant.api.draft_access import DraftDep
from assistant.api.problems import ProblemError
from assistant.web.drafts_desk import Desk, DeskDep
from assistant.web.drafts_parts import FAULTS, WHAT_TO_DO
from assistant.web.jobs import jobs_path
from corpus.store.drafts import DraftRecord

router = APIRouter(dependencies=[Leader])

_REFUSED = 409


@router.get("/utkast/{draft_id}/eksport.docx")
@router.get("/utkast/{draft_id}/eksport.pdf")
@router.get("/utkast/{draft_id}/eksport.md")
@router.get("/utkast/{draft_id}/eksport.json")
def export(request: Request, desk: DeskDep, draft: DraftDep, dekning: str = "") -> Response:
    """The file that the address ends as, with `dekning` also which duties it answers; or why there is none."""
    made = _FILES[PurePosixPath(request.url.path).suffix]
    try:
        return made(api.whole_draft(draft, desk.services, desk.assistant, request, coverage=bool(dekning)))
    except ProblemError as error:
        return _refused(desk, draft, error, is_refused=error.status == _REFUSED)


@router.post("/utkast/{draft_id}/innlesing", dependencies=[Editor])
def read_in(desk: DeskDep, draft: DraftDep, jobs: JobsDep) -> Response:
    """Reads an adopted draft in as a plan, and leads to how far that is."""
    try:
        body = draft_ingestion.IngestRequest()
        begun = draft_ingestion.ingest(
            body, draft, desk.services, desk.assistant, jobs, desk.user, desk.request, Response()
        )
    except ProblemError as error:
        if not error.further.get("unverified"):
            raise
        return _refused(desk, draft, error, is_refused=True)
    return desk.lead(jobs_path([begun.job_id]))


def _refused(desk: Desk, draft: DraftRecord, error: ProblemError, *, is_refused: bool) -> Response:
    """Which sentences stand in the way and what to do; or, where it is no draft's fault, that there is no PDF now."""
    unverified = error.further.get("unverified", ())
    context = {
        "record": draft,
        "unverified": unverified,
        "is_refused": is_refused,
        "faults": FAULTS,
        "what_to_do": WHAT_TO_DO,
    }
    return desk.show("draft_refused.html", context, status=error.status)


def _data(whole: api.Whole) -> Response:
    named = Response()
    found = api.export_json(whole, named)
    headers = {"Content-Disposition": named.headers["Content-Disposition"]}
    return JSONResponse(found.model_dump(mode="json"), headers=headers)


_FILES: Mapping[str, Callable[[api.Whole], Response]] = {
    ".docx": api.export_docx,
    ".pdf": api.export_pdf,
    ".md": api.export_markdown,
    ".json": _data,
}
