"""The look of the slides: one landscape page a slide.

::: slide Title         a slide; the title may be left out
::: statement           a slide of few words, in the middle
"""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import HRFlowable, Spacer
from reportlab.platypus.doctemplate import PageTemplate
from reportlab.platypus.flowables import Flowable, PageBreakIfNotEmpty

from corpus.documents.typesetting.blocks import Container, Heading
from corpus.documents.typesetting.diagram import Diagram, Shape, set_diagram
from corpus.documents.typesetting.fitting import greatest, sized, stacked_height
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.styles import DOT, SQUARE, Styles
from corpus.documents.typesetting.typesetter import Typesetter

_TITLE = "Trygt og godt barnehagemiljø. Foredrag"
_SIZE = (960.0, 540.0)
_MARGINS = (70.0, 40.0, 60.0, 30.0)
_WIDTH, _HEIGHT = _SIZE[0] - _MARGINS[0] - _MARGINS[2], _SIZE[1] - _MARGINS[1] - _MARGINS[3]
_TEXT_SIZES = (28, 26, 24, 22, 20, 18, 17, 16, 15, 14)
_STATEMENT_SIZES = (44, 40, 36, 32, 28)
_FOOT = 40.0
_EDGE = HexColor(0x2A2859)


def layout() -> Layout:
    """Wide pages with a band at the left edge."""
    return Layout(
        _TITLE,
        (_slide_page(),),
        size=_SIZE,
        styles=Styles(size=14, gap=9, headings=(32, 20, 16, 14), bullets=(DOT, SQUARE), indent=32),
        setters={"slide": set_slide, "statement": set_statement, "diagram": set_diagram},
    )


def set_slide(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """A slide: the argument as its title, then its blocks as great as they fit."""
    title: list[Flowable] = []
    if container.argument:
        title = [*typesetter.set([Heading(container.origin, 1, container.argument)]), _rule()]
    room = _HEIGHT - _FOOT - stacked_height(title, _WIDTH)
    size = greatest(_TEXT_SIZES, lambda size: stacked_height(_content(typesetter, container, size), _WIDTH) <= room)
    content = _content(typesetter, container, size)
    left = room - stacked_height(content, _WIDTH)
    above = left / (6 if title else 3)
    return [PageBreakIfNotEmpty(), *title, Spacer(0, above), *content, Spacer(0, left - above)]


def set_statement(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """A slide whose words stand in the middle."""
    shape = Shape("plain", container.origin, (8, 8, 84, 84), container.blocks)
    return [PageBreakIfNotEmpty(), Diagram(typesetter, [shape], _HEIGHT - _FOOT, _STATEMENT_SIZES)]


def _content(typesetter: Typesetter, container: Container, size: float) -> list[Flowable]:
    return sized(typesetter, container.blocks, size, {"diagram": set_diagram})


def _rule() -> Flowable:
    return HRFlowable(width="100%", thickness=1.5, color=_EDGE, spaceBefore=0, spaceAfter=10)


def _slide_page() -> PageTemplate:
    page = template("slide", _SIZE, _MARGINS)
    page.onPage = _draw_band
    return page


def _draw_band(canvas: Any, _: object) -> None:
    canvas.saveState()
    canvas.setFillColor(_EDGE)
    canvas.rect(0, 0, 22, _SIZE[1], stroke=0, fill=1)
    canvas.restoreState()
