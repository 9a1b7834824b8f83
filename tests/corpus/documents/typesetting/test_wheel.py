"""The annual cycle: the words of a sector lie in its part of the ring, right side up for a reader."""

from io import BytesIO
from math import hypot

import pytest
from pypdf import PdfReader

from corpus.documents.typesetting.trace import TracingCanvas
from corpus.documents.typesetting.wheel import Wheel

_RADIUS = 100.0
_SIDE = 240.0


def _words(names: list[str]) -> tuple[dict[str, tuple[float, float, float]], TracingCanvas]:
    """Each word's place from the ring's middle, and how upright it stands (1: level, below 0: on its head)."""
    target = BytesIO()
    canvas = TracingCanvas(target, pagesize=(_SIDE, _SIDE), invariant=1)
    wheel = Wheel([(name, number + 5) for number, name in enumerate(names)], radius=_RADIUS, size=9)
    wheel.wrap(_SIDE, _SIDE)
    wheel.drawOn(canvas, 0, 0)
    canvas.save()
    found: dict[str, tuple[float, float, float]] = {}

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            x = text_matrix[4] * matrix[0] + text_matrix[5] * matrix[2] + matrix[4]
            y = text_matrix[4] * matrix[1] + text_matrix[5] * matrix[3] + matrix[5]
            found[text.strip()] = (x - _SIDE / 2, y - _RADIUS, matrix[0])

    PdfReader(BytesIO(target.getvalue())).pages[0].extract_text(visitor_text=visit)
    return found, canvas


def test_words_lie_within_the_ring_each_in_its_own_sector() -> None:
    words, _ = _words(["Høst", "Vinter", "Vår"])
    assert set(words) == {"Høst", "Vinter", "Vår"}
    assert all(_RADIUS / 2 < hypot(x, y) < _RADIUS for x, y, _ in words.values())
    assert words["Høst"][0] > 0
    assert words["Vinter"][1] < 0
    assert words["Vår"][0] < 0


def test_words_on_the_lower_half_do_not_stand_on_their_heads() -> None:
    words, _ = _words(["Høst", "Vinter", "Vår"])
    assert all(upright > 0 for _, _, upright in words.values())


@pytest.mark.parametrize("sectors", [["Tur ute", "", ""], ["", "Tur ute", ""]])
def test_a_name_reads_along_its_arc_in_the_order_of_its_words(sectors: list[str]) -> None:
    words, _ = _words(sectors)
    assert words["Tur"][0] < words["ute"][0]


def test_each_name_is_traced_to_the_page_it_retells() -> None:
    _, canvas = _words(["Høst", "Vinter", "Vår"])
    assert canvas.trace == {(5, 1), (6, 1), (7, 1)}
