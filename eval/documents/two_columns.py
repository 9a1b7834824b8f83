"""Prose in two columns, with a boxed panel of facts and tables as wide as one column."""

from pathlib import Path

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.platypus import Paragraph, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer, hyphenated

ABOUT = MadeUp(
    id="two-columns",
    filename="temaplan-lek-solvik.pdf",
    producer="reportlab",
    why="two justified columns with hyphens, boxed fact panels, ruled tables in one column between the prose",
)
_HEADS = ("Tiltak", "Når", "Hvem")
_SEED, _WIDTH = 505, 232.6


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    path = folder / ABOUT.filename
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    story: list[Flowable] = [Paragraph("Temaplan for lek og uteliv", paper.heading(1, "Times-Roman"))]
    for number, area in enumerate(writer.words["areas"][:4]):
        story.append(Paragraph(area, paper.heading(2, "Times-Roman")))
        for part in range(4):
            story.append(Paragraph(writer.chance.choice(writer.words["headings"]), paper.heading(3, "Times-Roman")))
            story += [_prose(writer, sentences) for _ in range(3)]
            if part == number % 3:
                story.append(_panel(writer, sentences))
            if part == (number + 1) % 4:
                story.append(_measures(writer, rows))
    paper.Plan(path, "Solvik kommune – temaplan", columns=2).build(story)
    return path, truth(path, rows, sentences)


def _prose(writer: Writer, sentences: list[str]) -> Flowable:
    said = writer.paragraph()
    sentences += said
    return Paragraph(hyphenated(" ".join(said)), paper.style(10, "Times-Roman", alignment=TA_JUSTIFY))


def _panel(writer: Writer, sentences: list[str]) -> Flowable:
    said = writer.paragraph(3, 4)
    sentences += said
    lines = [Paragraph(hyphenated(text), paper.style(9, "Helvetica", spaceAfter=4)) for text in said]
    return paper.boxed([Paragraph("Visste du at …", paper.heading(3)), *lines], _WIDTH)


def _measures(writer: Writer, rows: list[Cells]) -> Flowable:
    measures = [writer.measure(sentences=0) for _ in range(6)]
    rows += measures
    plain = paper.cell_style(8.5, "Times-Roman")
    lines = [paper.cells(_HEADS, paper.cell_style(8.5, "Times-Roman", bold=True))]
    lines += [paper.cells((row.title, row.schedule, row.owners), plain) for row in measures]
    return Table(lines, colWidths=(104, 56, 72), style=paper.GRID, repeatRows=1, spaceBefore=6, spaceAfter=10)
