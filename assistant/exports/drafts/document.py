"""A draft as the document that it becomes, whatever the file: headings, paragraphs, tables, and a list of sources."""

from typing import Literal

from assistant.drafting.template import WrittenForm
from corpus.models import Record


class Piece(Record):
    """Words, and the numbers of the sources that stand after them."""

    text: str
    numbers: tuple[int, ...] = ()


class Paragraph(Record):
    """What stands on lines of its own; an item of a list, or a note of ours where nothing was written."""

    kind: Literal["paragraph"] = "paragraph"
    pieces: tuple[Piece, ...]
    is_item: bool = False
    is_note: bool = False


class Heading(Record):
    """A heading; those of level 1 begin a chapter."""

    kind: Literal["heading"] = "heading"
    level: int
    text: str


Cell = tuple[Paragraph, ...]


class Table(Record):
    """A table with what its measures serve, its columns and its rows; `widths` are shares of the page's width.

    The first cell of a row names it, where the table is one of `named_rows`.
    """

    kind: Literal["table"] = "table"
    lead: str | None = None
    columns: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    named_rows: bool = True


Block = Heading | Paragraph | Table


class ListedSource(Record):
    """A source as the list at the end has it; `marks` say that it is a retelling, or says so no more."""

    number: int
    document_id: str
    title: str
    issuer: str
    locator: str
    url: str
    marks: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()


class DraftDocument(Record):
    """The document: its front (title, whose, facts by name), what stands in it, and what it leans on.

    `assistance` says that a language model helped, None where none did.
    """

    title: str
    unit: str
    kind: str
    facts: tuple[tuple[str, str], ...] = ()
    written_form: WrittenForm
    blocks: tuple[Block, ...]
    sources_title: str
    sources: tuple[ListedSource, ...] = ()
    assistance: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """What it is called, and whose it is where its title does not say so."""
        named = self.title.casefold()
        return (self.title, self.unit) if self.unit and self.unit.casefold() not in named else (self.title,)

    @property
    def language(self) -> str:
        """The language of the words, as files name it."""
        return "nn-NO" if self.written_form == "nn" else "nb-NO"
