"""An annual wheel as a table: a month a row, its tasks as bullets with their owners in parentheses."""

from pathlib import Path

from docx.table import _Cell

from eval.documents import office
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="annual-wheel",
    filename="aarshjul-tyrimo.pdf",
    producer="LibreOffice",
    why="months as rows; several tasks in a cell, each a bullet with its owner in parentheses",
)
_WIDTHS = (3.2, 13.8)
_SEED = 909


def make(folder: Path) -> tuple[Path, Truth]:
    """The wheel and what stands in it."""
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    document = office.new("Årshjul for barnehagene", "Tyrimo kommune – årshjul 2025/2026")
    for heading in writer.words["headings"][:2]:
        document.add_heading(heading, 1)
        said = writer.paragraph(5, 7)
        sentences += said
        office.paragraph(document, said)
    document.add_heading("Årshjulet", 1)
    table = office.table(document, ("Måned", "Oppgaver"), _WIDTHS, fill="C6E0B4")
    for month in writer.words["months"]:
        tasks = [
            Cells(title=writer.title(), schedule=month, owners=writer.owners())
            for _ in range(writer.chance.randint(2, 5))
        ]
        rows += tasks
        _list(office.row(table, (month, ""), _WIDTHS).cells[1], tasks)
    said = writer.paragraph(5, 7)
    sentences += said
    office.paragraph(document, said)
    path = office.pdf(document, folder / ABOUT.filename)
    return path, truth(path, rows, sentences)


def _list(cell: _Cell, tasks: list[Cells]) -> None:
    for number, task in enumerate(tasks):
        line = cell.add_paragraph() if number else cell.paragraphs[0]
        line.style = "List Bullet"
        line.add_run(f"{task.title} ({task.owners})")
