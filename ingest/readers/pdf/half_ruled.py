"""Tables with rules across only: some, all, or one under the header. Their columns come from where words stand."""

from collections.abc import Sequence
from statistics import mean, median

from ingest.readers.pdf.bands import Row, bands, rows_between, table_of
from ingest.readers.pdf.extent import HEADING, body_of, goes_on, reach_of
from ingest.readers.pdf.gaps import Columns, Strip, columns
from ingest.readers.pdf.headers import named_columns, shares_column
from ingest.readers.pdf.rules import Rule
from ingest.readers.pdf.tables import FoundTable
from ingest.readers.pdf.words import PlacedWord, TextLine, lines, reads_on

_SAME_PLACE = 2.0
_SAME_ENDS = 6.0
_SHORTEST = 90.0
_UNDERLINE = 0.4  # of the size: a rule this near a baseline, as long as the words on it, underlines them
_HEADER_GAP = 1.8  # of the size: from a header to the rule under it, and between its lines
_HEADER_LINES = 4
_FEWEST_ROWS = 2
_PROSE = 26  # letters a line and column
_HYPHENS = "-\u2010\u2011"  # at a line end all are the plain one, but a line of cells may end elsewhere than its cells


def half_ruled_tables(across: Sequence[Rule], words: Sequence[PlacedWord]) -> list[FoundTable]:
    """The tables that these rules and the gaps between these words make out; neither belongs to another table."""
    left = [rule for rule in _whole(across) if rule.end - rule.start >= _SHORTEST and not _underlines(rule, words)]
    found: list[FoundTable] = []
    above = 0.0
    while left:
        rules = [rule for rule in left if _same_ends(rule, left[0])]
        table = _table(rules, [word for word in words if word.baseline > above])
        if table is not None:
            found.append(table)
            above = table.area.bottom
        last = above if table is not None else left[0].at
        left = [rule for rule in left if rule.at > last]
    return found


def rest_of_table(table: FoundTable, across: Sequence[Rule], words: Sequence[PlacedWord]) -> FoundTable | None:
    """The rest, at the top of a page, of a table that ends the page before; it may have no rule at all."""
    left, right = table.sides[0] - _SAME_ENDS, table.sides[-1] + _SAME_ENDS
    rules = [rule for rule in _whole(across) if left <= rule.start and rule.end <= right]
    held = lines(word for word in words if left <= (word.start + word.end) / 2 <= right)
    reach = reach_of(rules, held)
    cut = _columns_of_rest(table, reach)
    size = median(word.size for word in table.words)
    if not held or max(held[0].size, size) > HEADING * min(held[0].size, size) or not _begins_rest(table, held, cut):
        return None
    header = _repeated_header(table, reach)
    body = body_of(reach[header:], cut, rules, closing=1)
    found = [*reach[:header], *body]
    own = columns(found)
    if own.count == cut.count:
        cut = own
    if not found:
        return None
    rows = [*filter(None, [list(reach[:header])]), *rows_between(body, cut, rules, headers=0)]
    return table_of(rows, cut, rules, is_rest=not header)


def goes_on_in(table: FoundTable, line: TextLine) -> bool:
    """Whether a cell of the table's last row reads on in a line that begins in its column."""
    sides = table.sides
    above = [cell.lines[-1] for cell in table.rows[-1].cells if cell.lines and _is_in(line, sides, cell.column)]
    return any(reads_on(end, line.text) for end in above)


def _is_in(line: TextLine, sides: Sequence[float], column: int) -> bool:
    return sides[column] - _SAME_PLACE <= line.start < sides[column + 1] - _SAME_PLACE


def _is_of_prose(table: FoundTable, line: TextLine) -> bool:
    """Whether the line under the table runs on to its last column, as prose does, and reads on in this one."""
    under = table.under
    if under is None or len(Columns().parts(under)) > 1 or under.start >= table.sides[1]:
        return False
    return under.end > table.sides[-2] and reads_on(under.text, line.text)


def _columns_of_rest(table: FoundTable, reach: Sequence[TextLine]) -> Columns:
    """The columns that the words of the rest make out, where they agree with the table's; else the table's."""
    own = columns(reach)
    sides = table.sides
    middles = [(strip.start + strip.end) / 2 for strip in own.between]
    same = len(middles) == len(sides) - 2
    if same and all(left < at < right for left, at, right in zip(sides, middles, sides[2:], strict=False)):
        return own
    return Columns(tuple(Strip(side - 1, side + 1) for side in sides[1:-1]))


