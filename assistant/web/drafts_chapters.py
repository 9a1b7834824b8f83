"""The outline of a draft, chapter by chapter: how far each is, and which of them are seen whole at once."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.drafting.draft import Draft, DraftField, DraftSection
from assistant.drafting.template import WrittenForm


class Chapter(NamedTuple):
    """A section with its fields; where nothing is filled in, with the sections `under` it, which are alike.

    `alone` is its only field where that is called what it is; then the heading leads to it, and nothing is folded.
    """

    own: DraftSection
    under: Sequence[DraftSection]
    alone: DraftField | None
    is_open: bool

    @property
    def is_folded(self) -> bool:
        """Whether its fields are to be opened: those of a table, where rows may be added, or more than one."""
        return self.alone is None and (len(self.fields) > 1 or self.own.section.others)

    @property
    def fields(self) -> Sequence[DraftField]:
        """Its fields."""
        return self.own.fields

    @property
    def written(self) -> int:
        """How many of its fields have text."""
        return sum(not field.is_empty for field in self.fields)

    @property
    def lacking(self) -> int:
        """How many of its measures have text and an empty cell."""
        return sum(bool(field.empty_parts) and not field.is_empty for field in self.fields)

    @property
    def refused(self) -> int:
        """How many of its sentences keep the draft from being exported."""
        return sum(field.refused for field in self.fields)

    @property
    def noted(self) -> int:
        """How many of its sentences have something to look at."""
        return sum(field.noted for field in self.fields)

    @property
    def comments(self) -> int:
        """How many comments on its fields are not resolved."""
        return sum(field.comments for field in self.fields)


def chapters(draft: Draft, next_field: DraftField | None) -> tuple[Chapter, ...]:
    """The chapters in order; those with the field to go on with, or with something to mend, are open."""
    form = draft.written_form
    return tuple(_chapter(own, under, next_field, form) for own, under in _with_alike(draft.sections))


def next_unfinished(fields: Iterable[DraftField], key: str | None = None) -> DraftField | None:
    """The first empty field after that of a key, going round; else the first that lacks something or is to be mended.

    None where all is finished.
    """
    every = list(fields)
    at = next((place + 1 for place, field in enumerate(every) if field.key == key), 0)
    others = [field for field in (*every[at:], *every[:at]) if field.key != key]
    empty = next((field for field in others if field.is_empty), None)
    return empty or next((field for field in others if field.empty_parts or field.refused), None)


def _chapter(
    own: DraftSection, under: Sequence[DraftSection], next_field: DraftField | None, form: WrittenForm
) -> Chapter:
    only = own.fields[0] if len(own.fields) == 1 else None
    alone = only if only is not None and only.title == own.section.title.form(form) else None
    is_open = any(field.refused or field == next_field for field in own.fields)
    return Chapter(own, under, alone, is_open)


def _with_alike(sections: Sequence[DraftSection]) -> Iterator[tuple[DraftSection, Sequence[DraftSection]]]:
    """Each section, with those below it in level where nothing is filled in in any of them."""
    at = 0
    while at < len(sections):
        end = at + 1
        while end < len(sections) and sections[end].section.level > sections[at].section.level:
            end += 1
        is_told = not any(one.fields or one.section.others for one in sections[at:end])
        last = end if is_told else at + 1
        yield sections[at], sections[at + 1 : last]
        at = last
