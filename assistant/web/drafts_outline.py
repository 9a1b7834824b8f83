"""A draft as a whole: its sections with each field's state, what it leans on, and what is done with all of it."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Response
from pydantic import ValidationError

from assistant.api import draft_rows
from assistant.api import drafts as api
from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.draft_suggestions import draft_coverage
from assistant.api.machine import is_loopback
from assistant.api.problems import ProblemError
from assistant.config import Settings
from assistant.drafting.draft import Draft
from assistant.exports.drafts.pdf import libreoffice
from assistant.web.drafts_chapters import chapters, next_unfinished
from assistant.web.drafts_desk import Desk, DeskDep
from assistant.web.drafts_sources import source_address
from assistant.web.sent import said_in
from assistant.web.upload import SentForm
from corpus.store.drafts import LONGEST_DRAFT_TITLE, LONGEST_PERIOD, DraftClosedError, DraftRecord

router = APIRouter(dependencies=[Leader])

STATES = {"draft": "drafts.state_draft", "hearing": "drafts.state_hearing", "adopted": "drafts.state_adopted"}
_COMPLAINTS = {"title": "drafts.no_title", "period": "drafts.long_period"}


@router.get("/utkast/{draft_id}")
def outline(desk: DeskDep, draft: DraftDep) -> Response:
    """The sections in order, with the state of each field."""
    return _page(desk, draft)


@router.post("/utkast/{draft_id}")
def change(desk: DeskDep, draft: DraftDep, sent: SentForm) -> Response:
    """Has a draft be called otherwise, be in another state, or be others' to write in as well."""
    said = said_in(sent, ("tittel", "periode", "tilstand", "samling"))
    named = {"title": said["tittel"], "period": said["periode"]} if "tittel" in sent else {}
    wanted = {"state": said["tilstand"] or None, "collection": said["samling"] or None, **named}
    try:
        body = api.DraftChanges.model_validate({name: value for name, value in wanted.items() if value is not None})
        api.change(body, draft, desk.services, desk.assistant, desk.user, desk.author)
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        return _page(desk, draft, complaint=_COMPLAINTS.get(field, "drafts.not_changed"))
    except ProblemError:
        return _page(desk, draft, complaint="drafts.not_shared")
    except DraftClosedError:
        return _page(desk, draft, complaint="drafts.is_adopted")
    return desk.lead(f"/utkast/{draft.id}")


@router.post("/utkast/{draft_id}/rader")
def add_row(desk: DeskDep, draft: DraftDep, sent: SentForm) -> Response:
    """Adds a row of one's own to a table, and leads to it."""
    try:
        body = draft_rows.RowRequest(table=said_in(sent, ("tabell",))["tabell"])
        made = draft_rows.add(body, draft, desk.services, desk.author, Response())
    except (ProblemError, ValidationError, DraftClosedError):
        return _page(desk, draft, complaint="drafts.no_row")
    return desk.lead(f"/utkast/{draft.id}/felt/{made.key}")


@router.post("/utkast/{draft_id}/slett")
def delete(desk: DeskDep, draft: DraftDep) -> Response:
    """Deletes a draft with all that is kept of it."""
    desk.kept.remove(draft.id)
    return desk.lead("/utkast?slettet=ja")


def _page(desk: Desk, record: DraftRecord, *, complaint: str | None = None) -> Response:
    draft = Draft.read(record, desk.assistant.library)
    settings: Settings = desk.request.app.state.settings
    troubled = {number: one for number, one in draft.checked.items() if one.reason or one.is_outdated}
    next_field = None if record.state == "adopted" else next_unfinished(draft.fields)
    context = {
        "draft": draft,
        "chapters": chapters(draft, next_field),
        "states": STATES,
        "source_address": source_address,
        "uses": draft.uses(),
        "troubled": list(troubled.items()),
        "sound": [(number, one) for number, one in draft.checked.items() if number not in troubled],
        "share": draft_coverage(record, desk.services, desk.assistant).share,
        "has_pdf": libreoffice() is not None,
        "are_links_for_here": is_loopback(urlsplit(settings.told_address).hostname or ""),
        "next_field": next_field,
        "collections": desk.shares,
        "complaint": complaint,
        "longest_title": LONGEST_DRAFT_TITLE,
        "longest_period": LONGEST_PERIOD,
    }
    return desk.show("draft.html", context, status=422 if complaint else 200)
