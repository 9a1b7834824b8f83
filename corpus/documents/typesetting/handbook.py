"""The handbook: portrait pages with pictures, prose in one and two columns, boxes, an annual cycle, a path of steps."""

from reportlab.lib.colors import Color, HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Frame, FrameBreak, PageTemplate
from reportlab.platypus import Table as PlainTable
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import Container, Paragraph
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.scenes import INK, PALE, SCENES, Picture
from corpus.documents.typesetting.styles import ARROW, BOLD, SQUARE, Styles
from corpus.documents.typesetting.trace import TracedParagraph, TracingCanvas
from corpus.documents.typesetting.typesetter import Typesetter
from corpus.documents.typesetting.wheel import SECTORS, Path, Wheel

_TITLE = "En mer inkluderende barnehage. Håndbok"
_SIDE, _FOOT = 58.0, 46.0
_LEARNING = HexColor(0xE2F0EE)
_PATH_HEIGHT, _FOOT_HEIGHT, _GUTTER = 600.0, 285.0, 24.0
_WIDTH = A4[0] - 2 * _SIDE


def layout() -> Layout:
    """Two-column pages where the prose is long, one column elsewhere."""
    margins = (_SIDE, 50, _SIDE, _FOOT)
    templates = (
        _cover_page(),
        template("page", A4, margins),
        template("columns", A4, margins, columns=2, gutter=_GUTTER),
        _columns_over_foot(),
    )
    return Layout(
        _TITLE,
        templates,
        styles=Styles(size=11.5, gap=7, headings=(22, 15, 12.5, 11.5), colour=INK, bullets=(ARROW, SQUARE)),
        setters={
            "cover": cover, "lead": lead, "picture": picture, "learning": learning, "theme": theme,
            "periods": periods, "wheel": wheel, "path": path, "foot": foot,
        },
        outline=True,
    )  # fmt: skip


def _cover_page() -> PageTemplate:
    page = template("cover", A4, (_SIDE, 40, _SIDE, _FOOT))

    def draw_ground(canvas: TracingCanvas, _: object) -> None:
        canvas.saveState()
        canvas.setFillColor(PALE)
        canvas.rect(0, A4[1] - 112, A4[0], 112, stroke=0, fill=1)
        canvas.restoreState()

    page.onPage = draw_ground
    return page


def _columns_over_foot() -> PageTemplate:
    """Two columns above a foot as wide as both."""
    page = template("upper", A4, (_SIDE, 50, _SIDE, _FOOT + _FOOT_HEIGHT), columns=2, gutter=_GUTTER)
    foot_frame = Frame(
        _SIDE, _FOOT, _WIDTH, _FOOT_HEIGHT, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id="foot"
    )
    page.frames.append(foot_frame)
    return page


