"""A draft taken out as a file; where a source in it cannot be verified, the page says which, and what to do."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from assistant.api import draft_exports as api
from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.problems import ProblemError
from assistant.web.drafts_desk import DeskDep

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
        context = {
            "record": draft,
            "unverified": error.further.get("unverified", ()),
            "is_refused": error.status == _REFUSED,
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
