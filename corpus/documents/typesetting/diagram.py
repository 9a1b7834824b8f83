"""Drawings made of shapes with words in them.

    ::: diagram 300             a drawing as wide as its frame, so many points high
    ::: box 0 10 24 30          left, top, width and height in hundredths of the drawing
    Words
    :::
    :::

The shapes: `box`, `oval`, `bar` (filled) and `plain` (no outline), their words in the middle, and `panel`, its words
from the upper left corner.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import Block, Container
from corpus.documents.typesetting.fitting import draw_stacked, greatest, sized, stacked_height
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.trace import TracedParagraph
from corpus.documents.typesetting.typesetter import Typesetter

SIZES = (30, 28, 26, 24, 22, 20, 18, 16, 15, 14, 13, 12, 11, 10)
_KINDS = frozenset({"box", "oval", "bar", "plain", "panel"})
_EDGE, _FILL, _BAR = HexColor(0x2A2859), HexColor(0xF4F6FA), HexColor(0xDCE5F0)
_PADDING = 8.0
_OVAL = 0.72  # the share of an oval's width and height that a rectangle within it may take
_CORNER = 6.0


@dataclass(frozen=True)
class Shape:
    """A shape and what stands in it; its place in hundredths of the drawing, from the upper left corner."""

    kind: str
    origin: int
    place: tuple[float, float, float, float]
    blocks: tuple[Block, ...]


class Diagram(Flowable):
    """Shapes drawn in their order; the words of one kind in the greatest of the sizes at which all fit."""

    def __init__(self, typesetter: Typesetter, shapes: Sequence[Shape], height: float, sizes: Sequence[float]) -> None:
        super().__init__()
        self.spaceAfter = 10
        self.typesetter, self.shapes, self.height, self.sizes = typesetter, shapes, height, sizes

    def wrap(self, avail_width: float, avail_height: float) -> tuple[float, float]:
        """The whole width, and its height."""
        self.width = avail_width
        return self.width, self.height

    def draw(self) -> None:
        """Draws the shapes, noting where."""
        sizes = {kind: self._common_size(kind) for kind in {shape.kind for shape in self.shapes}}
        for shape in self.shapes:
            self.canv.came_from(shape.origin)
            left, top, width, height = self._points(shape)
            _draw_outline(self.canv, shape.kind, left, top - height, width, height)
            if shape.blocks:
                self._draw_words(shape, sizes[shape.kind])

    def _points(self, shape: Shape) -> tuple[float, float, float, float]:
        left, top, width, height = (hundredths / 100 for hundredths in shape.place)
        return left * self.width, (1 - top) * self.height, width * self.width, height * self.height

    def _room(self, shape: Shape) -> tuple[float, float]:
        _, _, width, height = self._points(shape)
        share = _OVAL if shape.kind == "oval" else 1.0
        return width * share - 2 * _PADDING, height * share - 2 * _PADDING

    def _common_size(self, kind: str) -> float:
        shapes = [shape for shape in self.shapes if shape.kind == kind and shape.blocks]
        return greatest(self.sizes, lambda size: all(self._fits(shape, size) for shape in shapes))

    def _fits(self, shape: Shape, size: float) -> bool:
        width, height = self._room(shape)
        return stacked_height(sized(self.typesetter, shape.blocks, size), width) <= height

    def _draw_words(self, shape: Shape, size: float) -> None:
        left, top, width, height = self._points(shape)
        room, _ = self._room(shape)
        flowables = sized(self.typesetter, shape.blocks, size)
        start = top - _PADDING
        if shape.kind != "panel":
            for flowable in flowables:
                _centre(flowable)
            start = top - (height - stacked_height(flowables, room)) / 2
        draw_stacked(flowables, self.canv, left + (width - room) / 2, start, room)


def set_diagram(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The setter of `::: diagram`; words no greater than the styles' size."""
    sizes = [size for size in SIZES if size <= typesetter.styles.size]
    return [Diagram(typesetter, [_shape(block) for block in container.blocks], float(container.argument), sizes)]


def _shape(block: Block) -> Shape:
    if not isinstance(block, Container) or block.kind not in _KINDS:
        raise MarkupError(f"a diagram holds shapes ({', '.join(sorted(_KINDS))}), not {block!r}")
    left, top, width, height = map(float, block.argument.split())
    return Shape(block.kind, block.origin, (left, top, width, height), block.blocks)


def _centre(flowable: Flowable) -> None:
    if isinstance(flowable, TracedParagraph):
        flowable.style.alignment = TA_CENTER


def _draw_outline(canvas: Any, kind: str, left: float, bottom: float, width: float, height: float) -> None:
    if kind == "plain":
        return
    fill: Color = _BAR if kind == "bar" else _FILL
    canvas.setStrokeColor(_EDGE)
    canvas.setFillColor(fill)
    canvas.setLineWidth(1)
    if kind == "oval":
        canvas.ellipse(left, bottom, left + width, bottom + height, stroke=1, fill=1)
    else:
        canvas.roundRect(left, bottom, width, height, _CORNER, stroke=int(kind != "bar"), fill=1)
