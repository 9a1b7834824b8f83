"""Made-up pages as blocks, and what is looked for in them."""

from corpus.units import UnitRegister, shipped_units
from ingest.blocks import Block, BlockKind
from ingest.layout import LaidPage
from ingest.readers.base import RawRow
from ingest.structure import structure
from tests.ingest.made_up import HEADER, blocks, of_kind
from tests.ingest.made_up_tables import raw_table


def headings(content: str, *, slides: bool = False) -> list[str]:
    return of_kind(BlockKind.HEADING, blocks(content, slides=slides))


def paths(content: str, *, slides: bool = False) -> list[tuple[str, ...]]:
    found = blocks(content, slides=slides)
    return [block.heading_path for block in found if block.kind is not BlockKind.HEADING]


ACTION = f"""Tiltak
Veivalg 1: Alle barn leker ute

{HEADER}

Elvedal vil at barn leker

Turvenner Bydelene skal gå tur

2025 Bydelene
"""


def laid(
    *lines: str, sizes: dict[str, float] | None = None, rows: list[RawRow] | None = None, number: int = 1
) -> LaidPage:
    """A page that knows its type; a table stands after its lines."""
    tables = (raw_table(rows, at=len(lines)),) if rows else ()
    return LaidPage(number=number, label=None, lines=lines, set_apart=(), rotated=(), sizes=sizes or {}, tables=tables)


def blocks_of(*pages: LaidPage, slides: bool = False) -> list[Block]:
    found = structure(pages, UnitRegister(shipped_units()), slides=slides)
    return [block for page in found for block in page.blocks]
