"""A landscape table in which a goal's cell spans its measures, with a column Status."""

from pathlib import Path

from docx.enum.table import WD_ALIGN_VERTICAL
from docx.table import Table

from eval.documents import office
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="landscape-goals",
    filename="maaltavle-oterdal.pdf",
    producer="LibreOffice",
    why="landscape; goals merged over several measures, set in the middle of their cells; a column Status with fills",
)
_HEADS = ("Mål", "Tiltak", "Beskrivelse", "Frist", "Ansvarlig", "Status")
_WIDTHS = (4.4, 4.6, 7.4, 2.7, 3.6, 2.6)
_STATUS = (("Ikke startet", "F4CCCC"), ("Pågår", "FFF2CC"), ("Gjennomført", "D9EAD3"))
_SEED = 404


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    document = office.new("Måltavle for barnehagene", "Oterdal kommune | Måltavle 2025–2027", landscape=True, size=10)
    for area in writer.words["areas"][3:6]:
        document.add_heading(area, 1)
        said = writer.paragraph()
        sentences += said
        office.paragraph(document, said)
        table = office.table(document, _HEADS, _WIDTHS)
        for count in (3, 2, 4):
            rows += _goal(writer, table, count)
        said = writer.paragraph()
        sentences += said
        office.paragraph(document, said)
    path = office.pdf(document, folder / ABOUT.filename)
    return path, truth(path, rows, sentences)


def _goal(writer: Writer, table: Table, count: int) -> list[Cells]:
    """The measures of a goal, its own cell merged over them."""
    measures, first = [], len(table.rows)
    goal = writer.sentence()
    for number in range(count):
        measure = writer.measure(sentences=2)
        measures.append(measure)
        status, fill = writer.chance.choice(_STATUS)
        texts = (measure.title, measure.description, measure.schedule, measure.owners, status)
        added = office.row(table, ("" if number else goal, *texts), _WIDTHS, size=9)
        office.shade(added.cells[-1], fill)
    if count > 1:
        merged = table.cell(first, 0).merge(table.cell(first + count - 1, 0))
        merged.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        for empty in [line for line in merged.paragraphs if not line.text]:
            empty._p.getparent().remove(empty._p)
    return measures
