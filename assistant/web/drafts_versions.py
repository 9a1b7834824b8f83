"""The versions of a field: who wrote what and when, two of them compared, one brought back."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from assistant.api import draft_versions as api
from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.draft_fields import found_field
from assistant.api.problems import ProblemError
from assistant.drafting.draft import Draft
from assistant.web.drafts_desk import Desk, DeskDep
from assistant.web.drafts_parts import PARTS
from assistant.web.sent import said
from assistant.web.upload import SentForm
from corpus.store.drafts import DraftClosedError, DraftRecord

router = APIRouter(dependencies=[Leader])

Revision = Annotated[int | None, Query(ge=0, le=2**31 - 1)]


@router.get("/utkast/{draft_id}/versjoner/{key}")
def versions(key: str, desk: DeskDep, draft: DraftDep, fra: Revision = None, til: Revision = None) -> Response:
    """All versions, the newest first; what became of the text from `fra` to `til`, else to what stands there now."""
    return _page(desk, draft, key, fra, til)


@router.post("/utkast/{draft_id}/versjoner/{key}")
def restore(key: str, desk: DeskDep, draft: DraftDep, sent: SentForm) -> Response:
    """Brings a version back, and leads to the field."""
    revision = said(sent, "revisjon")
    try:
        body = api.RestoreRequest(revision=int(revision) if revision.isdecimal() and len(revision) < 10 else 1)
        api.restore(key, body, draft, desk.services, desk.author, Response())
    except ProblemError:
        return _page(desk, draft, key, complaint="drafts.not_restored")
    except DraftClosedError:
        return _page(desk, draft, key, complaint="drafts.is_adopted")
    return desk.lead(f"/utkast/{draft.id}/felt/{key}?lagret=ja")


def _page(
    desk: Desk,
    record: DraftRecord,
    key: str,
    old: int | None = None,
    new: int | None = None,
    *,
    complaint: str | None = None,
) -> Response:
    text = found_field(desk.services, record, key)
    found = Draft.read(record, desk.assistant.library).field(key)
    context = {
        "record": record,
        "text": text,
        "title": found.title if found else text.parts.get("title", ""),
        "versions": desk.kept.versions(record.id, key),
        "compared": api.compare(key, record, desk.services, old, new) if old is not None else None,
        "part_names": PARTS,
        "author": desk.author,
        "complaint": complaint,
        "is_closed": record.state == "adopted",
    }
    return desk.show("draft_versions.html", context, status=409 if complaint else 200)
