"""Tables without a single rule or fill: narrow columns, long words cut by hyphens, white space between the rows."""

from pathlib import Path

from reportlab.platypus import LongTable, Paragraph
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer, hyphenated

ABOUT = MadeUp(
    id="unruled",
    filename="kvalitetsplan-lyngnes.pdf",
    producer="reportlab",
    why="tables of white space alone, narrow columns, words cut by hyphens in every cell",
)
_HEADS = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_WIDTHS = (105, 190, 80, 108)
_SEED = 606


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    path = folder / ABOUT.filename
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    story: list[Flowable] = [Paragraph("Kvalitetsplan for barnehagene", paper.heading(1))]
    for area in writer.words["areas"][:3]:
        story.append(Paragraph(area, paper.heading(2)))
        for _ in range(3):
            said = writer.paragraph()
            sentences += said
            story.append(Paragraph(" ".join(said), paper.style(10)))
        measures = [writer.measure(sentences=2) for _ in range(12)]
        rows += measures
        story.append(_table(measures))
    paper.Plan(path, "Lyngnes kommune: kvalitetsplan").build(story)
    return path, truth(path, rows, sentences)


def _table(measures: list[Cells]) -> Flowable:
    plain = paper.cell_style(9)
    lines = [paper.cells(_HEADS, paper.cell_style(9, bold=True))]
    for row in measures:
        texts = (row.title, row.description, row.schedule, row.owners)
        lines.append(paper.cells(map(hyphenated, texts), plain))
    look = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
    ]
    return LongTable(lines, colWidths=_WIDTHS, style=look, repeatRows=1, splitInRow=0, spaceBefore=6, spaceAfter=10)
