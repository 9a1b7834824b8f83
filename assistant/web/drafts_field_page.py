"""The page of a field: its editor, how its sentences are read, and what stands beside it."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fastapi import Response

from assistant.api.draft_proposals import ProposalView
from assistant.api.draft_views import text_notes
from assistant.api.problems import missing
from assistant.drafting.borne import borne_by
from assistant.drafting.checking import Owners, RowNotes, row_notes
from assistant.drafting.draft import Draft, DraftField
from assistant.drafting.marking import Fault, IsBorne, Marked
from assistant.drafting.mending import mended
from assistant.web.drafts_chapters import next_unfinished
from assistant.web.drafts_desk import Desk
from assistant.web.drafts_help import help_with
from assistant.web.drafts_parts import FAULTS, MENDS, PARTS
from assistant.web.drafts_sources import source_address
from corpus.store.drafts import LONGEST_COMMENT, LONGEST_PART, DraftRecord, FieldText


class Read(NamedTuple):
    """A sentence as it was read: its faults, each with what the sentence would be without it where one button does."""

    sentence: Marked
    whole: str
    mends: Mapping[Fault, str | None]


class Unmerged(NamedTuple):
    """What one wrote, and what somebody else saved meanwhile in the same parts."""

    parts: dict[str, str]
    current: FieldText
    conflicts: tuple[str, ...]


def show_field(
    desk: Desk,
    record: DraftRecord,
    key: str,
    *,
    parts: Mapping[str, str] | None = None,
    unmerged: Unmerged | None = None,
    complaint: str | None = None,
    comment: str = "",
    chosen: Sequence[str] = (),
    none_chosen: bool = False,
    proposal: ProposalView | None = None,
    is_saved: bool = False,
    status: int = 200,
) -> Response:
    """The page of a field; with `parts` that are not saved, or two texts to choose between, those stand in it."""
    draft, shown = found_in(desk, record, key)
    own = parts or (unmerged.parts if unmerged else shown.text.parts)
    context = {
        **read_context(desk, draft, shown),
        "help": help_with(desk, record, key),
        "values": own,
        "unmerged": unmerged,
        "complaint": complaint,
        "comment": comment,
        "chosen": chosen,
        "none_chosen": none_chosen,
        "proposal": proposal,
        "is_saved": is_saved,
        "place": [one.key for one in draft.fields].index(key) + 1,
        "beside": draft.beside(key),
        "next_unfinished": _further(draft, key),
        "comments": desk.kept.comments.of(record.id, key),
        "author": desk.author,
        "is_alone": record.collection is None,
        "longest": LONGEST_PART,
        "longest_comment": LONGEST_COMMENT,
    }
    return desk.show("draft_field.html", context, status=status)


def _further(draft: Draft, key: str) -> DraftField | None:
    """The unfinished field to go on with, where that is not the next one anyway."""
    found = None if draft.record.state == "adopted" else next_unfinished(draft.fields, key)
    return None if found == draft.beside(key)[1] else found


def found_in(desk: Desk, record: DraftRecord, key: str) -> tuple[Draft, DraftField]:
    """A draft and one of its fields; problem 404 where it has none of that key."""
    draft = Draft.read(record, desk.assistant.library)
    found = draft.field(key)
    if found is None:
        raise missing("field", key)
    return draft, found


def read_context(desk: Desk, draft: Draft, shown: DraftField) -> dict[str, object]:
    """What the parts of a page say of the sentences and cells of a field."""
    notes = None
    if shown.kind == "row" and not shown.is_empty:
        notes = row_notes(shown.text.parts, Owners(desk.assistant.library.snapshot, draft.record.unit))
    return {
        "draft": draft,
        "field": shown,
        "read": readings(draft, shown, borne_by(desk.assistant.library.snapshot, draft.written_form)),
        "notes": notes or RowNotes(),
        "personal": text_notes(shown.text.parts),
        "part_names": PARTS,
        "faults": FAULTS,
        "mends": MENDS,
        "is_closed": draft.record.state == "adopted",
        "source_address": source_address,
    }


def readings(draft: Draft, shown: DraftField, is_borne: IsBorne | None = None) -> dict[str, Sequence[Read]]:
    """The sentences of each part of a field as they are read; with `is_borne` held against their sources too."""
    parts = {name: shown.text.parts[name] for name in shown.sentences}
    return {
        name: [_one(draft, text, sentence) for sentence in draft.marked(text, is_borne)] for name, text in parts.items()
    }


def _one(draft: Draft, text: str, sentence: Marked) -> Read:
    mends = {fault: mended(text, sentence, fault, draft.sources) for fault in sentence.faults}
    return Read(sentence, text[sentence.start : sentence.end], mends)
