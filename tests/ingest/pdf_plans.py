"""Plans of an action table, drawn as PDF, and what is looked up in their readings."""

import pypdfium2 as pdfium

from corpus.models import Measure, Passage
from ingest.pipeline import Reading
from tests.ingest.drawn_plans import HEADER, PlanPdf, group, row
from tests.ingest.made_up import letters, spaced

PRIORITY = "Veivalg 1: Alle barn skal ut hver dag"
FOREST = "Fjellvik vil at barna er trygge i skogen"
WATER = "Fjellvik vil at barna er trygge ved vann"
FIRST_TEXT = ("Planen gjelder for alle barnehagene i kommunen, og styrerne", "leser den sammen to ganger i året.")


def action_plan() -> PlanPdf:
    """Two group rows, four measures; a row of bullets with a schedule and an owner each."""
    plan = PlanPdf()
    plan.heading("Turplan for Fjellvik", 20)
    plan.prose(*FIRST_TEXT)
    plan.heading(PRIORITY, 14)
    plan.table(
        [
            row(*HEADER),
            group(FOREST),
            row(
                "Skogslekedag", "Alle barn skal ha en fast dag i\nskogen, og barne-\nhagene velger den.", "2026", "UTD"
            ),
            row("Faste turvenner", "Hvert barn får en turvenn.", "Kontinuerlig", "UTD\nBydelene"),
            group(WATER),
            row(
                "Utstyr til\nstranda",
                "Innkjøp av utstyr:\n• Redningsvester\n• Kasteliner i mange\nforskjellige lengder\n• Håver",
                "\n2026\nOppstart\n2027\nLøpende",
                "\nUTD/UKE\nOslobygg og by-\ndelene\nUTD",
            ),
            row("Badevakt", "Den som er badevakt, bader ikke.", "2026–2028", "Bydelene"),
        ]
    )
    return plan


def cut_plan(*, closed: bool = False) -> PlanPdf:
    """A row cut by a page break, the rest of it on the next page under the header once more."""
    plan = PlanPdf()
    plan.heading("Turplan for Fjellvik", 20)
    for _ in range(14):
        plan.prose(*FIRST_TEXT)
    plan.heading(PRIORITY, 14)
    plan.table(
        [
            row(*HEADER),
            group(FOREST),
            row("Skogslekedag", "Alle barn er i skogen.", "2026", "UTD"),
            row(
                "Utstyr til turen",
                "Innkjøp av utstyr:\n• Soveposer\n• Telt som holder",
                "\nLøpende\n2027",
                "\nUTD\nUKE",
            ),
        ],
        open_below=not closed,
    )
    plan.new_page()
    plan.table(
        [
            row(*HEADER),
            row("", "regnet ute\n• Stormkjøkken", "\nOppstart 2028", "\nBydelene"),
            row("Bålkurs", "Alle voksne lærer å tenne bål.", "2029", "Bydelene"),
        ],
        open_above=not closed,
    )
    return plan


def by_title(reading: Reading) -> dict[str, Measure]:
    return {measure.title: measure for measure in reading.measures}


def passage_with(reading: Reading, words: str) -> Passage:
    (found,) = [passage for passage in reading.passages if words in spaced(passage.text)]
    return found


def assert_on_their_pages(plan: PlanPdf, reading: Reading) -> None:
    """Every passage stands verbatim on the text of its page, and its letters on the page as PDFium prints it."""
    document = pdfium.PdfDocument(plan.content())
    printed = [letters(page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    assert reading.passages
    for passage in reading.passages:
        assert passage.first_page == passage.last_page
        assert spaced(passage.text) in spaced(reading.pages[passage.first_page - 1].text)
        for line in passage.text.split("\n"):
            assert letters(line) in printed[passage.first_page - 1]
