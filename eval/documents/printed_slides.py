"""Printed slides: wide pages, large letters, points of several levels, a footer and a number on each page."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="rognli",
    filename="foreldremote_rognli_kommune.pdf",
    producer="reportlab, as presentations are exported",
    why="slides: points of three levels, footers, page numbers, text boxes side by side, arrows of steps, tables",
)
_WIDE, _HIGH, _LEFT, _TOP = 960.0, 540.0, 54.0, 420.0
_BLUE, _GREEN = HexColor(0x1F4E79), HexColor(0x548235)
_FOOTER = "Rognli kommune | Oppvekst og kultur | 2025"
_LEVELS = ((24, 0, "•"), (20, 30, "–"), (18, 60, "›"))
_WIDTHS = (200, 350, 170, 130)


class Slides:
    """The slides of one deck."""

    def __init__(self, path: Path) -> None:
        self._canvas = Canvas(str(path), pagesize=(_WIDE, _HIGH), invariant=1)

    def cover(self, title: str, subtitle: str) -> None:
        """A slide of two centred lines on a colour."""
        self._canvas.setFillColor(_BLUE)
        self._canvas.rect(0, 0, _WIDE, _HIGH, stroke=0, fill=1)
        self._canvas.setFillColor(white)
        for text, size, height in ((title, 44, 300), (subtitle, 24, 240)):
            self._canvas.setFont("Vera", size)
            self._canvas.drawCentredString(_WIDE / 2, height, text)
        self._canvas.showPage()

    def points(self, title: str, points: Sequence[tuple[int, str]]) -> None:
        """A slide of points, each with its level from 0."""
        height = _TOP
        for level, text in points:
            size, indent, mark = _LEVELS[level]
            style = paper.style(size, "Vera", leftIndent=24, bulletFontSize=size)
            height = self._draw(Paragraph(text, style, bulletText=mark), _LEFT + indent, height, 840 - indent) - 12
        self._finish(title)

    def boxes(self, title: str, texts: Sequence[str]) -> None:
        """A slide of text boxes beside each other."""
        wide = (_WIDE - 2 * _LEFT) / len(texts)
        for at, text in enumerate(texts):
            self._draw(Paragraph(text, paper.style(20, "Vera")), _LEFT + at * wide, _TOP, wide - 24)
        self._finish(title)

    def steps(self, title: str, steps: Sequence[tuple[str, str]]) -> None:
        """A slide of coloured shapes with white names, and what belongs to each below it."""
        wide = (_WIDE - 2 * _LEFT) / len(steps)
        for at, (name, text) in enumerate(steps):
            left = _LEFT + at * wide
            self._canvas.setFillColor(_GREEN)
            self._canvas.roundRect(left, 350, wide - 20, 60, 12, stroke=0, fill=1)
            self._canvas.setFillColor(white)
            self._canvas.setFont("VeraBd", 22)
            self._canvas.drawCentredString(left + wide / 2 - 10, 372, name)
            self._draw(Paragraph(text, paper.style(16, "Vera")), left, 330, wide - 24)
        self._finish(title)

    def table(self, title: str, rows: Sequence[Sequence[str]]) -> None:
        """A slide of a table in two colours."""
        letters = paper.cell_style(14, "Vera")
        bands = [("BACKGROUND", (0, at), (-1, at), HexColor(0xE9EFF7)) for at in range(1, len(rows), 2)]
        head = [("BACKGROUND", (0, 0), (-1, 0), HexColor(0x9DC3E6)), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        table = Table([paper.cells(row, letters) for row in rows], colWidths=_WIDTHS, style=head + bands)
        self._draw(table, _LEFT, _TOP, sum(_WIDTHS))
        self._finish(title)

    def save(self) -> None:
        """Writes the file."""
        self._canvas.save()

    def _draw(self, flowable: Flowable, left: float, top: float, width: float) -> float:
        _, height = flowable.wrapOn(self._canvas, width, _HIGH)
        flowable.drawOn(self._canvas, left, top - height)
        return float(top - height)

    def _finish(self, title: str) -> None:
        """The title comes last, as it does where a slide's shapes were put in another order than they are read."""
        self._canvas.setFillColor(_BLUE)
        self._canvas.setFont("VeraBd", 32)
        self._canvas.drawString(_LEFT, 460, title)
        self._canvas.setFont("Vera", 11)
        self._canvas.drawString(_LEFT, 24, _FOOTER)
        self._canvas.drawRightString(_WIDE - _LEFT, 24, str(self._canvas.getPageNumber()))
        self._canvas.showPage()


def make(folder: Path) -> tuple[Path, Truth]:
    """The slides and what stands on them."""
    path = folder / ABOUT.filename
    phrases, ledger, slides = Phrases("Rognli", 17), Ledger(), Slides(path)
    slides.cover("Satsingsområder 2025–2027", ledger.say(["Felles foreldremøte for barnehagene i Rognli"]))
    for title, theme in (
        ("Lek og læring", "children"), ("De voksne", "staff"), ("Språk", "language"), ("Overganger", "transitions")
    ):  # fmt: skip
        texts = _said(ledger, phrases, theme, 5)
        slides.points(title, list(zip((0, 1, 1, 2, 0), texts, strict=True)))
    slides.boxes("Hjem og foresatte", _said(ledger, phrases, "parents", 3))
    steps = zip(("Se", "Stoppe", "Melde"), _said(ledger, phrases, "safety", 3), strict=True)
    slides.steps("Når noe skjer", list(steps))
    for title in ("Tiltak", "Flere tiltak"):
        slides.table(title, [("Hva", "Hvordan", "Hvem", "Når"), *map(_cells, map(ledger.row, phrases.measures(4)))])
    slides.points("Spørsmål?", [(0, text) for text in _said(ledger, phrases, "frame", 2)])
    slides.save()
    return path, ledger.truth_in(path)


def _said(ledger: Ledger, phrases: Phrases, theme: str, count: int) -> list[str]:
    texts = phrases.sentences(theme, count)
    ledger.say(texts)
    return texts


def _cells(measure: Cells) -> tuple[str, str, str, str]:
    return measure.title, measure.description, measure.owners, measure.schedule
