"""Ruled tables with merged cells.

::: merged 12           holds one table, its words of 12 points; a second number is the last row's height;
                        `open_below`, `open_above`: no rule where a page cuts a row in two
::: table 3 2 4
Tiltak | Tid | Formål
                        each line of a row has a rule above it; `^` goes on with the cell above, `<` with the one at
Nettverk | Høst | <     the left
^ | Vår | Evaluering
:::
:::
"""

from collections.abc import Sequence
from dataclasses import replace

from reportlab.platypus import Table as GridTable
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import Band, Container, GroupRow, Table
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.ruled import Look
from corpus.documents.typesetting.typesetter import Typesetter

_ABOVE, _LEFT = "^", "<"

Place = tuple[int, int]
Command = tuple[object, ...]


def set_merged(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The setter of `::: merged`."""
    if len(container.blocks) != 1 or not isinstance(table := container.blocks[0], Table):
        raise MarkupError(f"'::: merged' holds one table, not {container.blocks!r}")
    size, last, options = _arguments(container.argument)
    setting = Typesetter(replace(typesetter.styles, cell=size or typesetter.styles.cell), typesetter.look, {})
    bands = _bands(table)
    header = len(table.header.bands) if table.header else 0
    cells = [
        [
            setting.cell("" if text in (_ABOVE, _LEFT) else text, band.origin, bold=number < header)
            for text in band.cells
        ]
        for number, band in enumerate(bands)
    ]
    commands = [*_rules(typesetter.look, options), *_fills(typesetter.look, header), *_spans(bands)]
    shares = [f"{100 * share / sum(table.widths):.4f}%" for share in table.widths]
    rows = [None] * (len(bands) - len(last)) + last
    return [GridTable(cells, colWidths=shares, rowHeights=rows, style=commands, spaceBefore=4, spaceAfter=8)]


def _arguments(argument: str) -> tuple[float | None, list[float], frozenset[str]]:
    words = argument.split()
    numbers = [float(word) for word in words if word[0].isdigit()]
    return (numbers[0] if numbers else None), numbers[1:2], frozenset(words)


def _bands(table: Table) -> list[Band]:
    rows = [table.header, *table.rows] if table.header else list(table.rows)
    if any(isinstance(row, GroupRow) for row in rows):
        raise MarkupError("a table within '::: merged' has no rows across it; write '<' in the cells that go on")
    return [band for row in rows if not isinstance(row, GroupRow) for band in row.bands]


def _rules(look: Look, options: frozenset[str]) -> list[Command]:
    whole = ((0, 0), (-1, -1), look.rule, look.colour)
    upright = [("LINEBEFORE", *whole), ("LINEAFTER", *whole)]
    above = [] if "open_above" in options else [("LINEABOVE", (0, 0), (-1, 0), look.rule, look.colour)]
    below = [] if "open_below" in options else [("LINEBELOW", (0, -1), (-1, -1), look.rule, look.colour)]
    return [("INNERGRID", *whole), *upright, *above, *below, ("VALIGN", (0, 0), (-1, -1), "TOP")]


def _fills(look: Look, header: int) -> list[Command]:
    padding: list[Command] = [
        (f"{side}PADDING", (0, 0), (-1, -1), look.padding) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
    ]
    fill: list[Command] = []
    if header and look.header_fill:
        fill.append(("BACKGROUND", (0, 0), (-1, header - 1), look.header_fill))
    return padding + fill


def _spans(bands: Sequence[Band]) -> list[Command]:
    ends: dict[Place, Place] = {}
    for row, band in enumerate(bands):
        for column, text in enumerate(band.cells):
            if text in (_ABOVE, _LEFT):
                ends[_start(bands, column, row)] = (column, row)
    return [("SPAN", start, end) for start, end in ends.items()]


def _start(bands: Sequence[Band], column: int, row: int) -> Place:
    """The cell that the one at column and row goes on with."""
    while (text := bands[row].cells[column]) in (_ABOVE, _LEFT):
        column, row = (column, row - 1) if text == _ABOVE else (column - 1, row)
        if min(column, row) < 0:
            raise MarkupError(f"{text!r} goes on with no cell")
    return column, row
