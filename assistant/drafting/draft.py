"""A draft as surfaces see it: its template's sections in order, and what stands in each field, sentence by sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from assistant.drafting.marking import IsBorne, Marked, SourceFault, marked
from assistant.drafting.sources import CheckedSource, checked_sources, standings
from assistant.drafting.template import FieldKind, Section, Template, WrittenForm
from corpus.readable import Readable
from corpus.store.drafts import ROW_PARTS, Comment, DraftRecord, DraftSource, FieldText, table_of


class DraftField(NamedTuple):
    """A field with what stands in it; `sentences` are those of each part, `comments` how many are not resolved.

    A row of one's own is called what its writer calls it, and has no guidance.
    """

    key: str
    kind: FieldKind
    title: str
    guidance: str
    section: Section
    text: FieldText
    sentences: Mapping[str, tuple[Marked, ...]]
    comments: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written in it."""
        return not any(value.strip() for value in self.text.parts.values())

    @property
    def empty_parts(self) -> tuple[str, ...]:
        """The cells of a row in which nothing stands."""
        return tuple(part for part in ROW_PARTS if part in self.text.parts and not self.text.parts[part].strip())

    @property
    def refused(self) -> int:
        """How many sentences keep the draft from being exported."""
        return sum(sentence.is_refused for own in self.sentences.values() for sentence in own)

    @property
    def noted(self) -> int:
        """How many sentences have something to look at, but are no hindrance."""
        return sum(
            bool(sentence.faults) and not sentence.is_refused for own in self.sentences.values() for sentence in own
        )


class DraftSection(NamedTuple):
    """A section of the template with its fields, rows of one's own last."""

    section: Section
    fields: tuple[DraftField, ...]


class Draft:
    """A draft with all that is kept of it, read together once."""

    def __init__(
        self,
        record: DraftRecord,
        texts: Mapping[str, FieldText],
        checked: Mapping[int, CheckedSource],
        comments: Iterable[Comment] = (),
    ) -> None:
        """`texts` are by key, in order; `checked` its sources by number."""
        self.record = record
        self.template = Template.model_validate(record.template)
        self.texts = texts
        self.checked = checked
        self.comments = tuple(comments)

    @classmethod
    def read(cls, record: DraftRecord, library: Readable) -> "Draft":
        """A draft as it stands now, its sources looked up in a library."""
        kept = library.drafts
        checked = checked_sources(kept.sources(record.id), library)
        return cls(record, kept.fields(record.id), checked, kept.comments.of(record.id))

    @property
    def written_form(self) -> WrittenForm:
        """What the draft is written in."""
        return self.record.written_form

    @property
    def sources(self) -> list[DraftSource]:
        """Its sources, by number."""
        return [one.source for one in self.checked.values()]

    @cached_property
    def sections(self) -> tuple[DraftSection, ...]:
        """All sections in order."""
        return tuple(DraftSection(section, tuple(self._fields(section))) for section in self.template.sections)

    @cached_property
    def fields(self) -> tuple[DraftField, ...]:
        """All fields in order."""
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> DraftField | None:
        """A field, or None."""
        return next((field for field in self.fields if field.key == key), None)

    def beside(self, key: str) -> tuple[DraftField | None, DraftField | None]:
        """The fields before and after one."""
        place = [field.key for field in self.fields].index(key)
        after = self.fields[place + 1] if place + 1 < len(self.fields) else None
        return (self.fields[place - 1] if place else None), after

    def uses(self) -> Mapping[int, Sequence[DraftField]]:
        """The fields in which each source is named, by its number."""
        return {
            number: [
                field
                for field in self.fields
                if any(number in one.numbers for own in field.sentences.values() for one in own)
            ]
            for number in self.checked
        }

    def _fields(self, section: Section) -> Iterator[DraftField]:
        form = self.written_form
        for field in section.fields:
            if field.key in self.texts:
                yield self._field(field.key, field.kind, field.title.form(form), field.guidance.form(form), section)
        for key, text in self.texts.items():
            if text.own and table_of(key) == section.key:
                yield self._field(key, "row", text.parts.get("title", "").strip(), "", section)

    def _field(self, key: str, kind: FieldKind, title: str, guidance: str, section: Section) -> DraftField:
        text = self.texts[key]
        sentences = {name: self.marked(value) for name, value in text.parts.items() if name != "title"}
        waiting = sum(comment.key == key and comment.resolved_at is None for comment in self.comments)
        return DraftField(key, kind, title, guidance, section, text, sentences, waiting)

    def marked(self, text: str, is_borne: IsBorne | None = None) -> tuple[Marked, ...]:
        """The sentences of a text as one of this draft; with `is_borne` those too that say more than their sources."""
        return marked(text, self.sources, self._standings, is_borne)

    @cached_property
    def _standings(self) -> Mapping[int, SourceFault]:
        return standings(self.checked)