def foot(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """What stands below the columns of such a page."""
    return [FrameBreak(), *typesetter.set(container.blocks)]


def cover(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The title, and what kind of book it is beneath it."""
    set_blocks = typesetter.set(container.blocks)
    for flowable in set_blocks[1:]:
        if isinstance(flowable, TracedParagraph):
            flowable.style.fontSize, flowable.style.leading, flowable.style.spaceAfter = 15, 18, 34
    return set_blocks


def lead(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """An introduction in greater letters."""
    style = typesetter.styles.body()
    style.fontSize, style.leading, style.textColor = 12, 16, INK
    return [TracedParagraph(text, style, origin) for text, origin in _texts(container)]


def picture(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """A scene, its caption beneath; the argument names it, and `tall` after it gives it a higher ground."""
    name, *options = container.argument.split()
    caption = typesetter.styles.body()
    caption.fontName, caption.textColor = BOLD, INK
    texts = [TracedParagraph(text, caption, origin) for text, origin in _texts(container)]
    return [Picture(SCENES[name], tall="tall" in options), *texts]


def learning(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """What the project learnt: a box with a bar at its left."""
    bar = ("LINEBEFORE", (0, 0), (0, -1), 4, SECTORS[0])
    return [_box([typesetter.set(container.blocks)], _LEARNING, bar)]


def theme(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """What one part of the year holds: a box with its title, the argument, on a dark ground."""
    style = typesetter.styles.heading(3)
    style.textColor, style.spaceBefore, style.spaceAfter = white, 0, 0
    title = TracedParagraph(container.argument, style, container.origin)
    rows: list[list[Flowable]] = [[title], typesetter.set(container.blocks)]
    return [_box(rows, PALE, ("BACKGROUND", (0, 0), (-1, 0), INK), ("NOSPLIT", (0, 0), (-1, -1)))]


def periods(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """What each period of the year is for, a narrow box beside the other; they go against the clock."""
    style = _white(typesetter, 9)
    cells = [TracedParagraph(text, style, origin) for text, origin in _texts(container)]
    # The wheel goes with the clock: each period has the colour of its sector there.
    grounds = [("BACKGROUND", (at, 0), (at, 0), SECTORS[-at % len(SECTORS)]) for at in range(len(cells))]
    look = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("INNERGRID", (0, 0), (-1, -1), 3, white), *grounds]
    return [PlainTable([cells], colWidths=[f"{100 / len(cells)}%"] * len(cells), style=look, spaceBefore=8)]


def wheel(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The annual cycle; each paragraph names a sector."""
    return [Wheel(_texts(container))]


def path(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """A page's half of the path of steps; the argument says which half."""
    style = _white(typesetter, 12.5)
    style.alignment = TA_CENTER
    texts = [TracedParagraph(text, style, origin) for text, origin in _texts(container)]
    places, ways = _HALVES[container.argument]
    stones = [(text, across * _WIDTH, up * _PATH_HEIGHT) for text, (across, up) in zip(texts, places, strict=True)]
    return [Path(stones, [_in_points(way) for way in ways], _PATH_HEIGHT)]


_Way = tuple[float, float, float, float, float, float, float, float]
_OUT = 1 + _SIDE / _WIDTH  # the page's edge, in widths of the column
# The path over two facing pages, from below: in shares of the column's width and of the path's height.
_HALVES: dict[str, tuple[tuple[tuple[float, float], ...], tuple[_Way, ...]]] = {
    "left": (
        ((0.4, 0.16), (0.36, 0.5), (0.62, 0.86)),
        (
            (_OUT, 0.1, 0.9, 0.08, 0.6, 0.12, 0.4, 0.16),
            (0.4, 0.16, 0.05, 0.24, 0.05, 0.42, 0.36, 0.5),
            (0.36, 0.5, 0.6, 0.55, 0.8, 0.56, _OUT, 0.56),
            (_OUT, 0.78, 0.95, 0.8, 0.8, 0.84, 0.62, 0.86),
        ),
    ),
    "right": (
        ((0.58, 0.08), (0.56, 0.62)),
        (
            (1 - _OUT, 0.1, 0.1, 0.12, 0.3, 0.08, 0.58, 0.08),
            (1 - _OUT, 0.56, 0.15, 0.56, 0.3, 0.58, 0.56, 0.62),
            (0.56, 0.62, 0.9, 0.7, 0.5, 0.8, 1 - _OUT, 0.78),
        ),
    ),
}


def _in_points(way: _Way) -> list[float]:
    return [share * (_PATH_HEIGHT if number % 2 else _WIDTH) for number, share in enumerate(way)]


def _white(typesetter: Typesetter, size: float) -> ParagraphStyle:
    style = typesetter.styles.body()
    style.fontName, style.textColor, style.fontSize, style.leading = BOLD, white, size, size * 1.25
    return style


def _texts(container: Container) -> list[tuple[str, int]]:
    """The paragraphs with their origins."""
    return [(block.text, block.origin) for block in container.blocks if isinstance(block, Paragraph)]


def _box(rows: list[list[Flowable]], ground: Color, *look: tuple[object, ...]) -> Flowable:
    """Rows of flowables on a ground, as wide as the column."""
    base = [("BACKGROUND", (0, 0), (-1, -1), ground), ("LEFTPADDING", (0, 0), (-1, -1), 10)]
    return PlainTable([[row] for row in rows], colWidths=["100%"], style=[*base, *look], spaceBefore=6, spaceAfter=8)
