import pytest

from ingest.header import Header, header_of
from ingest.joins import LineJoiner
from ingest.readers.base import RawRow
from ingest.rows import table_rows
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

UPPER = raw_row("Tiltak", "Innhold", raw_cell("Når og hvem", 2, columns=2))
LOWER = raw_row(raw_cell("Tidsplan", 2), raw_cell("Ansvar", 3))
PLAIN = raw_row("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
BODY = raw_row("Bålkveld", "Familiene blir kjent, og alle tar med mat.", "2026", "Styrer")


def found(*rows: RawRow) -> Header:
    tables = [raw_table(list(rows))] if rows else []
    return header_of(table_rows(tables), LineJoiner([], hyphens_shown=True))


def names(header: Header) -> list[str]:
    return [" ".join(cell.lines) for cell in header.cells]


def test_a_row_of_known_names_or_of_few_words_is_a_header() -> None:
    assert (len(found(PLAIN, BODY).rows), names(found(PLAIN, BODY))[0]) == (1, "Tiltak")
    assert names(found(raw_row("Måned", "Sang"), raw_row("Mai", "Vi synger om våren hver dag"))) == ["Måned", "Sang"]
    assert found(BODY) == found() == Header()


def test_a_lower_row_names_what_the_upper_one_spans() -> None:
    header = found(UPPER, LOWER, BODY)
    assert (len(header.rows), names(header)) == (2, ["Tiltak", "Innhold", "Tidsplan", "Ansvar"])
    assert [cell.column for cell in header.cells] == [0, 1, 2, 3]
    padded = raw_row("", "", "Tidsplan", "Ansvar")
    assert len(found(UPPER, padded, BODY).rows) == 2


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(BODY, id="a row"),
        pytest.param(raw_row("Bålkveld", "", "Tidsplan", "Ansvar"), id="a row with a title"),
        pytest.param(raw_row(raw_cell("Tidsplan", 2)), id="a column without a name"),
        pytest.param(raw_row(raw_cell("2025", 2), raw_cell("2026", 3)), id="years"),
    ],
)
def test_another_row_below_a_wide_cell_is_no_header(below: RawRow) -> None:
    assert len(found(UPPER, below, BODY).rows) == 1
