"""How far down a table goes: which lines keep to its columns, and where prose or white ends it."""

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.pdf.bands import bands
from ingest.readers.pdf.gaps import Columns, row_gap, white_between
from ingest.readers.pdf.rules import Rule
from ingest.readers.pdf.words import TextLine

HEADING = 1.15  # of the size: larger type is a heading after the table
_WHITE = 3.2  # of the size: a table without a rule below ends before white of this height
_GROUP_GAP = 3.2  # of the size: from a group's name to the row under it
_MOST_SPANNING = 2  # lines on end that no column holds: more are prose
_LOOSE = 0.6  # of the size: white above a lone text that may not belong to the table


def reach_of(rules: Sequence[Rule], below: Sequence[TextLine]) -> list[TextLine]:
    """The lines as far as rules go, and on as far as no wide white comes between."""
    found: list[TextLine] = []
    reached = rules[0].at if rules else below[0].baseline if below else 0.0
    for line in below:
        ruled = _is_above_rule(line, rules)
        white = line.baseline - max(reached, _last_rule(rules, line))
        if not ruled and (white > _WHITE * line.size or line.size > HEADING * below[0].size):
            break
        found.append(line)
        reached = line.baseline
    return found


def _is_above_rule(line: TextLine, rules: Sequence[Rule]) -> bool:
    return bool(rules) and line.baseline < rules[-1].at


def _last_rule(rules: Sequence[Rule], line: TextLine) -> float:
    return max((rule.at for rule in rules if rule.at < line.baseline), default=0.0)


def body_of(reach: Sequence[TextLine], cut: Columns, rules: Sequence[Rule], *, closing: int) -> list[TextLine]:
    """The lines that keep to the columns, with single ones across them (a group's name); they end where prose comes.

    A rule closes the table that has `closing` bands of lines above it, unless more cells beside each other follow.
    """
    found: list[TextLine] = []
    spanning = 0
    open_below = False
    for index, line in enumerate(reach):
        crosses = cut.is_spanning(line)
        ruled = _is_above_rule(line, rules)
        spanning = spanning + 1 if crosses else 0
        if spanning > _MOST_SPANNING or (crosses and not ruled and not goes_on(reach[index:], cut)):
            break
        beside = len(cut.filled([line])) > 1
        if not (ruled or beside or open_below) and _is_closed(found, rules, closing):
            break
        open_below = not ruled and (open_below or beside)
        found.append(line)
    while found and _is_loose(found, cut, rules):
        found.pop()
    return found


def goes_on(found: Sequence[TextLine], cut: Columns) -> bool:
    """Whether a row with several cells comes right under the first of these lines, or under the next."""
    for above, line in pairwise(found[: _MOST_SPANNING + 1]):
        if line.baseline - above.baseline > _GROUP_GAP * line.size:
            return False
        if len(cut.filled([line])) > 1:
            return True
    return False


def _is_closed(found: Sequence[TextLine], rules: Sequence[Rule], closing: int) -> bool:
    return len(bands([line for line in found if _is_above_rule(line, rules)], rules)) >= closing


def _is_loose(found: Sequence[TextLine], cut: Columns, rules: Sequence[Rule]) -> bool:
    """Whether the last line does not belong: across the columns, or a lone text after white, with no rule below."""
    last = found[-1]
    if _is_above_rule(last, rules):
        return False
    if cut.is_spanning(last):
        return True
    if len(found) == 1 or len(cut.parts(last)) > 1:
        return False
    return white_between(found[-2:-1], [last]) > max(_LOOSE * last.size, row_gap(found, cut))
