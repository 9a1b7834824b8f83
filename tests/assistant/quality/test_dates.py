import pytest

from assistant.quality.dates import out_of_order, outside_the_years
from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import read_document
from tests.assistant.quality.made_up import made_up, plan_of, with_rows

INTRO = """Turplan

Møter i året

Her står alle møtene som foresatte og ansatte blir bedt inn til, og det er mat til alle.

"""


def says(*lines: str) -> list[tuple[str, ...]]:
    return [found.says for found in out_of_order(made_up(INTRO + "\n".join(lines) + "\n"))]


@pytest.mark.parametrize(
    "lines",
    [
        ("• 1. samling 12/10 2023", "• 2. samling 25/1 2024", "• 3. samling 2/5 2024"),
        ("• Møte 1: 12.10.2023", "• Møte 2: 12.10.2023"),
        ("• 1. samling 12/10 2023", "• 2. samling 2/5 2024", "• 1. fagdag 3/1 2023", "• 2. fagdag 4/1 2023"),
        ("• 1. samling 12/10 2023", "• 2. samling 2/5 2024", "• 1. samling 3/1 2023", "• 2. samling 4/1 2023"),
        ("• 2.5.2024 tur", "• 25.1.2024 fest", "• 12.10.2023 dugnad"),
        ("• 4. samling 9.9.2024", "• 5. samling 2.5.2024", "• 6. samling 2.5.2024", "• 7. samling 12.10.2023"),
        ("• 12.10.2023 tur", "• 25.1.2023 fest"),
        ("Vi var ute 12.10.2023, og etter en lang vinter og mye snø igjen på tur 25.1.2023 og 3.1.2022.",),
        ("• Sett 3.5.2024 i stand", "• Kjøp 2.5.2024 telt", "• Lån 1.6.2024 båt"),
        ("• 15.8.2025 årsplan", "• 1.3.2025 opptak", "• 1.12.2025 budsjett", "• 10.1.2025 telling", "• 1.6.2025 ferie"),
        ("• 1.9.2025 årsplan", "• 1.3.2025 opptak", "• 1.12.2025 budsjett"),
        ("Første tur var 2.5.2024. Andre barn var ute 1.3.2023.",),
    ],
)
def test_dates_in_order_and_dates_that_are_no_series_are_passed_over(lines: tuple[str, ...]) -> None:
    assert says(*lines) == []


def test_the_date_that_keeps_a_numbered_series_apart_is_named() -> None:
    found = says("• 1. samling 12/10 2023", "• 2. samling 25/12 2024", "• 3. samling 2/5 2024")
    assert found == [("2. samling 25/12 2024", "25.12.2024", "2.5.2024")]


def test_a_list_by_date_has_one_out_of_order() -> None:
    found = says("• 12.10.2023 tur", "• 14.11.2022 fest", "• 5.12.2023 dugnad", "• 3.1.2024 møte")
    assert found == [("14.11.2022 fest", "12.10.2023", "14.11.2022")]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("• 12.10.2023: 1. samling", "• 25.12.2024: 2. samling", "• 2.5.2024: 3. samling"), "25.12.2024: 2. samling"),
        (
            ("• Mandag 2.9.2024: dugnad", "• tirs. 5.11.2025: fest", "• Onsdag den 4.12.2024: tur", "• 6.2.2025 møte"),
            "tirs. 5.11.2025: fest",
        ),
        (
            ("Første samling er 12.10.2023. Andre samling er 25.12.2024. Tredje samling er 2.5.2024.",),
            "Andre samling er 25.12.2024",
        ),
        (("• First meeting: 2 May 2024", "• Second meeting: 1 March 2024"), "First meeting: 2 May 2024"),
    ],
)
def test_dates_are_known_behind_weekdays_before_and_after_what_they_number(lines: tuple[str, ...], name: str) -> None:
    assert [named for named, *_ in says(*lines)] == [name]


def test_a_row_is_known_by_the_cell_that_has_its_number() -> None:
    rows = "".join(
        f"<tr><td>Styrere<td>{meeting}<td>{day}<td>Lek</tr>"
        for meeting, day in (("Samling 1", "12.10.2023"), ("Samling 2", "25.12.2024"), ("Samling 3", "2.5.2024"))
    )
    table = f"<h1>Turplan</h1><table><tr><th>Nettverk<th>Nr<th>Dato<th>Tema</tr>{rows}</table>"
    reading = read_document(table.encode(), "turplan.html", Metadata(id="turplan"), shipped_units())
    assert [found.says[0] for found in out_of_order(plan_of(reading))] == ["Samling 2 25.12.2024"]


def test_dates_in_one_breath_have_one_out_of_order() -> None:
    found = says("Vi møtes 12.10.2023, 14.11.2023, 5.12.2022 og 3.1.2024.")
    assert found == [("5.12.2022", "14.11.2023", "5.12.2022")]


@pytest.mark.parametrize(
    ("schedule", "is_outside"),
    [
        ("2028", True),
        ("2024", True),
        ("Oppstart 2028", True),
        ("Oppstart 2024", False),
        ("2024-2026", False),
        ("2027", False),
        ("Kontinuerlig", False),
    ],
)
def test_schedules_outside_the_years_are_found(schedule: str, is_outside: bool) -> None:
    rows = f"Turvenner Bydelene skal gi alle barn en turvenn i skogen {schedule} Bydelene\n"
    found = list(outside_the_years(with_rows(rows)))
    assert [one.says for one in found] == ([("Turvenner", schedule, "2025–2027")] if is_outside else [])


def test_meetings_outside_the_years_are_found() -> None:
    after = "\fMøter\n\n• 1. samling 12/10 2026\n• 2. samling 25/1 2029\n"
    assert [one.says for one in outside_the_years(with_rows(after=after))] == [
        ("2. samling 25/1 2029", "25.1.2029", "2025–2027")
    ]


def test_meetings_that_all_were_before_the_plan_tell_how_it_came_about() -> None:
    after = "\fProsess\n\n• 1. samling 12/10 2023\n• 2. samling 25/1 2024\n"
    assert list(outside_the_years(with_rows(after=after))) == []


def test_a_plan_without_years_has_nothing_outside_them() -> None:
    assert list(outside_the_years(made_up("Møter\n\n• 1. samling 1/1 2024\n• 2. samling 2/1 2024\n"))) == []
