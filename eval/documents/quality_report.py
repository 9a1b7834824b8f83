"""A quality report: tables of percentages under several header rows, drawn charts, wide pages amid tall ones."""

from pathlib import Path
from random import Random

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing, String
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Table
from reportlab.platypus.flowables import Flowable

from eval.documents import paper
from eval.documents.ledger import Ledger
from eval.documents.phrases import Phrases
from eval.documents.truth import MadeUp, Truth

ABOUT = MadeUp(
    id="sundvang",
    filename="kvalitetsmelding-barnehage-2024.pdf",
    producer="reportlab",
    why="number tables under two and three header rows beside one table of measures; charts with labels; wide pages",
)
_YEARS = ("2021", "2022", "2023", "2024")
_UNITS = ("Bakken", "Heia", "Nordli", "Solsida", "Tunet", "Vika", "Kommunen samlet")
_BODY = paper.style(10)


def make(folder: Path) -> tuple[Path, Truth]:
    """The report and what stands in it."""
    phrases, ledger, chance = Phrases("Sundvang", 20), Ledger(), Random(20)
    story: list[Flowable] = [
        Paragraph("Kvalitetsmelding for barnehagene 2024", paper.heading(1)), _said(ledger, phrases, "frame", 4),
        Paragraph("1 Barna", paper.heading(2)), _said(ledger, phrases, "children", 4),
        Paragraph("Tabell 1. Barn etter alder og oppholdstid, prosent", paper.heading(3)), _shares(chance),
        _said(ledger, phrases, "children", 3), _bars(chance), _said(ledger, phrases, "staff", 3),
        NextPageTemplate("wide"), PageBreak(),
        Paragraph("2 Foreldrene", paper.heading(2)), _said(ledger, phrases, "parents", 4),
        Paragraph("Tabell 2. Tilfredshet per barnehage, prosent svært fornøyd", paper.heading(3)),
        _satisfaction(chance),
        NextPageTemplate("plan"), PageBreak(),
        Paragraph("3 De ansatte", paper.heading(2)), _said(ledger, phrases, "staff", 4), _lines(chance),
        _said(ledger, phrases, "followup", 3),
        NextPageTemplate("wide"), PageBreak(),
        Paragraph("4 Oppfølging", paper.heading(2)), _said(ledger, phrases, "followup", 3), _measures(phrases, ledger),
    ]  # fmt: skip
    path = folder / ABOUT.filename
    plan = paper.Plan(path, "Kvalitetsmelding 2024 – Sundvang kommune")
    wide, high = landscape(A4)
    frame = Frame(paper.EDGE, paper.EDGE, wide - 2 * paper.EDGE, high - 2 * paper.EDGE, 0, 0, 0, 0)
    plan.addPageTemplates([PageTemplate("wide", [frame], pagesize=(wide, high), onPage=plan.draw_furniture)])
    plan.build(story)
    return path, ledger.truth_in(path)


def _said(ledger: Ledger, phrases: Phrases, theme: str, count: int) -> Flowable:
    return Paragraph(ledger.say(phrases.sentences(theme, count)), _BODY)


def _shares(chance: Random) -> Flowable:
    """Ages over years, with a header of two rows."""
    head = [["Alder", "Prosent av alle barn", "", "", ""], ["", *_YEARS]]
    rows = [[age, *_percents(chance, 4)] for age in ("0–1 år", "2 år", "3 år", "4 år", "5 år")]
    spans = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (-1, 0)), ("BACKGROUND", (0, 0), (-1, 1), HexColor(0xDDE8D8))]
    return Table(head + rows, colWidths=(90, 60, 60, 60, 60), style=[*paper.GRID, *spans], spaceAfter=10)


def _satisfaction(chance: Random) -> Flowable:
    """Kindergartens over areas and years, with a header of three rows and rules above and below only."""
    areas = ("Trivsel", "Informasjon", "Medvirkning")
    head = [
        ["Barnehage", "Foreldreundersøkelsen", *[""] * 11],
        ["", *[text for area in areas for text in (area, "", "", "")]],
        ["", *_YEARS * 3],
    ]
    rows = [[unit, *_percents(chance, 12)] for unit in _UNITS]
    spans = [("SPAN", (0, 0), (0, 2)), ("SPAN", (1, 0), (-1, 0))]
    spans += [("SPAN", (at, 1), (at + 3, 1)) for at in (1, 5, 9)]
    rules = [
        ("LINEABOVE", (0, 0), (-1, 0), 1),
        ("LINEBELOW", (0, 2), (-1, 2), 0.7),
        ("LINEBELOW", (0, -1), (-1, -1), 1),
    ]
    return Table(head + rows, colWidths=(110, *[48] * 12), style=[*spans, *[(*rule, HexColor(0)) for rule in rules]])


def _percents(chance: Random, count: int) -> list[str]:
    return [f"{chance.uniform(8, 92):.1f}".replace(".", ",") for _ in range(count)]


def _bars(chance: Random) -> Flowable:
    chart = VerticalBarChart()
    chart.x, chart.y, chart.width, chart.height = 40, 40, 380, 120
    chart.data = [[chance.randint(20, 90) for _ in _YEARS] for _ in range(2)]
    chart.categoryAxis.categoryNames = list(_YEARS)
    chart.barLabelFormat = "%d %%"
    chart.barLabels.nudge = 7
    drawing = Drawing(450, 190)
    drawing.add(chart)
    drawing.add(String(40, 175, "Figur 1. Andel pedagoger med veiledning", fontSize=10))
    drawing.add(String(200, 8, "Barnehageår", fontSize=8))
    return drawing


def _lines(chance: Random) -> Flowable:
    chart = HorizontalLineChart()
    chart.x, chart.y, chart.width, chart.height = 40, 40, 380, 130
    chart.data = [[chance.randint(6, 14) for _ in range(12)] for _ in range(2)]
    chart.categoryAxis.categoryNames = "jan feb mar apr mai jun jul aug sep okt nov des".split()
    drawing = Drawing(450, 200)
    drawing.add(chart)
    drawing.add(String(40, 185, "Figur 2. Sykefravær måned for måned, prosent", fontSize=10))
    return drawing


def _measures(phrases: Phrases, ledger: Ledger) -> Flowable:
    letters, bold = paper.cell_style(9), paper.cell_style(9, bold=True)
    rows = [paper.cells(("Funn", "Tiltak", "Beskrivelse", "Frist", "Ansvar"), bold)]
    for number, measure in enumerate(map(ledger.row, phrases.measures(6)), start=1):
        texts = (f"Tabell {1 + number % 2}", measure.title, measure.description, measure.schedule, measure.owners)
        rows.append(paper.cells(texts, letters))
    return Table(rows, colWidths=(60, 140, 290, 100, 130), style=paper.GRID, repeatRows=1, spaceBefore=6)
