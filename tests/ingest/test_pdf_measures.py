"""The action tables of small plans drawn as PDF, through the whole pipeline."""

import pytest

from corpus.models import PassageKind, ScheduleKind
from tests.ingest.drawn_plans import HEADER, PlanPdf, cell, row
from tests.ingest.made_up import spaced
from tests.ingest.pdf_plans import (
    FOREST,
    PRIORITY,
    WATER,
    action_plan,
    assert_on_their_pages,
    by_title,
    cut_plan,
    passage_with,
)


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
