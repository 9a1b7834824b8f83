"""Small plans drawn as PDF, through the whole pipeline."""

import pypdfium2 as pdfium
import pytest

from corpus.models import Measure, Passage, PassageKind, ScheduleKind
from ingest.pipeline import Reading
from tests.ingest.drawn_plans import HEADER, PlanPdf, cell, group, row
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


def test_the_rows_of_an_action_table_are_measures_under_their_group_rows() -> None:
    found = action_plan().reading().measures
    assert [(measure.title, measure.commitment) for measure in found] == [
        ("Skogslekedag", FOREST),
        ("Faste turvenner", FOREST),
        ("Utstyr til stranda", WATER),
        ("Badevakt", WATER),
    ]
    assert {measure.strategic_priority for measure in found} == {PRIORITY}
    day, friends, _, guard = found
    assert day.description == "Alle barn skal ha en fast dag i skogen, og barnehagene velger den."
    assert (friends.responsible_raw, friends.responsible) == ("UTD\nBydelene", ("utd", "bydelene"))
    assert (guard.schedule.kind, guard.schedule.start, guard.schedule.end) == (ScheduleKind.SPAN, 2026, 2028)


def test_bullets_have_the_schedule_and_the_owner_beside_them_wrapped_or_not() -> None:
    parts = by_title(action_plan().reading())["Utstyr til stranda"].sub_measures
    assert [(part.title, part.schedule.raw, part.responsible_raw) for part in parts] == [
        ("Redningsvester", "2026", "UTD/UKE"),
        ("Kasteliner i mange forskjellige lengder", "Oppstart 2027", "Oslobygg og bydelene"),
        ("Håver", "Løpende", "UTD"),
    ]
    assert [part.responsible for part in parts] == [("utd", "uke"), ("oslobygg", "bydelene"), ("utd",)]


def test_a_row_is_a_passage_under_priority_and_group_row() -> None:
    plan = action_plan()
    reading = plan.reading()
    friends = passage_with(reading, "turvenn")
    assert friends.kind is PassageKind.ROW
    assert friends.heading_path == ("Turplan for Fjellvik", PRIORITY, FOREST)
    assert friends.text == "Faste turvenner\nHvert barn får en turvenn.\nKontinuerlig\nUTD\nBydelene"
    assert friends.measure_id == by_title(reading)["Faste turvenner"].id
    assert (reading.document.coverage.tables, reading.document.coverage.tables_as_text) == (1, 0)


def test_every_passage_of_an_action_plan_stands_on_its_page() -> None:
    assert_on_their_pages(action_plan(), action_plan().reading())


@pytest.mark.parametrize("closed", [False, True], ids=["open at the break", "ruled at the break"])
def test_a_measure_cut_by_a_page_break_is_whole(closed: bool) -> None:
    found = cut_plan(closed=closed).reading().measures
    assert [(measure.title, measure.page) for measure in found] == [
        ("Skogslekedag", 1),
        ("Utstyr til turen", 1),
        ("Bålkurs", 2),
    ]
    cut = found[1]
    assert cut.description == "Innkjøp av utstyr:\n• Soveposer\n• Telt som holder regnet ute\n• Stormkjøkken"
    assert [(part.title, part.schedule.raw, part.responsible_raw) for part in cut.sub_measures] == [
        ("Soveposer", "Løpende", "UTD"),
        ("Telt som holder regnet ute", "2027", "UKE"),
        ("Stormkjøkken", "Oppstart 2028", "Bydelene"),
    ]
    assert {measure.commitment for measure in found} == {FOREST}
    assert {measure.strategic_priority for measure in found} == {PRIORITY}


def test_the_rest_of_a_cut_row_is_a_passage_that_knows_where_it_comes_from() -> None:
    reading = cut_plan().reading()
    first, rest = passage_with(reading, "Soveposer"), passage_with(reading, "Stormkjøkken")
    assert (first.first_page, rest.first_page) == (1, 2)
    assert rest.text == "regnet ute\n• Stormkjøkken\nOppstart 2028\nBydelene"
    assert first.goes_on == spaced(rest.text)
    assert rest.comes_from == spaced(first.text)
    assert (first.comes_from, rest.goes_on) == ("", "")
    assert first.heading_path == rest.heading_path
    assert first.measure_id == by_title(reading)["Utstyr til turen"].id


def test_every_passage_over_the_page_break_stands_on_its_own_page() -> None:
    assert_on_their_pages(cut_plan(), cut_plan().reading())


def test_the_empty_rows_of_a_template_are_no_measures() -> None:
    plan = PlanPdf()
    plan.heading("Mal for turplanen til barnehagen", 18)
    plan.table([row(*HEADER), row("Skogslekedag", "", "", ""), row("Badevakt", "Fyll ut her.", "", "")])
    reading = plan.reading()
    assert reading.measures == ()
    assert "Skogslekedag" in reading.pages[0].text
    assert passage_with(reading, "Badevakt").measure_id is None


