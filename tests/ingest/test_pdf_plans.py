"""Small plans drawn as PDF, through the whole pipeline."""

import pytest

from corpus.models import PassageKind
from tests.ingest.drawn_plans import HEADER, PlanPdf, cell, row
from tests.ingest.made_up import spaced
from tests.ingest.pdf_plans import (
    FIRST_TEXT,
    action_plan,
    assert_on_their_pages,
    cut_plan,
    passage_with,
)


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
