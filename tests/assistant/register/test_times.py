from datetime import date

import pytest

from assistant.register.filters import Timing
from assistant.register.times import asked_time

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("text", "years", "expected"),
    [
        ("i 2025", (2025,), (2025, 2025, Timing.RUNS)),
        ("i 2025–2027", (2025, 2026, 2027), (2025, 2027, Timing.RUNS)),
        ("mellom 2025 og 2027", (2025, 2027), (2025, 2027, Timing.RUNS)),
        ("fra og med 2026", (2026,), (2026, None, Timing.RUNS)),
        ("after 2026", (2026,), (2027, None, Timing.RUNS)),
        ("innen utgangen av 2026", (2026,), (None, 2026, Timing.RUNS)),
        ("før 2026", (2026,), (None, 2025, Timing.RUNS)),
        ("i år", (), (2026, 2026, Timing.RUNS)),
        ("neste år", (), (2027, 2027, Timing.RUNS)),
        ("last year", (), (2025, 2025, Timing.RUNS)),
        ("som starter i 2025", (2025,), (2025, 2025, Timing.STARTS)),
        ("som blir ferdige i 2025", (2025,), (2025, 2025, Timing.ENDS)),
        ("med tidsplan 2025", (2025,), (2025, 2025, Timing.DATED)),
        ("som er kontinuerlege", (), (None, None, Timing.CONTINUOUS)),
        ("om oppstart", (), (None, None, Timing.RUNS)),
    ],
)
def test_the_time_that_is_asked_about(
    text: str, years: tuple[int, ...], expected: tuple[int | None, int | None, Timing]
) -> None:
    assert asked_time(f"Hvilke tiltak er det {text}?", years, TODAY) == expected
