"""How a document looks, and the pages it is set on."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Frame, PageTemplate

from corpus.documents.typesetting.ruled import Look
from corpus.documents.typesetting.styles import REGULAR, SIGNS, SQUARE, Styles
from corpus.documents.typesetting.trace import TracingCanvas
from corpus.documents.typesetting.typesetter import Setter


@dataclass(frozen=True)
class Layout:
    """How a document looks; `templates` in order, the first opens it; `first_label` is the number printed on page 1."""

    title: str
    templates: tuple[PageTemplate, ...]
    size: tuple[float, float] = A4
    styles: Styles = field(default_factory=Styles)
    look: Look = field(default_factory=Look)
    setters: Mapping[str, Setter] = field(default_factory=dict)
    outline: bool = False
    first_label: int | None = None


def template(
    name: str,
    size: tuple[float, float],
    margins: tuple[float, float, float, float],
    *,
    columns: int = 1,
    gutter: float = 20,
    footer: Callable[[int], str] | None = None,
) -> PageTemplate:
    """A page of columns side by side; margins left, top, right, bottom; `footer` gets the page's position."""
    left, top, right, bottom = margins
    width = (size[0] - left - right - gutter * (columns - 1)) / columns
    frames = [
        Frame(
            left + number * (width + gutter), bottom, width, size[1] - top - bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0, id=f"{name}{number}",
        )
        for number in range(columns)
    ]  # fmt: skip

    def furniture(canvas: TracingCanvas, _: object) -> None:
        if footer:
            draw_footer(canvas, footer(canvas.getPageNumber()), size[0] - right)

    return PageTemplate(id=name, frames=frames, onPageEnd=furniture, pagesize=size)


def draw_footer(canvas: TracingCanvas, text: str, right: float, bottom: float = 24, size: float = 7.5) -> None:
    """The footer, its end at `right`; ▪ in it is drawn as a small square."""
    canvas.saveState()
    parts = [(part, font) for piece in text.split("▪") for part, font in ((piece, REGULAR), (SQUARE, SIGNS))][:-1]
    at = right - sum(canvas.stringWidth(part, font, _sign_size(font, size)) for part, font in parts)
    for part, font in parts:
        canvas.setFont(font, _sign_size(font, size))
        canvas.drawString(at, bottom, part)
        at += canvas.stringWidth(part, font, _sign_size(font, size))
    canvas.restoreState()


def _sign_size(font: str, size: float) -> float:
    return size * 0.6 if font == SIGNS else size
