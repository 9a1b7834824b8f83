from ingest.merged_cells import entries, merged_rows
from ingest.readers.base import RawRow
from ingest.rows import TableRow, table_rows
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

TITLE, OWNER = 0, 3


def merged(*rows: RawRow) -> tuple[TableRow, ...]:
    return merged_rows(table_rows([raw_table(rows)]), TITLE, (2, OWNER))


def texts(rows: tuple[TableRow, ...]) -> list[list[str]]:
    return [["|".join(cell.lines) for cell in row.cells] for row in rows]


def test_rows_under_one_title_are_one_with_an_entry_each() -> None:
    first, second = merged(
        raw_row(raw_cell("Kurs", rows=2), "Barn", "2026", "UTD"),
        raw_row(raw_cell("Voksne\nog eldre", 1), raw_cell("2027", 2), raw_cell("UKE", 3)),
        raw_row("Lek", "Ute", "2026", "UTD"),
    )
    assert texts((first, second)) == [
        ["Kurs", "Barn|Voksne|og eldre", "2026|2027", "UTD|UKE"],
        ["Lek", "Ute", "2026", "UTD"],
    ]
    assert [entries(cell) for cell in first.cells[1:]] == [
        (("Barn",), ("Voksne", "og eldre")),
        (("2026",), ("2027",)),
        (("UTD",), ("UKE",)),
    ]
    assert (first.height, second.height, first.pieces[0][1].cells) == (2, 1, first.cells)


def test_a_cell_that_all_rows_of_a_title_share_has_no_entries() -> None:
    (row,) = merged(
        raw_row(raw_cell("Kurs", rows=2), "Barn", "2026", raw_cell("UTD", 3, rows=2)),
        raw_row(raw_cell("Voksne", 1), raw_cell("", 2)),
    )
    assert texts((row,)) == [["Kurs", "Barn|Voksne", "2026", "UTD"]]
    assert [bool(cell.entries) for cell in row.cells] == [False, True, False, False]


def test_schedules_and_owners_hold_for_all_rows_beside_them_and_descriptions_do_not() -> None:
    rows = merged(
        raw_row("Sang", raw_cell("Alle", 1, rows=2), "2025", raw_cell("UTD", 3, rows=3)),
        raw_row(raw_cell("Dans"), raw_cell("2026", 2)),
        raw_row("Lek", "Ute", "2027"),
        raw_row("Mat", "Inne", "2028", "UKE"),
    )
    assert texts(rows) == [
        ["Sang", "Alle", "2025", "UTD"],
        ["Dans", "2026", "UTD"],
        ["Lek", "Ute", "2027", "UTD"],
        ["Mat", "Inne", "2028", "UKE"],
    ]


def test_an_owner_beside_a_title_over_rows_and_the_row_below_holds_for_both() -> None:
    rows = merged(
        raw_row(raw_cell("Kurs", rows=2), "Barn", "2026", raw_cell("UTD", 3, rows=3)),
        raw_row(raw_cell("Voksne", 1), raw_cell("2027", 2)),
        raw_row("Lek", "Ute", "2028"),
    )
    assert texts(rows) == [["Kurs", "Barn|Voksne", "2026|2027", "UTD"], ["Lek", "Ute", "2028", "UTD"]]


def test_rows_that_a_page_break_cuts_stay_as_they_are() -> None:
    parts = [
        raw_table([raw_row("Mat", "Kurs for alle", "2025", "UTD", cut_below=True)]),
        raw_table([raw_row("", "kokker", "", "", cut_above=True)]),
    ]
    whole = table_rows(parts)
    assert merged_rows(whole, TITLE, (2, OWNER)) == whole
