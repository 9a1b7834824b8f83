"""How well the cells of tables are read: those of made files are known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import corpus.documents as shipped
from corpus.documents.typesetting.blocks import Container, GroupRow, Row, Table
from corpus.documents.typesetting.inline import plain
from corpus.documents.typesetting.markup import parse
from eval.benchmarks.made_up import KnownCells, cells_of
from ingest.chains import table_chains
from ingest.layout import lay_out
from ingest.readers.pdf import PdfReader
from ingest.rows import table_rows

_MERGED = ("<", "^")  # the cell goes on from the one at its left, or above
_BETWEEN = re.compile(r"[\W_]+")


def cell_f1(files: Sequence[Path]) -> float | None:
    """The F1 of the cells with words that stand in ruled tables, all files together; None where they are not known.

    A cell counts as read when one cell of ours has its words and no others; signs and white space aside. A header may
    be printed anew on each page, so its cells count once a file.
    """
    common = total = 0
    for file in files:
        known = _made(file)
        if known is None:
            return None
        headers = frozenset(map(_letters, known.headers))
        made, read = _counted(known.cells, headers), _counted(_read(file), headers)
        common += (made & read).total()
        total += made.total() + read.total()
    return 2 * common / total if total else None


def _counted(cells: Iterable[str], headers: frozenset[str]) -> Counter[str]:
    counted = Counter(filter(None, map(_letters, cells)))
    return Counter({cell: 1 if cell in headers else count for cell, count in counted.items()})


def _letters(text: str) -> str:
    return _BETWEEN.sub("", text)


def _made(file: Path) -> KnownCells | None:
    """The cells that were set: a generated file's, or a shipped plan's as its source has them."""
    generated = cells_of(file)
    if generated is not None:
        return generated
    source = Path(shipped.__path__[0]) / "source" / f"{file.stem}.md"
    if file.parent.resolve() != source.parent.parent.resolve() or not source.is_file():
        return None
    headers: list[str] = []
    cells: list[str] = []
    for table, is_merged in _tables(parse(source.read_text(encoding="utf-8"))):
        head = list(_cells(table.header, is_merged)) if table.header else []
        headers += head
        cells += head
        cells += [cell for row in table.rows for cell in _cells(row, is_merged)]
    return KnownCells(headers, cells)


def _tables(blocks: Sequence[object], *, is_merged: bool = False) -> Iterator[tuple[Table, bool]]:
    """The tables among the blocks, and whether each band is a row of its own in them."""
    for block in blocks:
        if isinstance(block, Container):
            yield from _tables(block.blocks, is_merged=is_merged or block.kind == "merged")
        elif isinstance(block, Table):
            yield block, is_merged


def _cells(row: Row | GroupRow, is_merged: bool) -> Iterator[str]:
    if isinstance(row, GroupRow):
        yield plain(row.text)
        return
    bands = [band.cells for band in row.bands]
    cells = chain.from_iterable(bands) if is_merged else map(" ".join, zip(*bands, strict=False))
    yield from (text for text in map(plain, cells) if text not in _MERGED)


def _read(file: Path) -> Iterator[str]:
    laid = lay_out(PdfReader().read(file.read_bytes()).pages)
    for parts in table_chains(laid):
        for row in table_rows([part for _, part in parts]):
            yield from (" ".join(cell.lines) for cell in row.cells)
