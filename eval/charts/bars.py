"""Shares of groups as bars, each with its 95 % interval."""

from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markupsafe import Markup

from eval.charts.scale import Scale
from eval.charts.svg import LETTER, WIDTH, element, label, line, picture
from eval.ratio import Ratio

ROW = 26.0
BAR = 14.0
CAP = 4.0
TOP = 22.0
FOOT = 24.0
VALUE = 36.0
GAP = 8.0
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def bars(name: str, title: str, groups: Mapping[str, Ratio], overall: Ratio) -> Markup:
    """A bar a group, in their order, the interval drawn over it; the dashed line is the share of all."""
    names = max((len(group) for group in groups), default=0) * LETTER
    counts = max((len(_count(ratio)) for ratio in groups.values()), default=0) * LETTER
    scale = Scale(0, 1, names + GAP, WIDTH - counts - VALUE - GAP)
    foot = TOP + ROW * len(groups)
    parts = [*_grid(scale, foot)]
    for number, (group, ratio) in enumerate(groups.items()):
        parts += _row(scale, TOP + ROW * (number + 0.5), group, ratio)
    parts += _overall(scale, foot, overall)
    told = "; ".join(f"{group} {ratio}" for group, ratio in groups.items())
    return picture(name, title, f"{told}. All: {overall}.", foot + FOOT, parts)


def _grid(scale: Scale, foot: float) -> Iterator[Element]:
    for tick in TICKS:
        yield line(scale(tick), TOP, scale(tick), foot, "grid")
        yield label(f"{tick:g}", scale(tick), foot + 16, anchor="middle", class_="tick")


def _row(scale: Scale, middle: float, group: str, ratio: Ratio) -> Iterator[Element]:
    yield label(group, scale.start - GAP, middle + 4.5, anchor="end")
    if ratio.value is None or ratio.low is None or ratio.high is None:
        yield label("–", scale.end + GAP, middle + 4.5)
        return
    low, high = scale(ratio.low), scale(ratio.high)
    width = scale(ratio.value) - scale.start
    yield element("rect", x=scale.start, y=middle - BAR / 2, width=width, height=BAR, class_="bar")
    yield line(low, middle, high, middle, "interval")
    yield line(low, middle - CAP, low, middle + CAP, "interval")
    yield line(high, middle - CAP, high, middle + CAP, "interval")
    yield label(f"{ratio.value:.2f}", scale.end + GAP, middle + 4.5, class_="value")
    yield label(_count(ratio), WIDTH, middle + 4.5, anchor="end", class_="tick")


def _count(ratio: Ratio) -> str:
    return f"{ratio.hits}/{ratio.total}"


def _overall(scale: Scale, foot: float, overall: Ratio) -> Iterator[Element]:
    if overall.value is not None:
        place = scale(overall.value)
        yield line(place, TOP - 4, place, foot, "mark")
        yield label(f"all {overall.value:.2f}", place, TOP - 8, anchor="middle", class_="tick")
