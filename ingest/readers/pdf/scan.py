"""Pages that are images: set straight, and the rules that are drawn on them."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from ingest.readers.pdf.geometry import Area, around
from ingest.readers.pdf.rules import Rule

_MOST_TURN = 3.0  # degrees: what lies more askew was laid so
_LEAST_TURN = 0.05
_STEPS = (0.5, 0.1, 0.02)  # degrees: coarse to fine
_SMALL_SIDE = 1_000  # pixels of the image on which the turn is looked for
_DARK = 0.6  # of the paper's grey
_SHORTEST = 24.0  # points: longer than the strokes of letters
_THICKEST = 3.0  # points: what is thicker is a shape
_SAME_LINE = 1.0  # points: pieces of one rule lie no farther from each other
_BESIDE = 2  # pixels beside a rule that have some of its grey

_Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Scan:
    """A page's image set straight by `turn` degrees, and its rules, in pixels."""

    image: Image.Image
    turn: float
    across: tuple[Rule, ...]
    down: tuple[Rule, ...]

    def without_rules(self) -> Image.Image:
        """The image with its rules painted over: they are taken for letters else."""
        pixels = np.array(self.image)
        paper = _paper(pixels)
        for rule in self.across:
            pixels[_band(rule), round(rule.start) : round(rule.end) + 1] = paper
        for rule in self.down:
            pixels[round(rule.start) : round(rule.end) + 1, _band(rule)] = paper
        return Image.fromarray(pixels)


def straightened(image: Image.Image, points: float) -> Scan:
    """The image of greys so turned that its lines are level, and its rules; `points` is a pixel's width."""
    turn = _turn(image)
    straight = image
    if turn:
        paper = _paper(np.asarray(image))
        straight = image.rotate(turn, resample=Image.Resampling.BICUBIC, fillcolor=paper)
    pixels = np.asarray(straight)
    dark = pixels < _DARK * _paper(pixels)
    return Scan(straight, turn, tuple(_rules(dark, points)), tuple(_rules(dark.T, points)))


def as_scanned(area: Area, turn: float, extent: Area) -> Area:
    """Where on the page as it is shown a rectangle of the straight one stands, turned back about the middle."""
    middle_x, middle_y = (extent.x0 + extent.x1) / 2, (extent.top + extent.bottom) / 2
    x, y = (area.x0 + area.x1) / 2 - middle_x, (area.top + area.bottom) / 2 - middle_y
    cosine, sine = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    left, top = middle_x + x * cosine - y * sine, middle_y + x * sine + y * cosine
    half_width, half_height = area.width / 2, area.height / 2
    return Area(left - half_width, top - half_height, left + half_width, top + half_height)


def _paper(pixels: NDArray[np.uint8]) -> int:
    """The grey that most of the page has."""
    return int(np.bincount(pixels.ravel(), minlength=256).argmax())


def _turn(image: Image.Image) -> float:
    """How many degrees, counter-clockwise, set the image straight: where its lines of text stand out most."""
    small = image.copy()
    small.thumbnail((_SMALL_SIDE, _SMALL_SIDE))
    inverted = Image.fromarray(255 - np.asarray(small))
    best, reach = 0.0, _MOST_TURN
    for step in _STEPS:
        count = round(reach / step)
        tried = [best + step * number for number in range(-count, count + 1)]
        best = max(tried, key=lambda angle: (_levelness(inverted, angle), -abs(angle)))
        reach = step
    return best if _LEAST_TURN <= abs(best) < _MOST_TURN else 0.0


def _levelness(inverted: Image.Image, angle: float) -> float:
    """How sharply dark and light rows of pixels part."""
    turned = inverted.rotate(angle, resample=Image.Resampling.BILINEAR) if angle else inverted
    rows = np.asarray(turned, dtype=np.float64).sum(axis=1)
    return float(np.square(np.diff(rows)).sum())


def _rules(dark: _Mask, points: float) -> Iterator[Rule]:
    """The level rules of an image: long dark runs, those of neighbouring rows put together, in pixels."""
    length = round(_SHORTEST / points)
    if length >= dark.shape[1]:
        return
    apart = max(1, round(_SAME_LINE / points))
    open_groups: list[list[Area]] = []
    for row in map(int, np.flatnonzero(_long_runs(dark, length))):
        for start, end in _runs(dark[row], length):
            run = Area(start, row, end, row)
            group = next((one for one in open_groups if _touches(one, run, apart)), None)
            if group is None:
                open_groups.append([run])
            else:
                group.append(run)
    for group in open_groups:
        whole = around(group)
        if (whole.height + 1) * points <= _THICKEST:
            yield Rule((whole.top + whole.bottom) / 2, whole.x0, whole.x1)


def _long_runs(dark: _Mask, length: int) -> _Mask:
    """Which rows have `length` dark pixels side by side."""
    sums = np.cumsum(dark, axis=1, dtype=np.int32)
    windows = sums[:, length - 1 :].copy()
    windows[:, 1:] -= sums[:, :-length]
    return np.asarray((windows == length).any(axis=1))


def _runs(row: _Mask, length: int) -> Iterator[tuple[int, int]]:
    """The dark runs of a row of pixels that are at least so long: first and last pixel."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], row.view(np.int8), [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start >= length:
            yield int(start), int(end) - 1


def _touches(group: Sequence[Area], run: Area, apart: int) -> bool:
    return any(
        run.top - other.bottom <= apart and run.x0 <= other.x1 + apart and other.x0 <= run.x1 + apart
        for other in reversed(group)
    )


def _band(rule: Rule) -> slice:
    return slice(max(0, round(rule.at) - _BESIDE - 1), round(rule.at) + _BESIDE + 2)


def in_points(rules: Iterable[Rule], points: float) -> list[Rule]:
    """Rules of an image in points."""
    return [Rule(rule.at * points, rule.start * points, rule.end * points) for rule in rules]
