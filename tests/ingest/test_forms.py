import pytest

from ingest.drawn import drawn_tables
from ingest.drawn_rows import DrawnTable
from ingest.joins import LineJoiner
from ingest.layout import LaidPage
from ingest.readers.base import RawRow
from ingest.tables import Row
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

NAME, REASON = raw_row("Tiltak:", "Bålkveld"), raw_row("Hvorfor:", "Familiene blir\nkjent.")
DATE, OWNER = raw_row("Frist:", "1. mars 2026"), raw_row("Ansvar:", "Styrer\nFAU")
FORM = [NAME, REASON, DATE, OWNER]
OTHER = [raw_row("Tiltak:", "Sykkeldag"), raw_row("Frist:", ""), raw_row("Ansvar:", "Lensmannen")]


def read(*pages: list[RawRow]) -> list[DrawnTable]:
    laid = [
        LaidPage(number=number, label=None, lines=(), set_apart=(), rotated=(), tables=(raw_table(rows),))
        for number, rows in enumerate(pages, start=1)
    ]
    return [table for tables in drawn_tables(laid, LineJoiner([], hyphens_shown=True)) for table in tables]


def measures(*tables: DrawnTable) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    rows: list[Row] = [row.row for table in tables for row in table.rows if row.row]
    return [(row.title, row.description, row.schedules, row.owners) for row in rows]


BONFIRE = ("Bålkveld", "Familiene blir kjent.", ("1. mars 2026",), ("Styrer", "FAU"))


def test_a_table_of_labels_on_the_left_is_one_measure() -> None:
    (table,) = read(FORM)
    assert measures(table) == [BONFIRE]
    (row,) = table.rows
    assert (table.action, table.header, row.height) == (True, "", 4)
    assert row.text == "Tiltak: Bålkveld\nHvorfor: Familiene blir kjent.\nFrist: 1. mars 2026\nAnsvar: Styrer\nFAU"


def test_labels_in_another_order_and_without_colons_are_labels() -> None:
    (table,) = read([raw_row("Ansvarlig", "Styrer\nFAU"), DATE, raw_row("Tiltak", "Bålkveld"), REASON])
    assert measures(table) == [BONFIRE]


def test_two_labels_may_stand_beside_each_other() -> None:
    wide = [
        raw_row("Tiltak", raw_cell("Bålkveld", 1, columns=3)),
        raw_row("Hva vi gjør", raw_cell("Familiene blir\nkjent.", 1, columns=3)),
        raw_row("Når", "1. mars 2026", "Hvem", "Styrer\nFAU"),
    ]
    (table,) = read(wide)
    assert measures(table) == [BONFIRE]
    assert table.rows[0].text.endswith("\nNår 1. mars 2026\nHvem Styrer\nFAU")


def test_a_row_across_the_table_above_the_labels_names_the_measure() -> None:
    (table,) = read([raw_row(raw_cell("Bålkveld", columns=2)), REASON, DATE, OWNER])
    assert measures(table) == [BONFIRE]


def test_forms_one_below_the_other_are_a_measure_each() -> None:
    (table,) = read([*FORM, *OTHER])
    assert measures(table) == [BONFIRE, ("Sykkeldag", "", (), ("Lensmannen",))]


def test_a_form_cut_by_a_page_break_stands_on_both_pages_and_is_one_measure() -> None:
    first, second = read([*OTHER, NAME, REASON], [DATE, OWNER])
    assert measures(first, second) == [("Sykkeldag", "", (), ("Lensmannen",)), BONFIRE]
    (rest,) = second.rows
    assert (rest.text, rest.row) == ("Frist: 1. mars 2026\nAnsvar: Styrer\nFAU", None)
    assert first.rows[1].goes_on == "Frist: 1. mars 2026 Ansvar: Styrer FAU"
    assert rest.comes_from == "Tiltak: Bålkveld Hvorfor: Familiene blir kjent."


def test_a_form_cut_by_a_page_break_may_have_other_columns_after_it() -> None:
    rest = raw_row("Når", "1. mars 2026", "Hvem", "Styrer\nFAU")
    assert measures(*read([NAME, REASON], [rest])) == [BONFIRE]
    facts = raw_row("Telefon", "55 00 00 00", "Hvem", "Servicetorget")
    assert measures(*read([NAME, REASON], [facts])) == []
    assert measures(*read(FORM, [rest])) == [BONFIRE]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [raw_row("Telefon", "55 00 00 00"), raw_row("Åpent", "9–15"), raw_row("Hvem", "Alle")], id="facts"
        ),
        pytest.param([NAME, REASON, DATE], id="no owner"),
        pytest.param([*FORM, raw_row("Vi samles ved elva når det er mørkt", "Ja")], id="a label too long"),
        pytest.param([raw_row("Tiltak", "Frist"), raw_row("Bålkveld", "1. mars 2026")], id="columns"),
        pytest.param(
            [raw_row("Tiltak", "Beskrivelse", "Frist", "Ansvar"), raw_row("", "", "", "")], id="a header alone"
        ),
    ],
)
def test_other_tables_are_no_forms(rows: list[RawRow]) -> None:
    assert measures(*read(rows)) == []


def test_where_a_form_names_the_measures_rows_of_other_tables_are_none() -> None:
    todo = [raw_row("Hva", "Når", "Hvem"), raw_row("Møte om årsplanen", "Uke 3", "Styrer")]
    assert measures(*read(todo)) == [("Møte om årsplanen", "", ("Uke 3",), ("Styrer",))]
    assert measures(*read(FORM, todo)) == [BONFIRE]
