"""A Word plan late in its making: tables in tables and in lists, merged cells, tracked changes, a text box."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
from docx.document import Document

from eval.documents import word
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells

ABOUT = MadeUp(
    id="elvestrand",
    filename="Handlingsplan oppvekst - høringsutkast v7 (med endringer).docx",
    producer="Word",
    why="nested tables, merged cells, a table inside a list, tracked changes, a text box with its fallback",
)
_COLUMNS = ("Mål", "Tiltak", "Beskrivelse av tiltaket", "Tidsplan", "Ansvar")


def make(folder: Path) -> tuple[Path, Truth]:
    """Writes the file; a page is a top-level section, the title's the first."""
    phrases, ledger, document = Phrases("Elvestrand", 11), Ledger(), docx.Document()
    ledger.turn()
    document.add_heading("Handlingsplan for oppvekst 2025–2029", 0)
    subtitle = document.add_paragraph(ledger.say(["Høringsutkast til behandling i hovedutvalget 3. juni 2025."]))
    lines = phrases.sentences("frame", 2)
    word.text_box(subtitle, [ledger.say([line]) for line in lines])
    _introduction(document, phrases, ledger)
    _measures(document, phrases, ledger)
    _routines(document, phrases, ledger)
    _follow_up(document, phrases, ledger)
    target = folder / ABOUT.filename
    document.save(str(target))
    return target, ledger.truth()


def _introduction(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    ledger.turn()
    document.add_heading("Innledning", 1)
    document.add_paragraph(ledger.say(phrases.sentences("frame", 4)))
    changed = document.add_paragraph()
    ledger.say(["Fristen for innspill til planen er 15. april hvert år.", "Innspillene samles av oppvekstkontoret."])
    word.append(
        changed,
        word.run("Fristen for innspill til planen er "), word.deleted("1. mars", 1), word.inserted("15. april", 2),
        word.run(" hvert år. Innspillene "), word.deleted("sendes til rådmannen", 3),
        word.inserted("samles av oppvekstkontoret", 4), word.run("."),
    )  # fmt: skip
    word.append(document.add_paragraph(), word.deleted("Dette avsnittet ble strøket etter møtet i mai.", 5))
    word.append(document.add_paragraph(), word.inserted(ledger.say(phrases.sentences("children", 2)), 6))
    (text,) = phrases.sentences("children", 1)
    word.moved(document.add_paragraph(), text, 7, away=True)
    document.add_heading("Hva vi vet om barna våre", 2)
    document.add_paragraph(ledger.say(phrases.sentences("children", 3)))
    word.moved(document.add_paragraph(), ledger.say([text]), 8, away=False)


def _measures(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    """The table of measures: goals merged downwards, a band across, a row put in, one taken out, a table in a cell."""
    ledger.turn()
    document.add_heading("Mål og tiltak", 1)
    document.add_paragraph(ledger.say(phrases.sentences("safety", 2)))
    table = document.add_table(rows=1, cols=5, style="Table Grid")
    for cell, name in zip(table.rows[0].cells, _COLUMNS, strict=True):
        word.fill(cell, name, bold=True)
    for goal, count in (("Barna har venner", 3), ("De voksne er tett på", 2)):
        rows = [_row(table, ledger.row(measure)) for measure in phrases.measures(count)]
        word.fill(rows[0].cells[0].merge(rows[-1].cells[0]), goal)
    band = table.add_row()
    word.fill(band.cells[0].merge(band.cells[4]), "Kommunen vil at overgangene skal være trygge", bold=True)
    for number, measure in enumerate(phrases.measures(3), start=1):
        row = _row(table, ledger.row(measure))
        word.fill(row.cells[0], "Trygge overganger")
        if number == 2:
            word.mark_row(row, "ins", 9)
    (out,) = phrases.measures(1)
    word.mark_row(_row(table, out), "del", 10)
    _nested_phases(_row(table, ledger.row(phrases.measures(1)[0])), ledger)
    document.add_paragraph(ledger.say(phrases.sentences("safety", 2)))


def _row(table: Any, measure: Cells) -> Any:
    row = table.add_row()
    for cell, text in zip(
        row.cells[1:], (measure.title, measure.description, measure.schedule, measure.owners), strict=True
    ):
        word.fill(cell, text)
    return row


def _nested_phases(row: Any, ledger: Ledger) -> None:
    """A small table of phases in the cell that describes a measure."""
    word.fill(row.cells[0], "Trygge overganger")
    inner = row.cells[2].add_table(rows=0, cols=2)
    for phase, when in (("Forarbeid", "uke 10"), ("Utprøving i to barnehager", "uke 20"), ("Oppsummering", "uke 40")):
        cells = inner.add_row().cells
        cells[0].text, cells[1].text = ledger.say([phase]), ledger.say([when])
    row.cells[2].add_paragraph()


def _routines(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    """A numbered list with a table between two of its items."""
    ledger.turn()
    document.add_heading("Rutiner", 1)
    document.add_paragraph(ledger.say(phrases.sentences("followup", 2)))
    for text in phrases.sentences("parents", 3):
        document.add_paragraph(ledger.say([text]), style="List Number")
    _short_table(document, phrases.measures(3), ledger)
    for text in phrases.sentences("parents", 2):
        document.add_paragraph(ledger.say([text]), style="List Number")
    for text in phrases.sentences("language", 3):
        document.add_paragraph(ledger.say([text]), style="List Bullet 2")


def _short_table(place: Any, measures: Sequence[Cells], ledger: Ledger) -> None:
    """A table without descriptions."""
    table = place.add_table(rows=1, cols=3)
    for cell, name in zip(table.rows[0].cells, ("Hva skal gjøres?", "Frist", "Ansvarlig"), strict=True):
        word.fill(cell, name, bold=True)
    for measure in measures:
        row = table.add_row()
        ledger.row(replace(measure, title=measure.description, description=""))
        for cell, text in zip(row.cells, (measure.description, measure.schedule, measure.owners), strict=True):
            word.fill(cell, text)


def _follow_up(document: Document, phrases: Phrases, ledger: Ledger) -> None:
    """A frame of one cell around a table whose header has two rows: "Når og hvem" over two columns."""
    ledger.turn()
    document.add_heading("Oppfølging", 1)
    document.add_paragraph(ledger.say(phrases.sentences("followup", 3)))
    frame = document.add_table(rows=1, cols=1, style="Table Grid").rows[0].cells[0]
    frame.text = ledger.say(["Rammen viser det som gjenstår fra forrige planperiode."])
    table = frame.add_table(rows=2, cols=4)
    upper, lower = table.rows[0].cells, table.rows[1].cells
    word.fill(upper[0].merge(lower[0]), "Tiltak", bold=True)
    word.fill(upper[1].merge(lower[1]), "Innhold", bold=True)
    word.fill(upper[2].merge(upper[3]), "Når og hvem", bold=True)
    word.fill(lower[2], "Tidsplan", bold=True)
    word.fill(lower[3], "Ansvar", bold=True)
    for measure in phrases.measures(4):
        ledger.row(measure)
        texts = (measure.title, measure.description, measure.schedule, measure.owners)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            word.fill(cell, text)
    frame.add_paragraph()
    document.add_paragraph(ledger.say(phrases.sentences("followup", 2)))
