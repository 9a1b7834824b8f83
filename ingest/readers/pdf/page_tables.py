"""All tables of a page, whatever is drawn of them, and the words that stand in none."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.readers.pdf.geometry import Area, around
from ingest.readers.pdf.glyphs import Letters
from ingest.readers.pdf.grids import grids
from ingest.readers.pdf.half_ruled import goes_on_in, half_ruled_tables, rest_of_table
from ingest.readers.pdf.rules import Drawing, Rule
from ingest.readers.pdf.tables import FoundTable, ruled_tables, same_sides
from ingest.readers.pdf.unruled import Unruled, unruled_tables
from ingest.readers.pdf.words import PlacedWord, lines, words

_WHOLE_PAGE = 0.85  # of the page's width and height: a background, not a frame
_BAND_SLACK = 12.0  # points: columns found from their text and from their shading differ so much
_EDGE = 0.1  # of the page's height: where headers and footers stand
_MARGIN = 45.0  # points: nearer to the upper or lower edge no table without rules is looked for
_HEADER_WHITE = 2.5  # of the size: the white under a header
_SAME_SIDES = 2.0  # points: shades with the same sides are the rows or cells of a table, not boxes
_TOUCHES = 1.0  # points: so near each other shades leave no white between them


@dataclass(frozen=True)
class PageTables:
    """The tables found, the upright words and the frames outside them, and how many tables seem left in the words."""

    found: tuple[FoundTable, ...]
    words: tuple[PlacedWord, ...]
    frames: tuple[Area, ...]
    as_text: int


def page_tables(drawn: Drawing, found: Letters, last: FoundTable | None, extent: Area) -> PageTables:
    """The tables that rules, shades and gaps make out; the `last` table of the page before may go on here."""
    sides = last.sides if last else ()
    ruled = ruled_tables(grids(drawn, sides), found, sides)
    tables, upright = _all_tables(drawn, found, ruled, last, extent)
    tables, upright = _without_stripes(tables, upright, found, drawn, extent)
    unruled = _unruled(upright, drawn, tables, extent)
    tables = [*tables, *unruled.tables]
    return PageTables(
        found=tuple(tables),
        words=tuple(_beside(upright, unruled.tables)),
        frames=tuple(_frames(drawn.frames, tables, extent)),
        as_text=unruled.as_text,
    )


def outside(found: Letters, tables: Iterable[FoundTable]) -> Letters:
    """The letters that no ruled table took."""
    taken = frozenset[int]().union(*(table.glyphs for table in tables))
    return Letters(
        tuple(glyph for glyph in found.upright if glyph.order not in taken),
        {
            angle: tuple(glyph for glyph in glyphs if glyph.order not in taken)
            for angle, glyphs in found.rotated.items()
        },
    )


def _without_stripes(
    tables: list[FoundTable], upright: list[PlacedWord], found: Letters, drawn: Drawing, extent: Area
) -> tuple[list[FoundTable], list[PlacedWord]]:
    """The tables without those made of shades alone, where the gaps between words make out one that holds more."""
    ruled = [Area(rule.start, rule.at, rule.end, rule.at) for rule in drawn.across if not rule.shade]
    shaded = [table for table in tables if not any(map(table.area.meets, ruled))]
    if not shaded:
        return tables, upright
    others = [table for table in tables if table not in shaded]
    taken = {word for table in others for word in table.words}
    free = [word for word in words(outside(found, others).upright) if word not in taken]
    unruled = [_with_last_stripe(table, shaded) for table in _unruled(free, drawn, others, extent).tables]
    whole = [table for table in unruled if _holds_more(table, shaded)]
    kept = [table for table in shaded if not any(table.area.meets(one.area) for one in whole)]
    held = {word for table in (*whole, *kept) for word in table.words}
    return [*others, *kept, *whole], [word for word in free if word not in held]


def _with_last_stripe(table: FoundTable, shaded: Sequence[FoundTable]) -> FoundTable:
    """The table with the shaded row right under it, where that is one text across its columns: the name of a group
    whose rows come on the next page, which gaps alone do not tell from the line after a table.
    """
    for one in shaded:
        row = one.rows[-1]
        filled = [cell for cell in row.cells if cell.lines]
        below = tuple(word for word in one.words if word.baseline > table.area.bottom)
        is_name = len(filled) == 1 and filled[0].columns > 1 and filled[0].lines == tuple(_texts(below))
        if is_name and one.columns == table.columns and table.area.meets(one.area):
            area = around([table.area, one.area])
            return replace(table, area=area, rows=(*table.rows, row), words=(*table.words, *below))
    return table


def _texts(found: Iterable[PlacedWord]) -> list[str]:
    return [line.text for line in lines(found)]


def _holds_more(table: FoundTable, shaded: Sequence[FoundTable]) -> bool:
    """Whether a table holds all words of the shaded ones that it meets, and has more words or columns."""
    met = [one for one in shaded if table.area.meets(one.area)]
    held, taken = set(table.words), {word for one in met for word in one.words}
    return bool(met) and held >= taken and (held > taken or table.columns > max(one.columns for one in met))


def _unruled(upright: Sequence[PlacedWord], drawn: Drawing, tables: list[FoundTable], extent: Area) -> Unruled:
    """The unruled tables among words in no box, and not at the edges of the page."""
    boxes = [area for area in _frames(drawn.frames, tables, extent) if not _is_stripe(area, drawn.frames)]
    return unruled_tables(
        [
            word
            for word in upright
            if _MARGIN < word.baseline < extent.height - _MARGIN
            and not any(
                area.holds((word.area.x0 + word.area.x1) / 2, (word.area.top + word.area.bottom) / 2) for area in boxes
            )
        ]
    )


def _is_stripe(area: Area, frames: Sequence[Area]) -> bool:
    """Whether others begin where a shape does, and others end there, as the rows and cells of one table do; or another
    touches its side, from top to bottom, as the next cell of a single row does.
    """
    others = [other for other in frames if other != area]
    return any(_is_next_cell(area, other) for other in others) or (
        any(abs(other.x0 - area.x0) <= _SAME_SIDES for other in others)
        and any(abs(other.x1 - area.x1) <= _SAME_SIDES for other in others)
    )


def _is_next_cell(area: Area, other: Area) -> bool:
    level = abs(other.top - area.top) <= _TOUCHES and abs(other.bottom - area.bottom) <= _TOUCHES
    return level and min(abs(other.x0 - area.x1), abs(area.x0 - other.x1)) <= _TOUCHES


def _beside(upright: Iterable[PlacedWord], tables: Iterable[FoundTable]) -> list[PlacedWord]:
    taken = {id(word) for table in tables for word in table.words}
    return [word for word in upright if id(word) not in taken]


def _frames(areas: list[Area], tables: list[FoundTable], extent: Area) -> list[Area]:
    return [
        area
        for area in areas
        if (area.width < _WHOLE_PAGE * extent.width or area.height < _WHOLE_PAGE * extent.height)
        and not any(area.meets(table.area) for table in tables)
    ]


def _all_tables(
    drawn: Drawing, found: Letters, ruled: list[FoundTable], last: FoundTable | None, extent: Area
) -> tuple[list[FoundTable], list[PlacedWord]]:
    """Ruled and half-ruled tables, and the upright words outside them.

    Single rows between rules may be shaded rows of a half-ruled table, cell by cell: they are, where it covers them.
    """
    rest = last.sides if last and last.glyphs else ()
    single = [table for table in ruled if len(table.rows) == 1 and not same_sides(table.sides, rest)]
    for bands in (single, _of_one_kind(single, last)):
        others = [table for table in ruled if table not in bands]
        tables, upright = _with_half_ruled(drawn, found, others, last, extent)
        if all(any(_takes_in(table, band) for table in tables) for band in bands):
            return tables, upright
    return _with_half_ruled(drawn, found, ruled, last, extent)


def _takes_in(table: FoundTable, band: FoundTable) -> bool:
    """Whether a table holds a shaded row and more, or is one such row itself, the rest of a table."""
    more = len(table.rows) > 1 and table.area.height > band.area.height + _BAND_SLACK
    alone = len(table.rows) == 1 and same_sides(table.sides, band.sides, _BAND_SLACK)
    return table.area.meets(band.area) and (more or alone)


def _of_one_kind(single: list[FoundTable], last: FoundTable | None) -> list[FoundTable]:
    """Those in the columns of others, or of a half-ruled table before."""
    others = [table.sides for table in single]
    if last is not None and not last.glyphs:
        others += [last.sides, last.sides]
    return [one for one in single if sum(same_sides(one.sides, other, _BAND_SLACK) for other in others) > 1]


def _with_half_ruled(
    drawn: Drawing, found: Letters, ruled: list[FoundTable], last: FoundTable | None, extent: Area
) -> tuple[list[FoundTable], list[PlacedWord]]:
    """The ruled tables with the half-ruled ones, and the upright words outside all."""
    upright = words(outside(found, ruled).upright)
    across = _rulesoutside(drawn.across, ruled)
    half_ruled = _half_ruled(across, upright, None if ruled else last, extent.height)
    return [*ruled, *half_ruled], _beside(upright, half_ruled)


def _half_ruled(
    across: list[Rule], upright: list[PlacedWord], last: FoundTable | None, height: float
) -> list[FoundTable]:
    """Half-ruled tables; the rest of the `last` table of the page before may come first."""
    rest = rest_of_table(last, across, _without_header(upright, height, last)) if last else None
    if rest is None:
        return half_ruled_tables(across, upright)
    reached = rest.area.bottom + 1
    below = [word for word in upright if word.baseline > reached]
    return [rest, *half_ruled_tables([rule for rule in across if rule.at > reached], below)]


def _without_header(upright: list[PlacedWord], height: float, last: FoundTable) -> list[PlacedWord]:
    """The words without a line at the upper edge that white parts from what follows, and that is not the last one of
    a cell of the table.
    """
    found = lines(upright)
    if len(found) > 1 and found[0].baseline < _EDGE * height and not goes_on_in(last, found[0]):
        white = found[1].baseline - found[0].baseline
        if white > _HEADER_WHITE * found[0].size:
            return [word for line in found[1:] for word in line.words]
    return upright


def _rulesoutside(across: list[Rule], tables: list[FoundTable]) -> list[Rule]:
    return [
        rule
        for rule in across
        if not any(table.area.covers(Area(rule.start, rule.at, rule.end, rule.at), slack=3.0) for table in tables)
    ]
