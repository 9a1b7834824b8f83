"""Lines and the rules between them, as the rows of a table."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from ingest.readers.base import RawCell, RawRow
from ingest.readers.pdf.gaps import Columns, split_rows
from ingest.readers.pdf.geometry import Area, around
from ingest.readers.pdf.rules import Rule
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, TextLine, lines

Row = list[TextLine]

_SAME_PLACE = 2.0
_RULED_BANDS = 3  # more between rules: each is a row


def bands(found: Sequence[TextLine], rules: Sequence[Rule]) -> list[Row]:
    """The lines between one rule and the next."""
    held: dict[int, Row] = {}
    for line in found:
        held.setdefault(sum(rule.at < line.baseline for rule in rules), []).append(line)
    return [held[key] for key in sorted(held)]


def rows_between(found: Sequence[TextLine], cut: Columns, rules: Sequence[Rule], *, headers: int = 1) -> list[Row]:
    """A row between two rules, the first `headers` of them whole; several where rules do not part them."""
    between = bands(found, rules)
    if len(between) > _RULED_BANDS:
        return between
    evenly = len(between) == headers + 1
    return [
        *between[:headers],
        *(row for band in between[headers:] for row in split_rows(band, cut, evenly=evenly)),
    ]


def table_of(rows: Sequence[Row], cut: Columns, rules: Sequence[Rule], *, is_rest: bool = False) -> FoundTable:
    """The table that these rows make; as the rest of one, its first row may be cut above.

    A last row without a rule below is open, but for one under a shaded row: every second row has no shade, and so ends.
    """
    area = around([*(line.area for row in rows for line in row), *_drawn(rows, rules)])
    sides = [area.x0, *((strip.start + strip.end) / 2 for strip in cut.between), area.x1]
    heights = [area.top, *(_border(above, below, rules) for above, below in pairwise(rows)), area.bottom]
    under_shade = any(rule.shade for rule in rules if abs(rule.at - heights[-2]) <= _SAME_PLACE)
    parted = len(bands([line for row in rows for line in row], rules)) > _RULED_BANDS
    last = len(rows) - 1
    raw_rows: list[RawRow] = []
    words: list[PlacedWord] = []
    for index, row in enumerate(rows):
        cells, row_words = _cells(row, cut, sides, heights[index], heights[index + 1])
        raw_rows.append(
            RawRow(
                cells=cells,
                cut_above=parted and index == 0 and is_rest and not _is_rule_at(area.top, rules),
                cut_below=parted and index == last and not (under_shade or _is_rule_at(area.bottom, rules)),
            )
        )
        words.extend(row_words)
    return FoundTable(area, tuple(sides), cut.count, tuple(raw_rows), tuple(words), frozenset())


def _is_rule_at(place: float, rules: Sequence[Rule]) -> bool:
    return any(abs(rule.at - place) <= _SAME_PLACE for rule in rules)


def _drawn(rows: Sequence[Row], rules: Sequence[Rule]) -> list[Area]:
    """The rules of the table: those within it, and those that close it above and below."""
    top, bottom = rows[0][0], max(rows[-1], key=lambda line: line.baseline)
    return [
        Area(rule.start, rule.at, rule.end, rule.at)
        for rule in rules
        if top.baseline - 2.5 * top.size <= rule.at <= bottom.baseline + 2.5 * bottom.size
    ]


def _border(above: Row, below: Row, rules: Sequence[Rule]) -> float:
    end, start = max(line.baseline for line in above), min(line.baseline for line in below)
    rule = next((rule.at for rule in rules if end < rule.at < start), None)
    return (end + start - median(line.size for line in below) / 2) / 2 if rule is None else rule


def _cells(
    row: Row, cut: Columns, sides: Sequence[float], top: float, bottom: float
) -> tuple[tuple[RawCell, ...], list[PlacedWord]]:
    """The cells of a row, empty ones as well; texts that share a column are one cell."""
    spans: list[tuple[int, int, list[TextLine]]] = []
    for part in sorted((part for line in row for part in cut.parts(line)), key=lambda part: part.start):
        first, last = cut.of(part.start), cut.of(part.end)
        if spans and first <= spans[-1][1]:
            before = spans.pop()
            spans.append((before[0], max(before[1], last), [*before[2], part]))
        else:
            spans.append((first, last, [part]))
    if len(spans) == 1 and spans[0][0] == 0 and spans[0][1] > 0:
        spans = [(0, cut.count - 1, spans[0][2])]
    covered = {column for first, last, _ in spans for column in range(first, last + 1)}
    spans.extend((column, column, []) for column in range(cut.count) if column not in covered)
    cells: list[RawCell] = []
    words: list[PlacedWord] = []
    for first, last, held in sorted(spans, key=lambda span: span[0]):
        found = lines(word for part in held for word in part.words)
        words.extend(word for line in found for word in line.words)
        cells.append(
            RawCell(
                lines=tuple(line.text for line in found),
                baselines=tuple(round(line.baseline, 1) for line in found),
                box=Area(sides[first], top, sides[last + 1], bottom).box(),
                column=first,
                columns=last - first + 1,
            )
        )
    return tuple(cells), words
