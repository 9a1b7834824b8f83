"""Text in the greatest size at which it has room."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import Block
from corpus.documents.typesetting.typesetter import Setter, Typesetter

_ENDLESS = 10_000.0
_HEADING_SHARES = (1.5, 1.25, 1.1, 1.0)


def sized(
    typesetter: Typesetter, blocks: Iterable[Block], size: float, setters: Mapping[str, Setter] | None = None
) -> list[Flowable]:
    """The flowables of the blocks with running text of a size, headings in proportion."""
    styles = replace(typesetter.styles, size=size, headings=tuple(size * share for share in _HEADING_SHARES))
    return Typesetter(styles, typesetter.look, setters or {}).set(blocks)


def greatest(sizes: Sequence[float], fits: Callable[[float], bool]) -> float:
    """The first of the sizes, greatest first, that fits; ValueError where none does."""
    for size in sizes:
        if fits(size):
            return size
    raise ValueError(f"no room even at size {sizes[-1]}; make the room larger or the words fewer")


def stacked_height(flowables: Iterable[Flowable], width: float) -> float:
    """What the flowables take one below the other, with the space between them."""
    taken = after = 0.0
    for flowable in flowables:
        before = flowable.getSpaceBefore() if taken else 0.0
        taken += max(after, before) + flowable.wrap(width, _ENDLESS)[1]
        after = flowable.getSpaceAfter()
    return taken


def draw_stacked(flowables: Iterable[Flowable], canvas: object, left: float, top: float, width: float) -> None:
    """Draws the flowables one below the other."""
    after, first = 0.0, True
    for flowable in flowables:
        before = 0.0 if first else flowable.getSpaceBefore()
        top -= max(after, before) + flowable.wrap(width, _ENDLESS)[1]
        flowable.drawOn(canvas, left, top)
        after, first = flowable.getSpaceAfter(), False