def _begins_rest(table: FoundTable, held: Sequence[TextLine], cut: Columns) -> bool:
    """Whether a row comes first, the rest of one without its first cell or of that cell's text, or a group's name.

    A text that prose under the table reads on in is no rest of a cell.
    """
    first = held[0]
    beside = len(cut.filled([first])) > 1 or cut.of(first.start) > 0
    of_cell = first.text[:1].islower() and bool(table.rows[-1].cells[0].lines) and not _is_of_prose(table, first)
    return beside or (goes_on(held, cut) if cut.is_spanning(first) else of_cell)


def _repeated_header(table: FoundTable, reach: Sequence[TextLine]) -> int:
    """How many lines at the start are the table's header once more."""
    words = (word for cell in table.rows[0].cells for line in cell.lines for word in line.split())
    header = sorted(word.rstrip(_HYPHENS) for word in words)
    met: list[str] = []
    for index, line in enumerate(reach):
        met.extend(word.text.rstrip(_HYPHENS) for word in line.words)
        if len(met) >= len(header):
            return index + 1 if sorted(met) == header else 0
    return 0


def _whole(across: Sequence[Rule]) -> list[Rule]:
    """Rules at one height as one: a header's rule may be drawn column by column."""
    whole: list[Rule] = []
    for rule in sorted(across):
        if whole and rule.at - whole[-1].at <= _SAME_PLACE:
            start, end = min(whole[-1].start, rule.start), max(whole[-1].end, rule.end)
            whole[-1] = Rule(whole[-1].at, start, end, whole[-1].shade and rule.shade)
        else:
            whole.append(rule)
    return whole


def _same_ends(rule: Rule, other: Rule) -> bool:
    return abs(rule.start - other.start) <= _SAME_ENDS and abs(rule.end - other.end) <= _SAME_ENDS


def _underlines(rule: Rule, words: Sequence[PlacedWord]) -> bool:
    over = [
        word
        for word in words
        if 0 <= rule.at - word.baseline <= _UNDERLINE * word.size
        and rule.start - 1 <= (word.start + word.end) / 2 <= rule.end + 1
    ]
    if not over:
        return False
    start, end = min(word.start for word in over), max(word.end for word in over)
    return abs(start - rule.start) <= 3 and abs(end - rule.end) <= 3


def _table(rules: Sequence[Rule], words: Sequence[PlacedWord]) -> FoundTable | None:
    """The table that begins at the first of these rules, if one does."""
    start, end = rules[0].start - _SAME_ENDS, rules[0].end + _SAME_ENDS
    held = lines(word for word in words if start <= (word.start + word.end) / 2 <= end)
    header = _header(rules[0], held)
    reach = reach_of(rules, [line for line in held if line.baseline > rules[0].at])
    if not (header or reach):
        return None
    named = named_columns([*header, *reach])
    cut = columns([*header, *reach], named)
    if cut.count == 1:
        return None
    body = body_of(reach, cut, rules, closing=1 if header else 2)
    cut = columns([*header, *body], named)
    rows = rows_between([*header, *body], cut, rules)
    if cut.count == 1 or not _is_table(rows, cut, rules):
        return None
    return table_of(rows, cut, rules)


def _header(rule: Rule, held: Sequence[TextLine]) -> list[TextLine]:
    """The lines right above the first rule, where they are texts beside each other."""
    found: list[TextLine] = []
    reached = rule.at
    for line in reversed([line for line in held if line.baseline <= rule.at]):
        if reached - line.baseline > _HEADER_GAP * line.size or len(found) == _HEADER_LINES:
            break
        found.insert(0, line)
        reached = line.baseline
    while found and len(Columns().parts(found[0])) < 2:
        found.pop(0)
    return found


def _is_table(rows: Sequence[Row], cut: Columns, rules: Sequence[Rule]) -> bool:
    """Whether rows with several cells follow each other, and not columns of prose."""
    several = [row for row in rows if len(cut.filled(row)) > 1]
    if len(several) < _FEWEST_ROWS or len(several) * 2 < len(rows):
        return False
    if any(shares_column(line, cut) for line in rows[0]):
        return False
    if len(bands([line for row in rows for line in row], rules)) > _FEWEST_ROWS:
        return True
    bodies = [line for row in rows[1:] for line in row]
    longest = max((len(row) for row in rows[1:]), default=0)
    letters = mean(len(part.text) for line in bodies for part in cut.parts(line)) if bodies else 0
    return not (letters > _PROSE and (longest == 1 or len(rows) == _FEWEST_ROWS) and len(bodies) > 4 * (cut.count - 1))
