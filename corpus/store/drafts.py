"""What is kept of drafts: a local plan under way, its fields with all their versions, its sources and comments."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from corpus.store.times import Utc

DraftState = Literal["draft", "hearing", "adopted"]
WrittenForm = Literal["nb", "nn"]
FieldKind = Literal["line", "date", "text", "row"]

ROW_PARTS = ("description", "responsible", "schedule", "funding")
OWN_ROW_PARTS = ("title", *ROW_PARTS)

LONGEST_PART = 20_000
LONGEST_DRAFT_TITLE = 200
LONGEST_UNIT = 200
LONGEST_PERIOD = 100
LONGEST_COMMENT = 2_000
LONGEST_KEY = 200


class DraftClosedError(ValueError):
    """The draft is adopted: its words stand as they are until it is a draft again."""

    def __init__(self) -> None:
        super().__init__("utkastet er vedtatt og kan ikke endres; sett det tilbake til utkast først")


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, from_attributes=True)


class Author(_Record):
    """Who writes: `id` tells people apart, `name` is what others see; empty for whom nothing names."""

    id: str
    name: str = ""


class DraftRecord(_Record):
    """A local plan under way.

    `template` is the whole template (JSON) as of the start, `unit` whose plan it becomes, `jurisdiction` as documents
    have theirs. `assisted` is whether a language model proposed words that were taken.
    """

    id: str
    title: str
    template: dict[str, Any]
    written_form: WrittenForm
    unit: str
    jurisdiction: str | None
    period: str
    state: DraftState
    collection: str | None
    owner: str | None
    assisted: bool
    created_at: Utc
    changed_at: Utc


class DraftReader(_Record):
    """Whose drafts are looked for: of those in a collection, all in `collections` (every one for None); of those in
    none, the `owner`'s. The machine sees all.
    """

    owner: str | None
    collections: frozenset[str] | None
    is_machine: bool = False

    def may_open(self, draft: DraftRecord) -> bool:
        """Whether a draft is open to whom this is."""
        if self.is_machine:
            return True
        if draft.collection is not None:
            return self.collections is None or draft.collection in self.collections
        return self.owner is not None and draft.owner == self.owner


class FieldText(_Record):
    """What stands in a field, part by part; revision 0 was never written.

    `begun_at` is when the version that it is began: earlier than `changed_at` where somebody went on writing.
    """

    key: str
    parts: dict[str, str]
    revision: int
    begun_at: Utc
    changed_at: Utc
    by: str
    by_name: str
    own: bool = False
    removed: bool = False


class Conflict(_Record):
    """Nothing was written: the field is not as the writer saw it, but as it says here."""

    current: FieldText


class FieldVersion(_Record):
    """What stood in a field, from when to when its author wrote it; `restored` is the revision that was brought back.

    A version with `removed` says that the row was taken out with these words.
    """

    key: str
    revision: int
    parts: dict[str, str]
    begun_at: Utc
    at: Utc
    by: str
    by_name: str
    removed: bool = False
    restored: int | None = None


class QuotedPassage(_Record):
    """Words of a passage, verbatim, with the page they stand on."""

    document_id: str
    generation_id: str
    page: int
    passage_id: str
    quote: str


class DraftSource(QuotedPassage):
    """A passage that a draft leans on, by its number there; the quote is empty where the document was removed."""

    number: int
    by: str
    by_name: str
    taken_at: Utc


class Comment(_Record):
    """What somebody says of a field to the others who write."""

    id: str
    key: str
    text: str
    at: Utc
    by: str
    by_name: str
    resolved_at: Utc | None


def part_names(kind: FieldKind, *, own: bool = False) -> tuple[str, ...]:
    """The parts of a field of a kind; a row of one's own has its title too."""
    if kind == "row":
        return OWN_ROW_PARTS if own else ROW_PARTS
    return ("text",)


def template_fields(template: Mapping[str, Any]) -> dict[str, FieldKind]:
    """The kinds of a template's fields by key, in order."""
    return {field["key"]: field["kind"] for section in template["sections"] for field in section.get("fields", ())}


def own_row_key(table: str, number: int) -> str:
    """The key of a row of one's own in a table."""
    return f"{table}.eget-{number}"


def table_of(key: str) -> str:
    """The table that a row of one's own stands in."""
    return key.rpartition(".eget-")[0]
