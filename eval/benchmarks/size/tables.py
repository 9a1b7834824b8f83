"""The tables of what was measured: one line a thing, one column a size."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from rich.table import Table

from eval.benchmarks.size.point import Point, Spread


def tables(points: Sequence[Point]) -> Iterator[Table]:
    """What there is and what each costs; where there are several sizes, the last is told as a ratio to the first."""
    yield _table("how many", points, lambda point: point.counts, _whole)
    yield _table("milliseconds: p50, p95", points, lambda point: point.times, _both, lambda spread: spread.p50)
    yield _table("seconds", points, lambda point: point.seconds, _decimal, float)
    yield _table("memory of a server, MB", points, lambda point: point.megabytes, _whole, float)
    yield _table("on the disk, MB", points, lambda point: point.disk, _whole, float)
    yield _table("of the nearest found", points, lambda point: point.recall, _share)


def _table(
    name: str,
    points: Sequence[Point],
    part: Callable[[Point], Mapping[Any, Any]],
    shown: Callable[[Any], str],
    size: Callable[[Any], float] | None = None,
) -> Table:
    is_compared = size is not None and len(points) > 1
    table = Table(name, *(f"{point.passages:,}" for point in points), *(["last to first"] if is_compared else []))
    for key in part(points[0]):
        values = [part(point).get(key) for point in points]
        line = ["" if value is None else shown(value) for value in values]
        if is_compared and size is not None:
            first, last = values[0], values[-1]
            line.append("" if last is None or not size(first) else f"{size(last) / size(first):.1f}")
        table.add_row(str(key), *line)
    return table


def _whole(value: float) -> str:
    return f"{value:,.0f}"


def _decimal(value: float) -> str:
    return f"{value:.2f}"


def _share(value: float) -> str:
    return f"{value:.3f}"


def _both(spread: Spread) -> str:
    return f"{spread.p50:.1f}, {spread.p95:.1f}"
