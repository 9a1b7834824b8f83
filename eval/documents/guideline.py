"""A guideline for inspections: § headings, lists by number and letter, boxes to tick, side notes in the margin."""

from collections.abc import Sequence
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph, Spacer, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth

ABOUT = MadeUp(
    id="myrstad",
    filename="Retningslinjer_tilsyn_barnehage_Myrstad.pdf",
    producer="reportlab",
    why="§ headings, lists by number and by letter, side notes in the margin, check lists whose boxes are drawn",
)
_NOTES = ("Se barnehageloven § 53", "Mal finnes i fagsystemet", "Gjelder også private", "Nytt fra 2025")
_SIDE = 96.0
_BODY = paper.style(10, "Vera", leftIndent=_SIDE)
_PARTS = (
    ("Formål", "frame"),
    ("Internkontroll", "safety"),
    ("Bemanning", "staff"),
    ("Pålegg og oppfølging", "followup"),
)
_CHECKS = (
    "Årsplanen er fastsatt av samarbeidsutvalget", "Rutine for legemidler er kjent for vikarene",
    "Brannøvelse er gjennomført to ganger", "Bemanningsplanen viser åpning og lukking",
    "Politiattest er framlagt for alle ansatte", "Avvik siste tolv måneder er gjennomgått",
)  # fmt: skip


class SideNote(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """Small letters in the left margin beside what follows; takes no room."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._note = Paragraph(text, paper.style(7.5, "Vera", textColor=HexColor(0x7A1F3D)))
        self.width = self.height = 0

    def draw(self) -> None:
        """Draws it from here downwards."""
        _, height = self._note.wrap(_SIDE - 20, 200)
        self._note.drawOn(self.canv, 0, -height - 2)


class Box(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """An empty square to tick."""

    width = height = 9

    def wrap(self, *_: float) -> tuple[float, float]:
        """Its size."""
        return self.width, self.height

    def draw(self) -> None:
        """Draws it."""
        self.canv.rect(0, 0, 8, 8)


def make(folder: Path) -> tuple[Path, Truth]:
    """The guideline and what stands in it."""
    phrases, ledger, story = Phrases("Myrstad", 18), Ledger(), list[Flowable]()
    story.append(Paragraph("Retningslinjer for tilsyn med barnehager", paper.heading(1, "Vera")))
    story.append(Paragraph(ledger.say(phrases.sentences("frame", 3)), _BODY))
    for number, (name, theme) in enumerate(_PARTS, start=1):
        story += _part(number, name, theme, phrases, ledger)
    story += _checks(ledger)
    story += _measures(phrases, ledger)
    path = folder / ABOUT.filename
    paper.Plan(path, "Myrstad kommune – barnehagemyndigheten").build(story)
    return path, ledger.truth_in(path)


def _part(number: int, name: str, theme: str, phrases: Phrases, ledger: Ledger) -> list[Flowable]:
    """A paragraph of the guideline: prose with a note beside it, and a list whose second point has letters."""
    story: list[Flowable] = [Paragraph(f"§ {number} {name}", paper.heading(2, "Vera"))]
    note = _NOTES[number - 1]
    story.append(SideNote(ledger.say([note])))
    story += [Paragraph(ledger.say(phrases.sentences(theme, 3)), _BODY)]
    story.append(Paragraph(f"§ {number}-1 Slik gjør vi det", paper.heading(3, "Vera")))
    points = [ledger.say([text]) for text in phrases.sentences(theme, 2)]
    letters = [ledger.say([text]) for text in phrases.sentences("language" if number % 2 else "transitions", 3)]
    last = ledger.say(phrases.sentences(theme, 1))
    story += _points(points, "{}.", _SIDE)
    story += _points(letters, "{})", _SIDE + 22, first=ord("a"))
    story += _points([last], "{}.", _SIDE, first=3)
    return story


def _points(texts: Sequence[str], mark: str, indent: float, first: int = 1) -> list[Flowable]:
    style = paper.style(10, "Vera", leftIndent=indent + 20, bulletIndent=indent, spaceAfter=3)
    names = [mark.format(chr(at) if first > 9 else at) for at in range(first, first + len(texts))]
    return [Paragraph(text, style, bulletText=name) for name, text in zip(names, texts, strict=True)]


def _checks(ledger: Ledger) -> list[Flowable]:
    """A check list as a table: boxes to tick under Ja and Nei, and room for a remark."""
    letters, bold = paper.cell_style(9, "Vera"), paper.cell_style(9, "Vera", bold=True)
    rows: list[list[object]] = [list(paper.cells(("Nr.", "Hva kontrolleres", "Ja", "Nei", "Merknad"), bold))]
    for number, text in enumerate(_CHECKS, start=1):
        ledger.say([text])
        rows.append([str(number), Paragraph(text, letters), [Box()], [Box()], ""])
    table = Table(rows, colWidths=(28, 260, 34, 34, 120), style=paper.GRID, spaceBefore=8)
    return [Paragraph("Sjekkliste for stedlig tilsyn", paper.heading(2, "Vera")), table, Spacer(0, 12)]


def _measures(phrases: Phrases, ledger: Ledger) -> list[Flowable]:
    """What the municipality does itself, with its status as signs of boxes."""
    letters, bold = paper.cell_style(9, "Vera"), paper.cell_style(9, "Vera", bold=True)
    rows = [paper.cells(("Oppgave", "Innhold", "Frist", "Ansvarlig", "Utført"), bold)]
    for measure in map(ledger.row, phrases.measures(7)):
        cells = paper.cells((measure.title, measure.description, measure.schedule, measure.owners), letters)
        rows.append([*cells, [Box()]])
    table = Table(rows, colWidths=(104, 156, 72, 108, 42), style=paper.GRID, repeatRows=1, spaceBefore=8)
    said = Paragraph(ledger.say(phrases.sentences("parents", 2)), _BODY)
    return [Paragraph("Kommunens egne oppgaver", paper.heading(2, "Vera")), said, table]
