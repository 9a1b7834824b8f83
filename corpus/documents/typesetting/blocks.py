"""What a source text is made of, before it has a look; `origin` is the original's page that it retells."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the greatest."""

    origin: int
    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text, or small print (photo credits, sources)."""

    origin: int
    text: str
    small: bool = False


@dataclass(frozen=True)
class Item:
    """A bullet, or a numbered step where `number` is given; level 0 is the outermost."""

    origin: int
    text: str
    level: int = 0
    number: str | None = None


@dataclass(frozen=True)
class Band:
    """A line of cells of one height; a cell is its source text, `<br>` between its lines."""

    origin: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """A table row: bands without a rule between them."""

    bands: tuple[Band, ...]


@dataclass(frozen=True)
class GroupRow:
    """A row of one cell across the whole table."""

    origin: int
    text: str


@dataclass(frozen=True)
class Table:
    """A ruled table; `widths` are shares, `options` the bare words after them."""

    origin: int
    widths: tuple[float, ...]
    options: frozenset[str]
    header: Row | None
    rows: tuple[Row | GroupRow, ...]


@dataclass(frozen=True)
class Break:
    """A new page, from here on by another page template where one is named."""

    template: str | None = None


@dataclass(frozen=True)
class Container:
    """Blocks set apart: `kind` says how, `argument` is the rest of its opening line."""

    origin: int
    kind: str
    argument: str
    blocks: tuple["Block", ...]


Block: TypeAlias = Heading | Paragraph | Item | Table | Break | Container
