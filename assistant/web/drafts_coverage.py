"""Which duties of the overall plan a draft answers and which not, and what in it is empty."""

from fastapi import APIRouter, Response

from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.draft_suggestions import draft_coverage
from assistant.drafting.draft import Draft
from assistant.web.drafts_desk import DeskDep
from assistant.web.drafts_parts import PARTS

router = APIRouter(dependencies=[Leader])


@router.get("/utkast/{draft_id}/dekning")
def covered(desk: DeskDep, draft: DraftDep) -> Response:
    """The duties that bind, with the sentence that answers each; then rows that lack something, and empty fields."""
    found = draft_coverage(draft, desk.services, desk.assistant)
    whole = Draft.read(draft, desk.assistant.library)
    context = {
        "record": draft,
        "coverage": found,
        "fields": {field.key: field for field in whole.fields},
        "part_names": PARTS,
    }
    return desk.show("draft_coverage.html", context)
