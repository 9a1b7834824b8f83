"""What a reader is: bytes of one format in, raw pages out."""

from typing import Protocol

from pydantic import BaseModel, ConfigDict

from corpus.models import Box, Word


class RawCell(BaseModel):
    """A cell of a table: its `lines` from top to bottom; it spans `columns` from `column` (from 0), and `rows` down.

    `baselines`: how far down the page each line stands, in points, where the format knows it.
    """

    model_config = ConfigDict(frozen=True)

    lines: tuple[str, ...]
    box: Box
    column: int
    columns: int = 1
    rows: int = 1
    baselines: tuple[float, ...] = ()


class RawRow(BaseModel):
    """A row of a table; `cut_above`, `cut_below`: no rule closes it there, so a page break may cut it."""

    model_config = ConfigDict(frozen=True)

    cells: tuple[RawCell, ...]
    cut_above: bool = False
    cut_below: bool = False


class RawTable(BaseModel):
    """A table whose grid is drawn on the page; it stands before the line with index `at` and has no text in lines."""

    model_config = ConfigDict(frozen=True)

    at: int
    columns: int
    rows: tuple[RawRow, ...]
    box: Box


class LineStyle(BaseModel):
    """How a line is set: `size` in points, `bold`, and its left edge `x0` in points from the page's left edge."""

    model_config = ConfigDict(frozen=True)

    size: float
    bold: bool
    x0: float


class RawPage(BaseModel):
    """A page as its file has it: `lines` from top to bottom, white space at their ends kept, blank between paragraphs.

    What only some formats know: `styles` (one a line, None for a blank one), drawn `tables`, `rotated` labels put
    together, `words` with boxes in points from the page's top left corner, the page's `label` as the file numbers it,
    its `width` and `height` in points, and how many `images` it holds. `ocr`: its words were recognised on an image,
    where `uncertain` more were not taken.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    lines: tuple[str, ...]
    label: str | None = None
    styles: tuple[LineStyle | None, ...] = ()
    tables: tuple[RawTable, ...] = ()
    rotated: tuple[str, ...] = ()
    words: tuple[Word, ...] = ()
    width: float | None = None
    height: float | None = None
    images: int = 0
    ocr: bool = False
    uncertain: int = 0


class RawDocument(BaseModel):
    """A file as pages, with the title, author and language that the file itself states."""

    model_config = ConfigDict(frozen=True)

    pages: tuple[RawPage, ...]
    title: str | None = None
    author: str | None = None
    language: str | None = None


class UnreadableFileError(Exception):
    """The file cannot become a document; the message says why and what to do."""


class Reader(Protocol):
    """Reads the files of one format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings of the format, with the dot."""
        ...

    @property
    def version(self) -> str:
        """Raised whenever the reader gives other pages for the same bytes."""
        ...

    def read(self, content: bytes) -> RawDocument:
        """All pages of a file, in order, and what the file says of itself.

        Raises UnreadableFileError where the bytes are not what the format promises, or hold no text.
        """
        ...
