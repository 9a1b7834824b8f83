"""Made-up tables drawn letter by letter: every way of ruling them, words cut at line ends, rows cut by page breaks."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import reportlab
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.ingest.readers.pdf.cell_scores import heading
from tests.ingest.readers.pdf.drawn_rules import RULED, Band, Look, Placed, draw_rules
from tests.ingest.readers.pdf.made_tables import CUT, MadeCell, MadeTable, sentence

_MARGIN = 56.0
_FONTS = (("Helvetica", "Helvetica-Bold"), ("Times-Roman", "Times-Bold"), ("Vera", "VeraBd"))


def register_fonts() -> None:
    """Makes an embedded font with Norwegian letters known to reportlab."""
    folder = Path(reportlab.__file__).parent / "fonts"
    for name in ("Vera", "VeraBd"):
        pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))


def a_look(random: Random, rules: str) -> Look:
    """A look with these rules, all else by chance."""
    font, bold = random.choice(_FONTS)
    size = random.choice((8.0, 9.0, 10.0))
    return Look(
        rules=rules,
        font=font,
        bold=bold,
        size=size,
        padding=random.uniform(2.5 if rules in RULED else 3.0, 6.0),
        leading=size * random.uniform(1.12, 1.35),
        hyphen=random.choice(("-", "-", "\u00ad")),
        closed=random.random() < 0.3,
        repeats=rules == "inner only" or random.random() < 0.5,
    )


def drawn(tables: Sequence[tuple[MadeTable, Look]], random: Random) -> bytes:
    """A PDF with each table on pages of its own, prose before it and after."""
    register_fonts()
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for table, look in tables:
        _Sheet(canvas, table, look, random).draw()
    canvas.save()
    return buffer.getvalue()


class _Sheet:
    """Draws one table on as many pages as it needs; one that is not long on one page, as high as it must be."""

    def __init__(self, canvas: Canvas, table: MadeTable, look: Look, random: Random) -> None:
        self._canvas, self._table, self._look, self._random = canvas, table, look, random
        self._page = landscape(A4) if table.columns > 4 else A4
        self._width, self._height = self._page
        self._sides = self._columns()
        self._y = 0.0
        while not self._fits():
            size = self._look.size - 0.5
            self._look = replace(self._look, size=size, leading=self._look.leading * size / self._look.size)

    def draw(self) -> None:
        bands = [self._band(row) for row in range(self._table.rows)]
        if not self._table.long:
            self._height = max(self._height, sum(band.height for band in bands) + 6 * _MARGIN)
            self._page = (self._width, self._height)
        self._new_page()
        self._text(heading(self._table), self._look.bold, 13)
        self._prose(2)
        self._y -= self._random.uniform(6, 20)
        self._draw_bands(bands)
        self._y -= self._look.size * 3.5
        if self._y > 160:
            self._prose(3)
        self._canvas.showPage()

    def _columns(self) -> list[float]:
        weights = [
            1.0 + (2.0 if 0 < at < self._table.columns - 2 or (at == 1) else 0.6) for at in range(self._table.columns)
        ]
        width = (self._width - 2 * _MARGIN) * self._random.uniform(0.85, 1.0)
        sides = [_MARGIN]
        for weight in weights:
            sides.append(sides[-1] + width * weight / sum(weights))
        return sides

    def _fits(self) -> bool:
        """Whether each piece of a word fits into its cell."""
        return all(
            pdfmetrics.stringWidth(f"{piece}-", self._look.bold, self._look.size)
            <= self._sides[column + cell.columns] - self._sides[column] - 2 * self._look.padding
            for (_, column), cell in self._table.cells.items()
            for line in cell.lines
            for word in line.split()
            for piece in word.split(CUT)
        )

    def _new_page(self) -> None:
        self._canvas.setPageSize(self._page)
        self._y = self._height - _MARGIN

    def _text(self, text: str, font: str, size: float) -> None:
        self._y -= size * 1.3
        self._canvas.setFont(font, size)
        self._canvas.drawString(_MARGIN, self._y, text)
        self._y -= size * 0.5

    def _prose(self, lines: int) -> None:
        look = self._look
        for _ in range(lines):
            self._y -= look.leading
            words = sentence(self._random, 30, 40).replace(CUT, "").split()
            while pdfmetrics.stringWidth(" ".join(words), look.font, look.size) > self._width - 2 * _MARGIN:
                words.pop()
            self._canvas.setFont(look.font, look.size)
            self._canvas.drawString(_MARGIN, self._y, " ".join(words))

    def _band(self, row: int) -> Band:
        look = self._look
        above = self._table.row(row - 1) if row else []
        heads = self._table.heads(row)
        cells = [
            Placed(
                lines=self._wrapped(cell, self._sides[column], self._sides[column + cell.columns], bold=heads),
                left=self._sides[column],
                right=self._sides[column + cell.columns],
                bold=heads,
                open_below=cell.rows > 1,
            )
            for column, cell in self._table.row(row)
        ]
        cells += [
            Placed((), self._sides[column], self._sides[column + cell.columns], open_above=True)
            for column, cell in above
            if cell.rows > 1
        ]
        most = max(len(cell.lines) for cell in cells)
        return Band(tuple(cells), height=max(1, most) * look.leading + 2 * look.padding, header=heads)

    def _wrapped(self, cell: MadeCell, left: float, right: float, *, bold: bool) -> tuple[str, ...]:
        look = self._look
        width = right - left - 2 * look.padding
        font = look.bold if bold else look.font
        return tuple(part for line in cell.lines for part in _wrapped(line, width, font, look.size, look.hyphen))

    def _draw_bands(self, bands: Sequence[Band]) -> None:
        header = bands[0]
        waiting = list(bands)
        drawn: list[tuple[Band, float]] = []
        while waiting:
            band = waiting.pop(0)
            room = self._y - _MARGIN
            leads = band.is_open_below or (len(band.cells) == 1 and bool(waiting))
            together = band.height + (waiting[0].height if leads else 0)
            if together <= room or together > self._height - 2 * _MARGIN:
                drawn.append((band, self._y))
                self._y -= band.height
                continue
            fit = int((room - 2 * self._look.padding) / self._look.leading)
            most = max(len(cell.lines) for cell in band.cells)
            if 1 <= fit < most and not band.header and self._may_cut(band, fit):
                first, rest = self._cut(band, fit)
                drawn.append((first, self._y))
                waiting.insert(0, rest)
            else:
                waiting.insert(0, band)
            self._rule(drawn)
            self._canvas.showPage()
            self._new_page()
            drawn = []
            if self._look.repeats and self._table.header:
                waiting.insert(0, header)
        self._rule(drawn)

    def _may_cut(self, band: Band, fit: int) -> bool:
        """Where rules close a cut row, a reader knows it only by its title, which must be whole then."""
        first = band.cells[0]
        if band.is_open_below:
            return False
        return not self._look.closed or (len(band.cells) > 1 and 0 < len(first.lines) <= fit)

    def _cut(self, band: Band, fit: int) -> tuple[Band, Band]:
        look = self._look
        first = tuple(replace(cell, lines=cell.lines[:fit]) for cell in band.cells)
        rest = tuple(replace(cell, lines=cell.lines[fit:]) for cell in band.cells)
        left = max(len(cell.lines) for cell in rest)
        return (
            replace(band, cells=first, height=fit * look.leading + 2 * look.padding, cut_below=True),
            replace(band, cells=rest, height=left * look.leading + 2 * look.padding, cut_above=True),
        )

    def _rule(self, bands: Sequence[tuple[Band, float]]) -> None:
        """Draws the bands of one page: what lies under the text, the text, the rules."""
        if not bands:
            return
        draw_rules(self._canvas, self._look, bands, self._sides)
        for band, top in bands:
            for cell in band.cells:
                self._canvas.setFont(self._look.bold if cell.bold else self._look.font, self._look.size)
                for index, line in enumerate(cell.lines):
                    y = top - self._look.padding - index * self._look.leading - self._look.size * 0.85
                    self._canvas.drawString(cell.left + self._look.padding, y, line)


def _wrapped(text: str, width: float, font: str, size: float, hyphen: str) -> Iterator[str]:
    line = ""
    for word in text.split():
        pieces = word.split(CUT)
        while True:
            whole = f"{line} {''.join(pieces)}".strip()
            if pdfmetrics.stringWidth(whole, font, size) <= width:
                line = whole
                break
            fitting = [
                count
                for count in range(1, len(pieces))
                if pdfmetrics.stringWidth(f"{line} {''.join(pieces[:count])}-".strip(), font, size) <= width
            ]
            if fitting:
                yield f"{line} {''.join(pieces[: fitting[-1]])}{hyphen}".strip()
                line, pieces = "", pieces[fitting[-1] :]
            elif line:
                yield line
                line = ""
            else:
                line = whole
                break
    if line:
        yield line
