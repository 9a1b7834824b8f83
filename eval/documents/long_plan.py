"""A plan of 120 pages: a table of contents, chapters, and six long tables under headers that come again."""

from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import LongTable, PageBreak, Paragraph, Spacer
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.tableofcontents import TableOfContents

from eval.documents import paper
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="long-plan",
    filename="kommunedelplan-oppvekst-granli.pdf",
    producer="reportlab",
    why="120 pages, a table of contents, chapter names in the running header, six tables over several pages each",
)
_HEADS = ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
_WIDTHS = (128, 175, 70, 110)
_SEED, _SECTIONS, _TABLES, _ROWS = 303, 12, 6, 24


class _Book(paper.Plan):
    """Tells the table of contents of its headings, and runs the chapter's name above."""

    chapter = ""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Notes a heading."""
        level = getattr(getattr(flowable, "style", None), "name", "")
        if level in ("heading1", "heading2"):
            text = flowable.getPlainText()
            self.chapter = text if level == "heading1" else self.chapter
            self.notify("TOCEntry", (int(level[-1]) - 1, text, self.page))

    def draw_furniture(self, canvas: Any, document: object) -> None:
        """The chapter's name stands above too."""
        super().draw_furniture(canvas, document)
        canvas.drawRightString(self.pagesize[0] - paper.EDGE, self.pagesize[1] - 34, self.chapter)


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    path = folder / ABOUT.filename
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    contents = TableOfContents(levelStyles=[paper.style(10), paper.style(9, leftIndent=14, spaceAfter=2)])
    story: list[Flowable] = [
        Spacer(0, 180),
        Paragraph("Kommunedelplan for oppvekst 2025–2036", paper.heading(1, "Vera")),
        Paragraph("Granli kommune", paper.style(13, "Vera")),
        PageBreak(),
        Paragraph("Innhold", paper.style(16, "Vera")),
        contents,
    ]
    for number, area in enumerate(writer.words["areas"], start=1):
        story += [PageBreak(), Paragraph(f"{number} {area}", paper.heading(1, "Vera"))]
        for section in range(1, _SECTIONS + 1):
            story += _section(writer, f"{number}.{section}", sentences)
        if number <= _TABLES:
            story += _measures(writer, number, rows)
    _Book(path, "Kommunedelplan for oppvekst").multiBuild(story)
    return path, truth(path, rows, sentences)


def _section(writer: Writer, number: str, sentences: list[str]) -> list[Flowable]:
    """A heading and prose; each third section has a list."""
    name = writer.chance.choice(writer.words["headings"])
    made: list[Flowable] = [Paragraph(f"{number} {name}", paper.heading(2, "Vera"))]
    for _ in range(6):
        said = writer.paragraph()
        sentences += said
        made.append(Paragraph(" ".join(said), paper.style(10, "Vera")))
    for _ in range(writer.chance.choice((0, 0, 4))):
        sentences.append(writer.sentence())
        made.append(Paragraph(sentences[-1], paper.style(10, "Vera", leftIndent=14), bulletText="•"))
    return made


def _measures(writer: Writer, number: int, rows: list[Cells]) -> list[Flowable]:
    bold, plain = paper.cell_style(8.5, "Vera", bold=True), paper.cell_style(8, "Vera")
    lines = [paper.cells(_HEADS, bold)]
    for _ in range(_ROWS):
        row = writer.measure(sentences=3)
        rows.append(row)
        lines.append(paper.cells((row.title, row.description, row.schedule, row.owners), plain))
    look = [*paper.GRID, ("BACKGROUND", (0, 0), (-1, 0), HexColor(0xDDE8DD))]
    return [
        Paragraph(f"Tabell {number}: Tiltak i perioden", paper.style(9, "Vera", keepWithNext=1, spaceBefore=12)),
        LongTable(lines, colWidths=_WIDTHS, style=look, repeatRows=1),
        Spacer(0, 12),
    ]
