from collections.abc import Sequence

from ingest.readers.pdf.evidence import evidence
from ingest.readers.pdf.gaps import Columns, Strip
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.words import PlacedWord, TextLine

CUT = Columns((Strip(130, 145), Strip(230, 245)))


def rows(*texts: Sequence[str], step: float = 24) -> list[list[TextLine]]:
    return [[_line(row, 100 + step * index)] for index, row in enumerate(texts)]


def _line(row: Sequence[str], y: float) -> TextLine:
    starts = (50 + 100 * column for column in range(len(row)))
    return TextLine(
        tuple(
            PlacedWord(text, x, x + 60, y, 10, False, Area(x, y - 8, x + 60, y + 2))
            for x, text in zip(starts, row, strict=True)
        )
    )


HEADER = ("Tiltak", "Frist", "Ansvar")
BODY = [("Turdag", "2026", "Styrer"), ("Sang", "2027", "Alle"), ("Dans", "2028", "Kokk")]


def test_what_speaks_for_a_table_is_said() -> None:
    found = evidence(rows(HEADER, *BODY), CUT)
    assert found.is_clear
    assert found.has_header
    assert next(reason for reason, _ in found.reasons) == "a header names its columns"


def test_sentences_that_go_on_from_row_to_row_outweigh_everything() -> None:
    body = [("Turdag", "og", "mer"), ("hver", "dag", "ute"), ("hele", "uka", "her")]
    found = evidence(rows(HEADER, *body), CUT)
    assert not found.is_clear
    assert found.is_doubtful


def test_two_rows_are_too_few() -> None:
    found = evidence(rows(*BODY[:2]), CUT)
    assert not found.is_clear
    assert not found.is_doubtful


def test_rows_close_to_each_other_without_a_header_are_not_clear() -> None:
    assert evidence(rows(*BODY), CUT).is_clear
    assert not evidence(rows(*BODY, step=12), CUT).is_clear
