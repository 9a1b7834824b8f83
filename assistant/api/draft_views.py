"""What is shown of drafts: by whom is a name, and whether it was oneself; ids of people stay inside."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.question.personal_data import PersonalDataKind, personal_data
from corpus.store.drafts import (
    Author,
    Comment,
    DraftRecord,
    DraftSource,
    DraftState,
    FieldText,
    FieldVersion,
    QuotedPassage,
    WrittenForm,
)


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class TextNote(_View):
    """That a part seems to have personal data (characters from `start` to before `end`); it is kept all the same."""

    part: str
    kind: PersonalDataKind
    start: int
    end: int


class DraftSummary(_View):
    """A draft in a list; `template` is the id of its template. One that is `mine` I began."""

    id: str
    title: str
    template: str
    written_form: WrittenForm
    unit: str
    jurisdiction: str | None
    period: str
    state: DraftState
    collection: str | None
    assisted: bool
    mine: bool
    created_at: datetime
    changed_at: datetime


class FieldView(_View):
    """What stands in a field; `revision` is what a save names in If-Match. One that is `mine` I wrote last."""

    key: str
    parts: dict[str, str]
    revision: int
    changed_at: datetime
    by_name: str
    mine: bool
    own: bool
    removed: bool
    notes: tuple[TextNote, ...]


class DraftView(DraftSummary):
    """A draft with its template as of the start, and all its fields."""

    template_record: dict[str, Any]
    fields: tuple[FieldView, ...]


class VersionEntry(_View):
    """A version in a list: who wrote it, from when to when."""

    key: str
    revision: int
    begun_at: datetime
    at: datetime
    by_name: str
    mine: bool
    removed: bool
    restored: int | None


class VersionView(VersionEntry):
    """A version with its words."""

    parts: dict[str, str]


class SourceView(QuotedPassage):
    """A source of a draft, by its number there."""

    number: int
    by_name: str
    mine: bool
    taken_at: datetime


class CommentView(_View):
    """A comment on a field."""

    id: str
    key: str
    text: str
    at: datetime
    by_name: str
    mine: bool
    resolved_at: datetime | None


def draft_summary(draft: DraftRecord, author: Author) -> DraftSummary:
    """A draft as a list shows it to somebody."""
    return DraftSummary(**_summary(draft, author))


def draft_view(draft: DraftRecord, fields: dict[str, FieldText], author: Author) -> DraftView:
    """A draft as it is shown to somebody."""
    shown = tuple(field_view(text, author) for text in fields.values())
    return DraftView(**_summary(draft, author), template_record=draft.template, fields=shown)


def field_view(text: FieldText, author: Author) -> FieldView:
    """A field as it is shown to somebody."""
    return FieldView(**_said(text, FieldView), mine=text.by == author.id, notes=text_notes(text.parts))


def version_entry(version: FieldVersion, author: Author) -> VersionEntry:
    """A version as a list shows it to somebody."""
    return VersionEntry(**_said(version, VersionEntry), mine=version.by == author.id)


def version_view(version: FieldVersion, author: Author) -> VersionView:
    """A version as it is shown to somebody."""
    return VersionView(**_said(version, VersionView), mine=version.by == author.id)


def source_view(source: DraftSource, author: Author) -> SourceView:
    """A source as it is shown to somebody."""
    return SourceView(**_said(source, SourceView), mine=source.by == author.id)


def comment_view(comment: Comment, author: Author) -> CommentView:
    """A comment as it is shown to somebody."""
    return CommentView(**_said(comment, CommentView), mine=comment.by == author.id)


def text_notes(parts: dict[str, str]) -> tuple[TextNote, ...]:
    """What seems to be personal data in a field: whoever writes decides what becomes of it."""
    return tuple(
        TextNote(part=name, kind=found.kind, start=found.start, end=found.end)
        for name, text in parts.items()
        for found in personal_data(text)
    )


def _summary(draft: DraftRecord, author: Author) -> dict[str, Any]:
    said = draft.model_dump(include=set(DraftSummary.model_fields) - {"template"})
    return {**said, "template": draft.template["id"], "mine": draft.owner == author.id}


def _said(record: BaseModel, view: type[BaseModel]) -> dict[str, Any]:
    return record.model_dump(include=set(view.model_fields))