def test_a_cell_that_rows_share_is_their_label_over_the_page_break() -> None:
    plan = PlanPdf()
    plan.heading("Fagdager", 18)
    for _ in range(14):
        plan.prose(*FIRST_TEXT)
    widths = (110.0, 190.0, 175.0)
    plan.table(
        [
            row("Hva", "Hvem", "Lokale"),
            [cell("Nettverk for\nstyrere", rows=2), cell("Alle styrere møtes"), cell("Rådhuset")],
            row("Alle vikarer møtes", "Biblioteket"),
        ],
        widths=widths,
    )
    plan.new_page()
    plan.table(
        [
            [cell(rows=2), cell("Alle kokker møtes"), cell("Kjøkkenet")],
            row("Alle vaktmestre møtes", "Verkstedet"),
            row("Sangkurs", "Alle som vil", "Kirka"),
        ],
        widths=widths,
    )
    reading = plan.reading()
    shared = [passage_with(reading, f"Alle {who}") for who in ("styrere", "vikarer", "kokker", "vaktmestre")]
    assert [passage.first_page for passage in shared] == [1, 1, 2, 2]
    assert {passage.heading_path[-1] for passage in shared} == {"Nettverk for styrere"}
    assert passage_with(reading, "Sangkurs").heading_path[-1] == "Hva Hvem Lokale"
    assert [page.text.count("Nettverk") for page in reading.pages] == [1, 0]


def test_the_rows_of_a_general_table_are_passages_under_its_header() -> None:
    plan = PlanPdf()
    plan.heading("Årshjul", 18)
    plan.table(
        [row("Måned", "Tema", "Lokale"), row("Mai", "Fugler og reir", "Skogen"), row("Juni", "Bading", "Stranda")],
        widths=(90.0, 200.0, 150.0),
    )
    reading = plan.reading()
    assert [(passage.kind, passage.heading_path, passage.text) for passage in reading.passages] == [
        (PassageKind.ROW, ("Årshjul", "Måned Tema Lokale"), "Mai\nFugler og reir\nSkogen"),
        (PassageKind.ROW, ("Årshjul", "Måned Tema Lokale"), "Juni\nBading\nStranda"),
    ]
    assert reading.measures == ()


def test_headings_stand_in_each_other_by_their_size() -> None:
    plan = PlanPdf()
    plan.heading("Turer", 20)
    plan.heading("Om vinteren", 15)
    plan.heading("Ski", 12)
    plan.prose("Barna går på ski i løypa bak huset, og de voksne går foran.")
    plan.heading("Om sommeren", 15)
    plan.prose("Barna bader bare der det er langgrunt, og det er alltid to voksne.")
    plan.new_page()
    plan.heading("Mat", 20)
    plan.prose("Alle lager suppe av gulrøtter på torsdager i hele høst.")
    assert [passage.heading_path for passage in plan.reading().passages] == [
        ("Turer", "Om vinteren", "Ski"),
        ("Turer", "Om sommeren"),
        ("Mat",),
    ]


def test_printed_numbers_in_footers_are_labels_and_no_text() -> None:
    plan = PlanPdf(footer="Fjellvik kommune • {}", first_number=7)
    for season in ("vinteren", "våren", "høsten"):
        plan.heading(f"Turer om {season}", 16)
        plan.prose(f"Alle barna er ute hver dag om {season}, og de voksne er med.")
        if season != "høsten":
            plan.new_page()
    reading = plan.reading()
    assert [(page.label, page.locator) for page in reading.pages] == [("7", "s. 7"), ("8", "s. 8"), ("9", "s. 9")]
    assert [page.set_apart for page in reading.pages] == [(f"Fjellvik kommune • {n}",) for n in (7, 8, 9)]
    assert not any("Fjellvik" in page.text for page in reading.pages)


def test_a_header_that_comes_again_stands_on_both_pages() -> None:
    reading = cut_plan().reading()
    assert [spaced(page.text).count(" ".join(HEADER)) for page in reading.pages] == [1, 1]
    assert [page.coverage.tables for page in reading.pages] == [1, 1]


def test_a_shared_cell_that_the_page_break_cuts_stands_on_each_page_with_its_own_words() -> None:
    def plan() -> PlanPdf:
        drawn = PlanPdf()
        drawn.heading("Fagdager", 18)
        for _ in range(14):
            drawn.prose(*FIRST_TEXT)
        drawn.table(
            [
                row("Hva", "Hvem", "Lokale"),
                row("Sangkurs", "Alle som vil", "Kirka"),
                row("Nettverk for\nstyrere og", "Alle styrere møtes i", "Rådhuset og"),
            ],
            widths=(110.0, 190.0, 175.0),
            open_below=True,
        )
        drawn.new_page()
        drawn.table(
            [[cell("vikarer", rows=2), cell("desember"), cell("kinoen")], row("Alle vaktmestre møtes", "Verkstedet")],
            widths=(110.0, 190.0, 175.0),
            open_above=True,
        )
        return drawn

    reading = plan().reading()
    assert_on_their_pages(plan(), reading)
    rest, after = passage_with(reading, "desember"), passage_with(reading, "vaktmestre")
    assert rest.heading_path[-1] == after.heading_path[-1] == "Nettverk for styrere og vikarer"
    assert (rest.comes_from, rest.text) == ("Alle styrere møtes i Rådhuset og", "desember\nkinoen")


