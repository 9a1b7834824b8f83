import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.readers.pdf.split_words import is_one_word, is_too_narrow
from tests.ingest.readers.pdf.sheets import read_page


def line(*pieces: tuple[str, float]) -> str:
    """A line of pieces, within each of which spaces are so much narrower than the font's."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        for piece, narrower in pieces:
            text.setWordSpace(-narrower)
            text.textOut(piece)
        canvas.drawText(text)

    return " ".join(read_page(draw).lines)


def test_words_split_by_the_typesetter_are_whole() -> None:
    pieces = [("Det er en ", 0), ("utfor dring", 1.0), (" for hver ", 0), ("barne hage", 1.0), (" i byen", 0)]
    assert line(*pieces) == "Det er en utfordring for hver barnehage i byen"


def test_a_common_space_parts_words_whatever_they_make_together() -> None:
    assert line(("Det er en utfor dring for hver barne hage", 0)) == "Det er en utfor dring for hver barne hage"


def test_a_narrow_gap_parts_words_that_make_none_together() -> None:
    pieces = [("Det er en ", 0), ("god plan", 1.0), (" som ", 0), ("virker her", 1.0), (" i byen", 0)]
    assert line(*pieces) == "Det er en god plan som virker her i byen"


def test_words_of_a_squeezed_line_stay_apart() -> None:
    assert line(("Hver barne hage får en plan", 1.0)) == "Hver barne hage får en plan"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("utfor", "dring", True),
        ("barne", "hage.", True),
        ("sam", "arbeid", True),
        ("av", "handlingsplanen", False),
        ("har", "beslutningsmyndighet", False),
        ("på", "gang", False),
        ("i", "dag", False),
        ("Oslo", "Kommune", False),
        ("2024", "2030", False),
    ],
)
def test_a_word_is_told_from_two(before: str, after: str, expected: bool) -> None:
    assert is_one_word(before, after) is expected


def test_a_gap_is_narrow_beside_the_fonts_space_and_the_lines_other_gaps() -> None:
    assert is_too_narrow(1.0, 3.0, [3.0, 3.1])
    assert not is_too_narrow(1.0, 3.0, [1.1, 1.2, 3.0])
    assert not is_too_narrow(2.9, 3.0, [])
