"""Which duties of the overall plan a draft answers and which not, by the field to open, and what in it is empty."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fastapi import APIRouter, Response

from assistant.api.access import Leader
from assistant.api.draft_access import DraftDep
from assistant.api.draft_suggestions import CoveredDutyView, draft_coverage
from assistant.drafting.draft import Draft, DraftField
from assistant.web.drafts_desk import DeskDep
from assistant.web.drafts_parts import PARTS

router = APIRouter(dependencies=[Leader])


class InField(NamedTuple):
    """A field and the duties that are answered in it, or are to be; None for those that no field is there for."""

    field: DraftField | None
    duties: Sequence[CoveredDutyView]


@router.get("/utkast/{draft_id}/dekning")
def covered(desk: DeskDep, draft: DraftDep) -> Response:
    """What is not answered and in which field it would be; what is, in which sentence; rows and fields with gaps."""
    found = draft_coverage(draft, desk.services, desk.assistant)
    whole = Draft.read(draft, desk.assistant.library)
    answered = [one for one in found.duties if one.state == "answered"]
    left = [one for one in found.duties if one.state != "answered"]
    empty = frozenset(found.empty)
    context = {
        "record": draft,
        "coverage": found,
        "answered": answered,
        "left": left,
        "answered_in": _by_field(whole, answered),
        "left_in": _by_field(whole, left),
        "plans": list({one.duty.document_id: one.duty for one in found.duties}.values()),
        "fields": {field.key: field for field in whole.fields},
        "empty": [field for field in whole.fields if field.key in empty],
        "part_names": PARTS,
    }
    return desk.show("draft_coverage.html", context)


def _by_field(draft: Draft, duties: Iterable[CoveredDutyView]) -> list[InField]:
    """The duties by their fields, in the order of the draft; those without one last."""
    found: dict[str, list[CoveredDutyView]] = {field.key: [] for field in draft.fields}
    nowhere: list[CoveredDutyView] = []
    for one in duties:
        key = next((key for key in (one.key or "", *one.fields) if key in found), None)
        (nowhere if key is None else found[key]).append(one)
    groups = [InField(field, found[field.key]) for field in draft.fields if found[field.key]]
    return [*groups, InField(None, nowhere)] if nowhere else groups
