"""From rules to grids: which rules belong together because they touch, and where borders lie."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.readers.pdf.lattice import Grid, Lattice
from ingest.readers.pdf.rules import Drawing, Rule

_TOUCH = 3.0  # points within which rules meet
_SAME = 4.0  # points within which two parallel rules are one border: double rules, fills set back from a border
_OPEN_SIDE = 8.0  # points by which a rule sticks out where the side of a table has no border
_GROUP_ROW = 40.0  # points: the height of a row across a table, at the most
_MOST_RULES = 3000

_Group = tuple[list[Rule], list[Rule]]


def grids(drawn: Drawing, before: Sequence[float] = ()) -> list[Grid]:
    """The grids of a page, from top to bottom; a frame by itself is a grid of one cell.

    `before` are the sides of a table that the page before ends in: the rest of its last row may have no rule across.
    """
    across, down = _merged(drawn.across), _merged(drawn.down)
    if len(across) + len(down) > _MOST_RULES:
        return []
    groups = _components(across, down)
    found = [_grid(*group) for group in _stacked(groups)]
    loose = [rule for group in groups if not group[0] for rule in group[1]]
    found.append(_open_row(loose, before))
    return sorted(filter(None, found), key=lambda grid: (grid.area.top, grid.area.x0))


def _open_row(down: Sequence[Rule], before: Sequence[float]) -> Grid | None:
    """A row between rules that run down only, where the columns of the page before have theirs."""
    sides = [rule for rule in down if any(abs(rule.at - side) <= _SAME for side in before)]
    if not sides or len(sides) < len(before) - 2:
        return None
    rows = (min(rule.start for rule in sides), max(rule.end for rule in sides))
    if any(abs(rule.start - rows[0]) > _TOUCH or abs(rule.end - rows[1]) > _TOUCH for rule in sides):
        return None
    return Lattice(before, rows, [], sides).grid()


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules in one place that overlap or touch, as one (dots and dashes as well)."""
    merged: list[Rule] = []
    for place in _clustered(sorted(rules), 1.0):
        at = sum(rule.at for rule in place) / len(place)
        for rule in sorted(place, key=lambda rule: rule.start):
            if merged and merged[-1].at == at and rule.start <= merged[-1].end + _TOUCH:
                shade = merged[-1].shade and rule.shade
                merged[-1] = Rule(at, merged[-1].start, max(merged[-1].end, rule.end), shade)
            else:
                merged.append(Rule(at, rule.start, rule.end, rule.shade))
    return merged


def _clustered(rules: Sequence[Rule], slack: float) -> list[list[Rule]]:
    clusters: list[list[Rule]] = []
    for rule in rules:
        if clusters and rule.at - clusters[-1][0].at <= slack:
            clusters[-1].append(rule)
        else:
            clusters.append([rule])
    return clusters


def _components(across: Sequence[Rule], down: Sequence[Rule]) -> list[_Group]:
    """The rules grouped by what touches what."""
    parents = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    places = [rule.at for rule in down]
    for index, rule in enumerate(across):
        first, last = bisect_left(places, rule.start - _TOUCH), bisect_right(places, rule.end + _TOUCH)
        for other in range(first, last):
            if down[other].start - _TOUCH <= rule.at <= down[other].end + _TOUCH:
                parents[root(index)] = root(len(across) + other)
    groups: defaultdict[int, _Group] = defaultdict(lambda: ([], []))
    for index, rule in enumerate(across):
        groups[root(index)][0].append(rule)
    for index, rule in enumerate(down):
        groups[root(len(across) + index)][1].append(rule)
    return list(groups.values())


def _stacked(groups: Iterable[_Group]) -> list[_Group]:
    """Groups with rules both ways; what only a row across a table without outer sides parts is one."""
    stacked: list[_Group] = []
    for group in sorted((group for group in groups if group[0]), key=lambda group: min(rule.at for rule in group[0])):
        below = next((other for other in stacked if _goes_on_in(other, group)), None)
        if below is None:
            stacked.append(group)
        else:
            below[0].extend(group[0])
            below[1].extend(group[1])
    return [group for group in stacked if all(group)]


def _goes_on_in(above: _Group, below: _Group) -> bool:
    gap = min(rule.at for rule in below[0]) - max(rule.at for rule in above[0])
    (left, right), (other_left, other_right) = _ends(above), _ends(below)
    same = abs(left - other_left) <= _SAME and abs(right - other_right) <= _SAME
    return 0 < gap <= _GROUP_ROW and same and _is_open(above) and _is_open(below) and bool(above[1] or below[1])


def _ends(group: _Group) -> tuple[float, float]:
    return min(rule.start for rule in group[0]), max(rule.end for rule in group[0])


def _is_open(group: _Group) -> bool:
    """Whether a table has no outer sides."""
    left, right = _ends(group)
    return all(rule.at - left > _OPEN_SIDE and right - rule.at > _OPEN_SIDE for rule in group[1])


def _grid(across: Sequence[Rule], down: Sequence[Rule]) -> Grid | None:
    across, down = _without_highlights(across, down), _without_highlights(down, across)
    left, right = min(rule.start for rule in across), max(rule.end for rule in across)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    columns = _borders([rule.at for rule in down], left, right)
    rows = _borders([rule.at for rule in across], top, bottom)
    if len(columns) < 2 or len(rows) < 2:
        return None
    return Lattice(columns, rows, across, down).grid()


def _without_highlights(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[Rule]:
    """Without the edges of shades within one column (or row) of a ruled grid: a highlight, a shade that ends early."""
    lines = [rule.at for rule in rules if not rule.shade]
    sides = [rule.at for rule in crossing if not rule.shade]
    kept = []
    for rule in rules:
        level = [other for other in rules if abs(other.at - rule.at) <= _SAME]
        start, end = min(other.start for other in level), max(other.end for other in level)
        inside = lines and min(lines) < rule.at < max(lines) and all(other.shade for other in level)
        crossed = any(start + _SAME < side < end - _SAME for side in sides)
        beside = any(not start - _SAME <= side <= end + _SAME for side in sides)
        if not inside or crossed or not beside:
            kept.append(rule)
    return kept


def _borders(places: Iterable[float], start: float, end: float) -> list[float]:
    """Where borders lie; the ends of the rules across them count where no border is near."""
    found: list[list[float]] = []
    for place in sorted(places):
        if found and place - found[-1][-1] <= _SAME and place - found[-1][0] <= 2 * _SAME:
            found[-1].append(place)
        else:
            found.append([place])
    borders = [sum(place) / len(place) for place in found]
    if borders[0] - start > _OPEN_SIDE:
        borders.insert(0, start)
    if end - borders[-1] > _OPEN_SIDE:
        borders.append(end)
    return borders
