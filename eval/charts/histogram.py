"""How times are spread: a histogram a stage, over one logarithmic axis."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

from markupsafe import Markup

from eval.charts.scale import LogScale, decades
from eval.charts.svg import WIDTH, element, label, line, picture
from eval.latency.score import percentile

HEAD, STRIP = 20.0, 34.0
ROW = HEAD + STRIP + 6
FOOT = 36.0
EDGE = 20.0
BINS = 8
"""In a decade."""
FINEST = -2
"""10 to this many milliseconds is the least that is told apart."""


def histograms(name: str, title: str, rows: Mapping[str, Sequence[float]]) -> Markup:
    """A strip a row, as high as its fullest bin; the lines stand at the median (solid) and the 95th percentile.

    The times are in milliseconds; a row has at least one, and some time is above 0.
    """
    measured = [value for values in rows.values() for value in values if value > 0]
    scale = LogScale(*decades(measured, FINEST), EDGE, WIDTH - EDGE)
    foot = ROW * len(rows)
    parts = [line(scale(tick), HEAD, scale(tick), foot, "grid") for tick in scale.ticks]
    parts += [label(f"{tick:g}", scale(tick), foot + 16, anchor="middle", class_="tick") for tick in scale.ticks]
    parts.append(label("milliseconds, logarithmic", WIDTH - EDGE, foot + 32, anchor="end", class_="tick"))
    told = []
    for number, (row, values) in enumerate(rows.items()):
        p50, p95 = percentile(values, 0.5), percentile(values, 0.95)
        parts += _row(scale, ROW * number, row, values, (p50, p95))
        told.append(f"{row}: median {p50:.2f} ms, 95th percentile {p95:.2f} ms")
    return picture(name, title, f"{'; '.join(told)}.", foot + FOOT, parts)


def counted(values: Sequence[float], scale: LogScale) -> list[tuple[float, float, int]]:
    """Where each bin begins and ends on the picture, and how many of the values it holds."""
    bins = (scale.most - scale.least) * BINS
    width = (scale.end - scale.start) / bins
    edges = [scale.start + width * number for number in range(bins + 1)]
    held = [0] * bins
    for value in values:
        held[min(int((scale(value) - scale.start) / width), bins - 1)] += 1
    return [(begin, end, count) for (begin, end), count in zip(pairwise(edges), held, strict=True)]


def _row(
    scale: LogScale, top: float, row: str, values: Sequence[float], percentiles: tuple[float, float]
) -> Iterator[Element]:
    p50, p95 = percentiles
    foot = top + HEAD + STRIP
    bins = counted(values, scale)
    fullest = max(count for _, _, count in bins)
    yield label(row, EDGE, top + 14)
    yield label(f"p50 {p50:.1f} · p95 {p95:.1f} ms", WIDTH - EDGE, top + 14, anchor="end", class_="tick")
    for begin, end, count in bins:
        height = STRIP * count / fullest
        if count:
            yield element("rect", x=begin, y=foot - height, width=end - begin, height=height, class_="bar")
    yield line(EDGE, foot, WIDTH - EDGE, foot, "axis")
    yield line(scale(p50), top + HEAD, scale(p50), foot, "interval")
    yield line(scale(p95), top + HEAD, scale(p95), foot, "mark")
