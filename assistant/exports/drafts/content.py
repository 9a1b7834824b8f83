"""What the document of a draft says: the template's headings and standing text, what was written, and its sources.

Nothing that tells the writer what to write is in it. A draft with a source that cannot be verified is refused.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from assistant.drafting.coverage import Coverage
from assistant.drafting.markers import MARKER, numbers_in
from assistant.drafting.sources import CheckedSource, checked_sources
from assistant.drafting.template import ITEM, Field, Section, Template, WrittenForm
from assistant.exports.drafts.coverage_table import coverage_blocks
from assistant.exports.drafts.document import Block, Cell, DraftDocument, Heading, Paragraph, Piece, Table
from assistant.exports.drafts.listing import Address, Numbering
from assistant.exports.drafts.refusal import RefusedError, in_order, unverified
from assistant.texts import said
from corpus.readable import Readable
from corpus.store.drafts import ROW_PARTS, DraftRecord, DraftSource, FieldText
from corpus.text.items import BULLET, without_bullet

_WIDTHS = (0.256, 0.31, 0.17, 0.115, 0.147)
"""Of a table's columns: the description is the longest, and the longest words of the shipped template stay on one line:
"områdesatsingen/barnehageprogrammet" among the titles, "samarbeidspartnarar" above the owners.
"""

_COLUMNS = (
    "draft_document.column_measure",
    "draft_document.column_description",
    "draft_document.column_responsible",
    "draft_document.column_schedule",
    "draft_document.column_funding",
)
_REFERENCES = re.compile(rf"[ \t\u00a0]*{MARKER.pattern}(?:[ \t\u00a0]*{MARKER.pattern})*")
_BLANKS = re.compile(r"\s+")
_STAR = re.compile(r"^\*\s+(?=\S)")  # as people type a bullet
_JOINER = "\u200d"  # of several signs to one, which is not printable by itself
_STATES = {
    "draft": "draft_document.state_draft",
    "hearing": "draft_document.state_hearing",
    "adopted": "draft_document.state_adopted",
}


class Written(NamedTuple):
    """A draft as it is kept: what it is, its template, what stands in its fields, and its sources."""

    record: DraftRecord
    template: Template
    texts: Mapping[str, FieldText]
    sources: tuple[DraftSource, ...]


def content(draft: Written, library: Readable, address: Address, coverage: Coverage | None = None) -> DraftDocument:
    """The document of a draft, every source in it looked up anew; `address` makes the whole address of a path.

    With a `coverage` its last chapter says which duties of the overall plan the draft answers.

    Raises RefusedError, with each sentence, where a source that it names cannot be verified.
    """
    form = draft.record.written_form
    checked = checked_sources(draft.sources, library)
    wrong = unverified(draft.template, draft.texts, checked, form)
    if wrong:
        raise RefusedError(wrong)
    document = _Document(draft, checked).made(library, address)
    if coverage is None:
        return document
    titles = dict(in_order(draft.template, draft.texts, form))
    further = coverage_blocks(coverage, titles, library.snapshot, form)
    return document.model_copy(update={"blocks": (*document.blocks, *further)})


class _Document:
    def __init__(self, draft: Written, checked: Mapping[int, CheckedSource]) -> None:
        self._draft = draft
        self._form: WrittenForm = draft.record.written_form
        self._numbering = Numbering(checked)

    def made(self, library: Readable, address: Address) -> DraftDocument:
        record, template = self._draft.record, self._draft.template
        facts = tuple(self._facts())
        blocks = tuple(block for section in template.sections for block in self._blocks(section))
        return DraftDocument(
            title=_clean(record.title).strip(),
            unit=_clean(record.unit).strip(),
            kind=template.title.form(self._form),
            facts=facts,
            written_form=self._form,
            blocks=blocks,
            sources_title=said("draft_document.sources", self._form),
            sources=self._numbering.listed(library, address, self._form),
            assistance=said("draft_document.assistance", self._form) if record.assisted else None,
        )

    def _facts(self) -> Iterator[tuple[str, str]]:
        """What stands on the front: the period, the front's own fields that were filled in, and the state."""
        record = self._draft.record
        if record.period.strip():
            yield said("draft_document.fact_period", self._form), _clean(record.period).strip()
        for section in self._draft.template.sections:
            for field in section.fields if section.kind == "front" else ():
                text = _clean(self._part(field.key, "text")).strip()
                if text and text != _clean(record.unit).strip():
                    yield field.title.form(self._form), day(text) if field.kind == "date" else text
        yield said("draft_document.fact_state", self._form), said(_STATES[record.state], self._form)

    def _blocks(self, section: Section) -> Iterator[Block]:
        if section.kind == "front":
            return
        title = section.title.form(self._form)
        yield Heading(level=section.level, text=title)
        for told in section.standing.form(self._form):
            yield Paragraph(pieces=(Piece(text=told.removeprefix(ITEM)),), is_item=told.startswith(ITEM))
        if section.kind == "table":
            yield self._table(section)
            return
        for field in section.fields:
            named = field.title.form(self._form)
            if named != title:
                yield Heading(level=section.level + 1, text=named)
            yield from self._paragraphs(self._part(field.key, "text")) or [self._not_written()]

    def _table(self, section: Section) -> Table:
        own = [key for key, text in self._draft.texts.items() if section.has_own_row(key) and not text.removed]
        return Table(
            lead=section.commitment.form(self._form) if section.commitment else None,
            columns=tuple(said(key, self._form) for key in _COLUMNS),
            widths=_WIDTHS,
            rows=(*(self._row(field) for field in section.fields), *(self._own_row(key) for key in own)),
        )

    def _row(self, field: Field) -> tuple[Cell, ...]:
        title = Paragraph(pieces=(Piece(text=field.title.form(self._form)),))
        return (title,), *self._cells(field.key)

    def _own_row(self, key: str) -> tuple[Cell, ...]:
        return tuple(self._paragraphs(self._part(key, "title"))), *self._cells(key)

    def _cells(self, key: str) -> Iterator[Cell]:
        for part in ROW_PARTS:
            yield tuple(self._paragraphs(self._part(key, part)))

    def _part(self, key: str, part: str) -> str:
        text = self._draft.texts.get(key)
        return text.parts.get(part, "") if text else ""

    def _paragraphs(self, text: str) -> list[Paragraph]:
        """The lines of a text, those that begin with a bullet as items."""
        lines = (_STAR.sub("• ", line.strip()) for line in text.split("\n"))
        return [
            Paragraph(pieces=tuple(self._pieces(without_bullet(line))), is_item=BULLET.match(line) is not None)
            for line in lines
            if line
        ]

    def _pieces(self, line: str) -> Iterator[Piece]:
        """A line in pieces, each ending with the sources it names; numbers that follow each other are one reference."""
        at = 0
        for run in _REFERENCES.finditer(line):
            numbers = dict.fromkeys(self._numbering.number(own) for own in numbers_in(run[0]))
            yield Piece(text=_clean(line[at : run.start()]), numbers=tuple(numbers))
            at = run.end()
        if line[at:]:
            yield Piece(text=_clean(line[at:]))

    def _not_written(self) -> Paragraph:
        return Paragraph(pieces=(Piece(text=said("draft_document.not_written", self._form)),), is_note=True)


def _clean(text: str) -> str:
    """A text on one line, without what nobody sees and files cannot hold."""
    return _BLANKS.sub(" ", "".join(sign for sign in _BLANKS.sub(" ", text) if sign.isprintable() or sign == _JOINER))


def day(text: str) -> str:
    """A day as people write it, where it is one as forms send it (2026-03-01)."""
    try:
        return f"{date.fromisoformat(text):%d.%m.%Y}"
    except ValueError:
        return text
