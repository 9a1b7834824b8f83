from collections.abc import Sequence

from ingest.readers.pdf.gaps import Columns, Strip, split_rows
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.words import PlacedWord, TextLine

CUT = Columns((Strip(130, 145), Strip(230, 245)))


def line(y: float, *texts: str) -> TextLine:
    """A line with a text in each column, from the left."""
    starts = (50 + 100 * column for column in range(len(texts)))
    return TextLine(
        tuple(
            PlacedWord(text, x, x + 60, y, 10, False, Area(x, y - 8, x + 60, y + 2))
            for x, text in zip(starts, texts, strict=True)
        )
    )


def row_count(lines: Sequence[TextLine]) -> int:
    return len(split_rows(lines, CUT, evenly=True))


def test_lines_equally_far_apart_are_a_row_each() -> None:
    assert row_count([line(100, "Tur", "2026", "Styrer"), line(113, "Sang", "2027", "Alle")]) == 2


def test_lines_of_which_a_word_goes_on_in_the_next_are_one_row() -> None:
    lines = [line(100, "Kvalitets-", "2026", "Fjellvik-"), line(113, "utvikling", "og 2027", "kontoret")]
    assert row_count(lines) == 1


def test_a_hyphen_at_a_line_end_before_another_sentence_joins_nothing() -> None:
    assert row_count([line(100, "Tur-", "2026", "Styrer"), line(113, "Sang", "2027", "Alle")]) == 2


def test_a_line_with_the_end_of_a_sentence_in_some_columns_is_no_row_of_its_own() -> None:
    lines = [line(100, "Tur", "Med mat", "Styrer"), line(113, "og sang i", "Hver dag")]
    assert row_count(lines) == 1
    assert row_count([line(100, "Tur.", "Med mat", "Styrer"), line(113, "og sang i", "Hver dag")]) == 2
    assert row_count([line(100, "Tur", "Med mat", "Styrer"), line(113, "sang", "Hver dag", "Alle")]) == 2
