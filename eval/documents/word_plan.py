"""An action plan written in Word: owner first, description last, rows over page breaks."""

from pathlib import Path

from eval.documents import office
from eval.documents.placing import truth
from eval.documents.truth import MadeUp, Truth
from eval.documents.wording import Cells, Writer

ABOUT = MadeUp(
    id="word-plan",
    filename="handlingsplan-fjellvaer.pdf",
    producer="LibreOffice",
    why="columns in the order Ansvar, Tiltak, Frist, Beskrivelse; rows cut by page breaks; group rows; owners on lines",
)
_HEADS = ("Ansvar", "Tiltak", "Frist", "Beskrivelse")
_WIDTHS = (3.6, 4.2, 2.6, 6.6)
_SEED = 101


def make(folder: Path) -> tuple[Path, Truth]:
    """The plan and what stands in it."""
    writer, rows, sentences = Writer(_SEED), list[Cells](), list[str]()
    document = office.new("Handlingsplan for barnehagene 2025–2028", "Fjellvær kommune – handlingsplan for barnehagene")
    for number, area in enumerate(writer.words["areas"][:3], start=1):
        document.add_heading(f"{number} {area}", 1)
        for heading in writer.chance.sample(writer.words["headings"], 2):
            document.add_heading(heading, 2)
            for _ in range(3):
                said = writer.paragraph()
                sentences += said
                office.paragraph(document, said)
        document.add_heading("Tiltak", 2)
        table = office.table(document, _HEADS, _WIDTHS)
        for part in ("a", "b"):
            office.group(table, f"Innsats {number}{part}: {writer.title()}")
            for _ in range(6):
                measure = writer.measure(sentences=4, joint="\n")
                rows.append(measure)
                cells = (measure.owners, measure.title, measure.schedule, measure.description)
                office.row(table, cells, _WIDTHS)
        said = writer.paragraph()
        sentences += said
        office.paragraph(document, said)
    path = office.pdf(document, folder / ABOUT.filename)
    return path, truth(path, rows, sentences)
