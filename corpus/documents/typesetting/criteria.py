"""The quality criteria: wide pages, one area after another, some lists with a rotated label at their side."""

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import PageTemplate
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import Container, Paragraph
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.styles import BOLD, DOT, Styles
from corpus.documents.typesetting.trace import TracedParagraph, TracingCanvas
from corpus.documents.typesetting.typesetter import Typesetter

_TITLE = "Kvalitetskriterier for barnehagen"
_SIZE = landscape(A4)
_COLOUR, _PALE = HexColor(0x17594A), HexColor(0xE3F0EA)
_EDGE, _STRIP_WIDTH = 44.0, 66.0
_STRIP_LENGTH = _SIZE[1] - 2 * _EDGE
_LIST_LEFT = _EDGE + _STRIP_WIDTH + 24


class StandingLabel(Flowable):
    """Lines read from below, amid the strip left of the frame; takes no room in the frame."""

    def __init__(self, paragraph: TracedParagraph) -> None:
        super().__init__()
        self.paragraph = paragraph
        self.width = self.height = 0

    def draw(self) -> None:
        """Draws the lines; the paragraph notes where."""
        canvas = self.canv
        _, height = self.paragraph.wrap(_STRIP_LENGTH - 24, _STRIP_WIDTH)
        canvas.saveState()
        canvas.translate(_EDGE - _LIST_LEFT, -_STRIP_LENGTH)
        canvas.rotate(90)
        self.paragraph.drawOn(canvas, 12, -(_STRIP_WIDTH + height) / 2)
        canvas.restoreState()


def layout() -> Layout:
    """Wide pages: an area's name alone on its page, its goals, then its lists beside a strip for a label."""
    styles = Styles(size=15, gap=22, headings=(38, 22, 16, 15), colour=_COLOUR, bullets=(DOT,), indent=22)
    templates = (
        _page("title", (110, 200, 110, 60), (60, 150, 14, _SIZE[1] - 300), _COLOUR),
        _page("goal", (110, 150, 110, 60), (0, _SIZE[1] - 70, _SIZE[0], 70), _PALE),
        _page("list", (_LIST_LEFT, _EDGE, 60, _EDGE), (_EDGE, _EDGE, _STRIP_WIDTH, _STRIP_LENGTH), _PALE),
    )
    return Layout(_TITLE, templates, _SIZE, styles, setters={"label": label})


def label(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The words of its paragraph, standing at the list's left."""
    style = typesetter.styles.body()
    style.fontName, style.alignment, style.textColor = BOLD, TA_CENTER, _COLOUR
    style.fontSize, style.leading = 13, 17
    paragraphs = [block for block in container.blocks if isinstance(block, Paragraph)]
    return [StandingLabel(TracedParagraph(block.text, style, block.origin)) for block in paragraphs]


def _page(
    name: str, margins: tuple[float, float, float, float], strip: tuple[float, float, float, float], colour: Color
) -> PageTemplate:
    """A page with a coloured strip behind its text: left, bottom, width, height."""

    def draw_strip(canvas: TracingCanvas, _: object) -> None:
        canvas.saveState()
        canvas.setFillColor(colour)
        canvas.rect(*strip, stroke=0, fill=1)
        canvas.restoreState()

    page = template(name, _SIZE, margins)
    page.onPage = draw_strip
    return page