def test_a_goal_that_measures_share_is_their_heading_and_no_word_of_it_is_lost() -> None:
    plan = PlanPdf()
    plan.heading("Turplan for Fjellvik", 18)
    plan.table(
        [
            row("Mål", "Tiltak", "Tidsplan", "Ansvar"),
            [cell("Alle barn kan\nsvømme", rows=2), cell("Badeuke i juni"), cell("2026"), cell("UTD")],
            row("Svømmekurs i hallen", "2027", "Bydelene"),
        ]
    )
    reading = plan.reading()
    assert [(found.title, found.schedule.raw, found.responsible_raw) for found in reading.measures] == [
        ("Badeuke i juni", "2026", "UTD"),
        ("Svømmekurs i hallen", "2027", "Bydelene"),
    ]
    assert "Alle barn kan svømme" in reading.pages[0].text
    for words in ("Badeuke", "Svømmekurs"):
        assert passage_with(reading, words).heading_path[-1] == "Alle barn kan svømme"


def test_a_title_that_rows_share_stands_in_the_passage_of_its_measure() -> None:
    plan = PlanPdf()
    plan.heading("Turplan for Fjellvik", 18)
    plan.table(
        [
            row(*HEADER),
            [cell("Svømmekurs", rows=2), cell("Kurs for barna"), cell("2026"), cell("UTD")],
            row("Kurs for de voksne", "2027", "Bydelene"),
        ]
    )
    reading = plan.reading()
    (measure,) = reading.measures
    assert measure.title == "Svømmekurs"
    assert [(part.title, part.schedule.raw, part.responsible_raw) for part in measure.sub_measures] == [
        ("Kurs for barna", "2026", "UTD"),
        ("Kurs for de voksne", "2027", "Bydelene"),
    ]
    text = "Svømmekurs\nKurs for barna\nKurs for de voksne\n2026\n2027\nUTD\nBydelene"
    assert passage_with(reading, "barna").text == text
    assert_on_their_pages(plan, reading)


def test_the_rest_of_a_long_row_is_text_and_no_heading() -> None:
    plan = PlanPdf()
    plan.heading("Årshjul", 18)
    for _ in range(14):
        plan.prose(*FIRST_TEXT)
    widths = (90.0, 300.0)
    plan.table(
        [row("Måned", "Dette gjør vi"), row("Mai", "• Vi teller reir\n• Vi lytter til fugler som")],
        widths=widths,
        open_below=True,
    )
    plan.new_page()
    plan.table(
        [row("", "synger i skogen\n• Vi maler egg"), row("Juni", "Vi bader i sjøen")], widths=widths, open_above=True
    )
    reading = plan.reading()
    assert passage_with(reading, "teller reir").heading_path == ("Årshjul", "Måned Dette gjør vi", "Mai")
    assert "synger i skogen" in " ".join(spaced(passage.text) for passage in reading.passages)
    assert not any("synger" in heading for passage in reading.passages for heading in passage.heading_path)


def test_what_stands_on_printed_pages_has_no_other_place_than_its_page() -> None:
    reading = action_plan().reading()
    assert {passage.place for passage in reading.passages} == {None}
    assert {place.place for measure in reading.measures for place in measure.occurrences} == {None}


@pytest.mark.parametrize(
    ("heading", "priority"),
    [
        ("4 Satsing 2: Ute hver dag", "Satsing 2: Ute hver dag"),
        ("Fokusområde 1 – Lek", "Fokusområde 1 – Lek"),
        ("2.3 Innsatsområde 4 Mat", "Innsatsområde 4 Mat"),
        ("3 Om planen", None),
    ],
)
def test_a_priority_is_known_by_whatever_the_plan_calls_it(heading: str, priority: str | None) -> None:
    plan = PlanPdf()
    plan.heading("Turplan for Fjellvik", 20)
    plan.prose(*FIRST_TEXT)
    plan.heading(heading, 14)
    plan.table([row(*HEADER), row("Turvenner", "Hvert barn får en turvenn.", "2026", "UTD")])
    plan.prose(*FIRST_TEXT)
    plan.heading("9 Oppfølging", 14)
    plan.table([row(*HEADER), row("Årsrapport", "Styrer skriver den.", "2026", "UTD")])
    found = {measure.title: measure.strategic_priority for measure in plan.reading().measures}
    assert found["Turvenner"] == priority
    if priority is None or heading[0].isdigit():
        assert found["Årsrapport"] is None
