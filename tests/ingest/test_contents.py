import time

import pytest

from ingest.contents import are_contents

LINES = ["1 Om planen ....... 3", "2 Turer 4", "3 Det som skjer når barn går", "på tur i skogen 12"]


@pytest.mark.parametrize("heading", ["Innhold", "INNHOLD", "Innhald", "Innholdsfortegnelse", "Contents"])
def test_lines_that_end_in_a_page_are_contents_under_their_heading(heading: str) -> None:
    assert are_contents(LINES, heading)
    assert are_contents(LINES[1:2], heading)


def test_other_lines_and_other_headings_are_text() -> None:
    assert not are_contents(["Planen gjelder for alle.", "Den har 12 sider."], "Innhold")
    assert not are_contents(LINES, "4.1 Innhold")
    assert not are_contents(["Vi har seks barnehager og", "mange barn i dem, og planen", "er fra 2 til 12"], "Innhold")


def test_a_long_paragraph_is_looked_at_once() -> None:
    began = time.perf_counter()
    assert not are_contents(["Styreren og " * 2_000], "Innhold")  # 3 s where each letter begins anew
    assert are_contents(["Styreren og " * 2_000 + "3"], "Innhold")
    assert time.perf_counter() - began < 0.5
