"""A Word handbook: headings by style, columns, header and footer, footnotes, and each measure a table of its own."""

from dataclasses import replace
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn

from eval.documents import word
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="furuvik",
    filename="Furuvik_handbok_barnehage.docx",
    producer="Word",
    why="each measure a table with its labels on the left; sections in columns, footnotes, header and footer",
)
_NOTES = (
    "Lov 17. juni 2005 nr. 64 om barnehager.",
    "Se rundskriv om internkontroll i barnehager, punkt 3.",
    "Gjelder ikke åpne barnehager.",
)
_CHAPTERS = (("Lek og vennskap", "children", 4), ("Språk", "language", 3), ("Foreldre", "parents", 3))


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes the file; what stands before the first heading is page 1."""
    phrases, ledger, document = Phrases("Furuvik", 15), Ledger(), docx.Document()
    for style, key in (("Heading 1", "Overskrift1"), ("Heading 2", "Overskrift2")):
        document.styles[style].element.set(qn("w:styleId"), key)
    section = document.sections[0]
    section.header.paragraphs[0].text = "Furuvik kommune\tOppvekst og læring\tHåndbok for barnehagene"
    section.footer.paragraphs[0].text = "Godkjent 12.08.2025 av barnehagesjefen – versjon 4"
    ledger.turn()
    _cover(document, phrases, ledger)
    _how_to(document, phrases, ledger)
    for name, theme, count in _CHAPTERS:
        _chapter(document, phrases, ledger, name, theme, count)
    _last(document, phrases, ledger)
    word.footnotes(document, _NOTES)
    target = folder / ABOUT.filename
    document.save(str(target))
    return target, ledger.truth()


def _cover(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    document.add_paragraph().add_run("Håndbok for barnehagene i Furuvik").bold = True
    document.add_paragraph(ledger.say(phrases.sentences("frame", 2)))


def _how_to(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    """A chapter whose middle is set in two columns, with the footnotes."""
    ledger.turn()
    document.add_heading("Slik bruker du håndboka", 1)
    for number, theme in enumerate(("frame", "staff", "safety"), start=1):
        paragraph = document.add_paragraph(ledger.say(phrases.sentences(theme, 2)))
        word.refer(paragraph, number)
        ledger.say([_NOTES[number - 1]])
    word.columns(document.add_section(WD_SECTION.CONTINUOUS), 2)
    document.add_heading("I barnehagen", 2)
    document.add_paragraph(ledger.say(phrases.sentences("staff", 4)))
    document.add_heading("Hos eieren", 2)
    document.add_paragraph(ledger.say(phrases.sentences("followup", 4)))
    word.columns(document.add_section(WD_SECTION.CONTINUOUS), 1)


def _chapter(document: Document, phrases: Phrases, ledger: Ledger, name: str, theme: str, count: int) -> None:
    ledger.turn()
    document.add_heading(name, 1)
    document.add_paragraph(ledger.say(phrases.sentences(theme, 3)))
    document.add_heading("Tiltak", 2)
    for number, measure in enumerate(phrases.measures(count)):
        if number == 1:
            measure = replace(measure, schedule="")
        _form(document, ledger.row(measure), lines=number == 2)
        document.add_paragraph()
    document.add_paragraph(ledger.say(phrases.sentences(theme, 2)))


def _form(document: Document, measure: Cells, *, lines: bool) -> None:
    """A measure as a table of four rows; with `lines` those responsible stand below each other."""
    owners = measure.owners.replace(" og ", "\nog ") if lines else measure.owners
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in (
        ("Tiltak:", measure.title), ("Hvorfor:", measure.description), ("Frist:", measure.schedule), ("Ansvar:", owners)
    ):  # fmt: skip
        cells = table.add_row().cells
        word.fill(cells[0], label, bold=True)
        word.shade(cells[0], "E7E6E6")
        word.fill(cells[1], text)


def _last(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    """A chapter whose table of facts has labels on the left too, but no measure."""
    ledger.turn()
    document.add_heading("Om kommunen", 1)
    document.add_paragraph(ledger.say(phrases.sentences("transitions", 3)))
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, text in (
        ("Åpningstid:", "Barnehagene er åpne fra 06.45 til 16.45."),
        ("Telefon:", "Servicetorget svarer på 55 00 00 00 mellom 9 og 15."),
        ("Ferie:", "Barnehagene holder stengt i uke 29 og 30."),
    ):
        cells = table.add_row().cells
        word.fill(cells[0], label, bold=True)
        word.fill(cells[1], ledger.say([text]))
    document.add_paragraph(ledger.say(phrases.sentences("transitions", 2)))
