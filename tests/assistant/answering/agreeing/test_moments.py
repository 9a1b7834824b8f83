import pytest

from assistant.answering.agreeing.moments import moments


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("innen 1. mars", [("day", "3-1")]),
        ("senest 15.4. hvert år", [("day", "4-15")]),
        ("den 3. mai 2026", [("day", "2026-05-03/2026-05-03")]),
        ("i september og i desember", [("month", "9"), ("month", "12")]),
        ("hver tirsdag kl. 09.30", [("weekday", "tirsdag"), ("clock", "9.30")]),
        ("i uke 8", [("week", "8")]),
        ("om våren og om haustane", [("season", "vår")]),
        ("om hausten", [("season", "høst")]),
        ("vår plan har 3 mål", []),
        ("1,5 timer og 31.13.", []),
    ],
)
def test_what_a_text_names_of_time(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(moment.kind, moment.value) for moment in moments(text)] == expected


def test_a_span_is_in_all_its_years() -> None:
    (span,) = moments("Planen gjelder for 2024–2026.")
    assert (span.kind, span.years) == ("year", (2024, 2025, 2026))
