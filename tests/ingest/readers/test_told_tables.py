from ingest.readers.base import RawCell, RawTable
from ingest.readers.told_tables import column_count, told_cell, told_tables


def row(*texts: str) -> list[RawCell]:
    return [told_cell(text.split("\n"), column) for column, text in enumerate(texts)]


def over(text: str, columns: int = 3) -> list[RawCell]:
    return [told_cell([text], 0, columns=columns)]


def texts(table: RawTable) -> list[str]:
    return ["|".join(" ".join(cell.lines) for cell in row.cells) for row in table.rows]


HEADER = row("Tiltak", "Tidsplan", "Ansvar")


def test_a_cell_has_the_lines_that_say_something() -> None:
    assert told_cell(["UTD", " ", "Bydelene"], 2, columns=2, rows=3) == RawCell(
        lines=("UTD", "Bydelene"), box=(0.0, 0.0, 0.0, 0.0), column=2, columns=2, rows=3
    )


def test_a_header_in_the_middle_begins_a_table() -> None:
    first, second = told_tables([HEADER, row("Sang", "2025", "UTD"), over("Mål 2"), HEADER, row("Lek", "2026", "UKE")])
    assert texts(first) == ["Tiltak|Tidsplan|Ansvar", "Sang|2025|UTD"]
    assert texts(second) == ["Tiltak|Tidsplan|Ansvar", "Mål 2", "Lek|2026|UKE"]
    assert second.columns == 3


def test_a_title_over_the_header_stands_below_it() -> None:
    (table,) = told_tables([row("", "", ""), over("Tiltak for 2025"), HEADER, row("Sang", "2025", "UTD")])
    assert texts(table) == ["Tiltak|Tidsplan|Ansvar", "Tiltak for 2025", "Sang|2025|UTD"]


def test_groups_stay_where_they_stand_and_empty_rows_count() -> None:
    (table,) = told_tables([HEADER, over("Vi vil"), row("", "", ""), row("Sang", "2025", "UTD"), over("Slutt")])
    assert texts(table) == ["Tiltak|Tidsplan|Ansvar", "Vi vil", "||", "Sang|2025|UTD", "Slutt"]


def test_rows_of_nothing_are_no_table() -> None:
    assert told_tables([]) == []
    assert told_tables([row("", "")]) == []
    assert [texts(table) for table in told_tables([over("Alene")])] == [["Alene"]]
    assert column_count([]) == 0
    assert column_count([over("a", 4), row("a", "b")]) == 4
