"""What a reader is: bytes of one format in, raw pages out."""

from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict

from corpus.models import Box, PageUnit, Word


class RawCell(BaseModel):
    """A cell of a table: its `lines` from top to bottom; it spans `columns` from `column` (from 0), and `rows` down.

    `baselines`: how far down the page each line stands, in points, where the format knows it. `entries`: with which
    lines the cells begin that it was put together from.
    """

    model_config = ConfigDict(frozen=True)

    lines: tuple[str, ...]
    box: Box
    column: int
    columns: int = 1
    rows: int = 1
    baselines: tuple[float, ...] = ()
    entries: tuple[int, ...] = ()


class RawRow(BaseModel):
    """A row of a table; `cut_above`, `cut_below`: no rule closes it there, so a page break may cut it."""

    model_config = ConfigDict(frozen=True)

    cells: tuple[RawCell, ...]
    cut_above: bool = False
    cut_below: bool = False


class RawTable(BaseModel):
    """A table of a page; it stands before the line with index `at` and has no text in lines.

    `evidence`: what tells of it where neither rules nor shades are drawn; `headed` is False where that knows of no
    header.
    """

    model_config = ConfigDict(frozen=True)

    at: int
    columns: int
    rows: tuple[RawRow, ...]
    box: Box
    evidence: tuple[str, ...] = ()
    headed: bool = True


class LineStyle(BaseModel):
    """How a line is set: `size` in points, `bold`, and its left edge `x0` in points from the page's left edge."""

    model_config = ConfigDict(frozen=True)

    size: float
    bold: bool
    x0: float


class LineRole(BaseModel):
    """What a format says a line is; a heading's `level` is 0 for the title of all, then 1 to 9, an item's its depth."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["heading", "paragraph", "item"] = "paragraph"
    level: int = 0


class RawPage(BaseModel):
    """A page as its file has it: `lines` from top to bottom, white space at their ends kept, blank between paragraphs.

    Where the format says what each line is, `roles` has one a line, and a line is a whole paragraph. `apart` are lines
    that the format itself sets apart (headers, footers, navigation). `is_hidden`: the author hid the page from readers,
    so it is not read. `unread` counts what may hold text and cannot be read (embedded files, charts).

    What else only some formats know: `styles` (one a line, None for a blank one), drawn `tables`, `rotated` labels put
    together, `words` with boxes in points from the page's top left corner, the page's `label` as the file numbers it,
    its `width` and `height` in points, how many `images` it holds, and how many tables seem to stand in its lines
    that could not be rebuilt (`tables_as_text`); `hidden_words` nobody sees, so that they are not in the text. `ocr`:
    its words were recognised on an image, where `uncertain` more were not taken.
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
    unit: PageUnit = "page"
    roles: tuple[LineRole, ...] = ()
    apart: tuple[str, ...] = ()
    is_hidden: bool = False
    unread: int = 0
    tables_as_text: int = 0
    hidden_words: int = 0
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
