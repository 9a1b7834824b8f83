"""What stands beside a field: what of the overall plan binds it, and passages that it can be written from."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.api.draft_suggestions import suggestions
from assistant.drafting.suggesting import GROUPS, Group, Suggestion
from assistant.web.drafts_desk import Desk
from corpus.store.drafts import DraftRecord

_NAMES: dict[Group, str] = {
    "own": "drafts.suggested_own",
    "binding": "drafts.suggested_binding",
    "others": "drafts.suggested_others",
}


class Suggested(NamedTuple):
    """The suggestions of a group, under the key of its name."""

    group: Group
    name: str
    suggestions: Sequence[Suggestion]


class Help(NamedTuple):
    """What a field can be written from."""

    measures: Sequence[MeasureRow]
    duties: Sequence[DutyRow]
    groups: Sequence[Suggested]


def help_with(desk: Desk, draft: DraftRecord, key: str) -> Help:
    """What there is for a field; nothing for what only its writer knows."""
    found = suggestions(key, draft, desk.services, desk.assistant)
    groups = (
        Suggested(group, _NAMES[group], [one for one in found.suggestions if one.group == group]) for group in GROUPS
    )
    return Help(found.measures, found.duties, [group for group in groups if group.suggestions])
