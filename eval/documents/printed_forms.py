"""A plan of forms, printed by LibreOffice: a table a measure, its labels in a shaded column on the left."""

from pathlib import Path

import docx
from docx.document import Document
from docx.shared import Cm, Pt

from eval.documents import office, word
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="kvernbekk",
    filename="kvernbekk-tiltaksskjema-2026.pdf",
    producer="LibreOffice Writer",
    why="a table a measure with labels on the left; later ones have two labels beside each other in their last row",
)


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes and prints the file."""
    phrases, ledger, document = Phrases("Kvernbekk", 16), Ledger(), docx.Document()
    document.styles["Normal"].font.size = Pt(10)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.header.paragraphs[0].text = "Kvernbekk kommune"
    section.footer.paragraphs[0].text = "Tiltaksskjema 2026"
    document.add_heading("Tiltak for barnehagene i Kvernbekk 2026", 0)
    document.add_paragraph(ledger.say(phrases.sentences("frame", 4)))
    for name, theme in (("Et trygt miljø", "safety"), ("Gode overganger", "transitions")):
        document.add_heading(name, 1)
        document.add_paragraph(ledger.say(phrases.sentences(theme, 4)))
        for number, measure in enumerate(phrases.measures(4), start=1):
            _form(document, ledger.row(measure), number)
    document.add_heading("Tiltak som går over flere år", 1)
    document.add_paragraph(ledger.say(phrases.sentences("followup", 3)))
    for measure in phrases.measures(5):
        _wide_form(document, ledger.row(measure))
    document.add_paragraph(ledger.say(phrases.sentences("followup", 3)))
    target = office.pdf(document, folder / ABOUT.filename)
    return target, ledger.truth_in(target)


def _form(document: Document, measure: Cells, number: int) -> None:
    document.add_heading(f"Skjema {number}", 2)
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    for label, text in (
        ("Tiltak", measure.title), ("Beskrivelse", measure.description), ("Tidsfrist", measure.schedule),
        ("Ansvarlig", measure.owners),
    ):  # fmt: skip
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(3.5), Cm(12)
        word.fill(cells[0], label, bold=True)
        word.shade(cells[0], "D9E2F3")
        word.fill(cells[1], text)


def _wide_form(document: Document, measure: Cells) -> None:
    """Its texts across three columns, its last row four cells: label, text, label, text."""
    table = document.add_table(rows=3, cols=4, style="Table Grid")
    for row, (label, text) in zip(
        table.rows, (("Tiltak:", measure.title), ("Hva vi gjør:", measure.description)), strict=False
    ):
        word.fill(row.cells[0], label, bold=True)
        word.fill(row.cells[1].merge(row.cells[3]), text)
    texts = ("Når:", measure.schedule, "Ansvar:", measure.owners)
    for at, (cell, text) in enumerate(zip(table.rows[2].cells, texts, strict=True)):
        word.fill(cell, text, bold=at % 2 == 0)
    for row in table.rows:
        word.shade(row.cells[0], "E2EFD9")
    word.shade(table.rows[2].cells[2], "E2EFD9")
    document.add_paragraph()
