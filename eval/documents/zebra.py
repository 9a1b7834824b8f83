"""Tables told by their fills: white letters on a dark header, every second row tinted, no rules; footnotes in cells."""

from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="zebra",
    filename="strategiplan-hesselfjord.pdf",
    producer="reportlab",
    why="fills instead of rules, white headings on a dark colour, raised footnote numbers within the cells",
)
_HEADS = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_WIDTHS = (132, 171, 75, 105)
_DARK, _TINT = HexColor(0x14375A), HexColor(0xE6EDF5)
_SEED, _PAGES, _ROWS = 1010, 4, 8


class _Annotated(paper.Plan):
    """Draws each page's footnotes at its foot."""

    def __init__(self, path: Path, name: str, notes: dict[int, list[str]]) -> None:
        super().__init__(path, name)
        self.notes = notes

    def draw_furniture(self, canvas: Any, document: object) -> None:
        """The footnotes stand above the page number."""
        super().draw_furniture(canvas, document)
        top = 46.0
        for note in reversed(self.notes.get(self.page, [])):
            line = Paragraph(note, paper.style(7.5))
            _, height = line.wrap(self.width, 100)
            line.drawOn(canvas, paper.EDGE, top)
            top += height + 2


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it; page 1 is prose, each later page a table with its notes."""
    path = folder / ABOUT.filename
    writer, rows, sentences, notes = Writer(_SEED), list[Cells](), list[str](), dict[int, list[str]]()
    story: list[Flowable] = [Paragraph("Strategiplan for oppvekst", paper.heading(1, "Vera"))]
    for heading in writer.words["headings"][:3]:
        story.append(Paragraph(heading, paper.heading(2, "Vera")))
        said = writer.paragraph(5, 7)
        sentences += said
        story += [Paragraph(" ".join(said), paper.style(10, "Vera")), CondPageBreak(80)]
    number = 0
    for page in range(2, _PAGES + 2):
        measures = [writer.measure(sentences=2) for _ in range(_ROWS)]
        rows += measures
        marks = {}
        for row in sorted(writer.chance.sample(range(_ROWS), 3)):
            number += 1
            sentences.append(writer.sentence())
            notes.setdefault(page, []).append(f"<super>{number}</super> {sentences[-1]}")
            marks[row] = number
        area = writer.words["areas"][page - 2]
        story += [PageBreak(), Paragraph(area, paper.heading(2, "Vera")), _table(measures, marks)]
    _Annotated(path, "Hesselfjord kommune", notes).build(story)
    return path, truth(path, rows, sentences)


def _table(measures: list[Cells], marks: dict[int, int]) -> Flowable:
    lines = [paper.cells(_HEADS, paper.cell_style(9, "Vera", bold=True, textColor=white))]
    for number, row in enumerate(measures):
        texts = [row.title, row.description, row.schedule, row.owners]
        if number in marks:
            texts[marks[number] % 2] += f"<super>{marks[number]}</super>"
        lines.append(paper.cells(texts, paper.cell_style(8.5, "Vera")))
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BACKGROUND", (0, 0), (-1, 0), _DARK),
        *(("BACKGROUND", (0, line), (-1, line), _TINT) for line in range(2, len(lines), 2)),
    ]
    return Table(lines, colWidths=_WIDTHS, style=look)
