import pytest

from ingest.drawn import drawn_tables
from ingest.drawn_rows import DrawnTable
from ingest.joins import LineJoiner
from ingest.layout import LaidPage
from ingest.readers.base import LineRole, RawCell, RawRow
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

HEADER = raw_row("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar")
GENERAL = raw_row("Måned", "Tema")


def laid(number: int, rows: list[RawRow], before: str = "", after: str = "") -> LaidPage:
    return LaidPage(
        number=number, label=None, lines=(before, after), set_apart=(), rotated=(), tables=(raw_table(rows, at=1),)
    )


def read(*pages: LaidPage) -> list[list[DrawnTable]]:
    return drawn_tables(pages, LineJoiner([], hyphens_shown=True))


def one(*rows: RawRow) -> DrawnTable:
    ((table,),) = read(laid(1, list(rows)))
    return table


def group(text: str, columns: int = 4) -> RawRow:
    return raw_row(raw_cell(text, columns=columns))


def test_rows_become_measures_by_the_columns_of_their_header() -> None:
    table = one(
        raw_row("Ansvar", "Tiltak", "Frist", "Beskrivelse", "Finansiering"),
        raw_row("UTD\nBydelene", "Skogs-\ndag", "2026", "Alle er ute.", "Egne\nmidler"),
    )
    (row,) = table.rows
    assert row.row is not None
    assert (row.row.title, row.row.description, row.row.schedules, row.row.owners, row.row.funding) == (
        "Skogsdag",
        "Alle er ute.",
        ("2026",),
        ("UTD", "Bydelene"),
        "Egne midler",
    )
    assert row.text == row.row.text == "UTD\nBydelene\nSkogsdag\n2026\nAlle er ute.\nEgne midler"
    assert (table.action, table.header) == (True, "Ansvar\nTiltak\nFrist\nBeskrivelse\nFinansiering")


def test_a_column_of_partners_is_read() -> None:
    table = one(
        raw_row("Tiltak", "Frist", "Ansvar", "Samarbeidspartnere"), raw_row("Tur", "2026", "UTD", "PPT\nTurlaget")
    )
    (row,) = table.rows
    assert row.row is not None
    assert (row.row.owners, row.row.partners) == (("UTD",), "PPT\nTurlaget")


def test_group_rows_are_the_commitments_of_the_rows_below() -> None:
    table = one(
        HEADER,
        raw_row("Sang", "", "2025", "UTD"),
        group("Vi vil ut"),
        raw_row("Dans", "", "2026", "UTD"),
        raw_row(raw_cell("Vi vil inn", columns=3), raw_cell("", 3)),
        raw_row("Lek", "", "2027", "UTD"),
    )
    assert [row.group for row in table.rows] == [None, "Vi vil ut", None, "Vi vil inn", None]
    assert [row.row.commitment for row in table.rows if row.row] == [None, "Vi vil ut", "Vi vil inn"]


def test_a_row_without_schedule_and_owner_is_no_measure() -> None:
    table = one(
        HEADER, raw_row("Sang", "Fyll ut", "", ""), raw_row("", "Alle", "2026", "UTD"), raw_row("Lek", "", "", "X")
    )
    assert [row.row is not None for row in table.rows] == [False, False, True]
    assert table.rows[0].text == "Sang\nFyll ut"


def test_bullets_have_what_stands_beside_them() -> None:
    table = one(
        HEADER, raw_row("Mat", "Bra mat:\n• Kurs i\nmatlaging\n• Gryter", "\n2025\n\n2026", "\nUTD og by-\ndelene\nUKE")
    )
    (row,) = table.rows
    assert row.row is not None
    assert row.row.bullets == ("Kurs i matlaging", "Gryter")
    assert (row.row.schedules, row.row.owners) == (("2025", "2026"), ("UTD og bydelene", "UKE"))


def test_bullets_of_which_one_has_nothing_beside_it_share_schedule_and_owner() -> None:
    table = one(HEADER, raw_row("Mat", "Bra mat:\n• Kurs\n• Gryter", "\n2025", "\nUTD\nUKE"))
    (row,) = table.rows
    assert row.row is not None
    assert (row.row.schedules, row.row.owners) == (("2025",), ("UTD", "UKE"))


def test_a_schedule_above_the_first_bullet_is_of_the_row() -> None:
    table = one(HEADER, raw_row("Mat", "Bra mat:\n• Kurs\n• Gryter", "2025\n\n2026", "\nUTD\nUKE"))
    (row,) = table.rows
    assert row.row is not None
    assert row.row.schedules == ("2025", "2026")
    assert row.row.owners == ("UTD", "UKE")


def test_cells_without_places_keep_their_lines() -> None:
    cells = [
        RawCell(lines=tuple(text.split("\n")), box=(0.0, 0.0, 1.0, 1.0), column=column)
        for column, text in enumerate(("Mat", "• Kurs\n• Gryter", "2025\n2026", "UTD\nUKE"))
    ]
    (row,) = one(HEADER, raw_row(*cells)).rows
    assert row.row is not None
    assert (row.row.schedules, row.row.owners) == (("2025", "2026"), ("UTD", "UKE"))


def test_a_row_cut_by_a_page_break_stands_on_both_and_is_one_measure() -> None:
    first, second = read(
        laid(1, [HEADER, raw_row("Mat", "Kurs for alle", "2025", "UTD", cut_below=True)]),
        laid(2, [raw_row("", "kokker", "", "UKE", cut_above=True), raw_row("Lek", "Ute", "2026", "UTD")]),
    )
    (above,), (below, other) = first[0].rows, second[0].rows
    assert above.row is not None
    assert (above.row.description, above.row.owners) == ("Kurs for alle kokker", ("UTD", "UKE"))
    assert (above.text, above.row.text, above.goes_on) == (
        "Mat\nKurs for alle\n2025\nUTD",
        "Mat\nKurs for alle\n2025\nUTD",
        "kokker UKE",
    )
    assert (below.row, below.text, below.comes_from) == (None, "kokker\nUKE", "Mat Kurs for alle 2025 UTD")
    assert other.row is not None
    assert (first[0].header, second[0].header) == ("Tiltak\nBeskrivelse\nTidsplan\nAnsvar", "")
    assert second[0].columns == first[0].header
    assert second[0].action


def test_a_header_that_comes_again_is_shown_on_its_page() -> None:
    rows = [raw_row("Sang", "", "2025", "UTD")]
    first, second = read(laid(1, [HEADER, group("Vi vil"), *rows]), laid(2, [HEADER, group("Vi vil"), *rows]))
    assert first[0].header == "Tiltak\nBeskrivelse\nTidsplan\nAnsvar"
    assert second[0].header == "Tiltak\nBeskrivelse\nTidsplan\nAnsvar\nVi vil"
    assert [row.group for row in second[0].rows] == [None]
    assert second[0].rows[0].row is not None
    assert second[0].rows[0].row.commitment == "Vi vil"


@pytest.mark.parametrize(("after", "before"), [("Slutt.", ""), ("", "Ny start.")])
def test_text_between_two_tables_parts_them(after: str, before: str) -> None:
    rows = [raw_row("Sang", "", "2025", "UTD")]
    first, second = read(laid(1, [HEADER, *rows], after=after), laid(2, rows, before=before))
    assert first[0].action
    assert not second[0].action


def test_other_columns_or_another_header_are_another_table() -> None:
    action = laid(1, [HEADER, raw_row("Sang", "", "2025", "UTD")])
    _, narrower = read(action, laid(2, [raw_row("Mai", "Fugler")]))
    assert not narrower[0].action
    _, other = read(
        action, laid(2, [raw_row("Tiltak", "Formål", "Frist", "Ansvar"), raw_row("Lek", "", "2026", "UTD")])
    )
    assert other[0].header == "Tiltak\nFormål\nFrist\nAnsvar"


def test_a_first_row_of_short_cells_is_a_header_and_another_is_not() -> None:
    assert one(GENERAL, raw_row("Mai", "Vi hører på fuglene i skogen")).header == "Måned\nTema"
    table = one(raw_row("Mai", "Vi hører på fuglene i skogen"), raw_row("Juni", "Vi bader"))
    assert (table.header, len(table.rows)) == ("", 2)
    assert one(raw_row("Måned", ""), raw_row("Juni", "Vi bader")).header == ""


def test_rows_know_the_cell_they_share() -> None:
    table = one(
        GENERAL,
        raw_row(raw_cell("Mai og\njuni", rows=2), "Fugler"),
        raw_row(raw_cell("Egg", 1)),
        raw_row("Juli", "Bading"),
    )
    assert [(row.label, row.label_here, row.text) for row in table.rows] == [
        ("Mai og juni", "Mai og juni", "Fugler"),
        ("Mai og juni", "", "Egg"),
        (None, "", "Juli\nBading"),
    ]


def test_a_shared_cell_that_is_empty_after_the_page_break_stays_the_label() -> None:
    first, second = read(
        laid(1, [GENERAL, raw_row(raw_cell("Mai", rows=2), "Fugler."), raw_row(raw_cell("Egg.", 1))]),
        laid(2, [raw_row(raw_cell("", rows=2), "Reir."), raw_row(raw_cell("Fjær.", 1))]),
    )
    assert [row.label for page in (first, second) for row in page[0].rows] == ["Mai"] * 4
    assert [row.label_here for page in (first, second) for row in page[0].rows] == ["Mai", "", "", ""]


def test_a_row_is_long_with_many_words_or_bullets() -> None:
    table = one(GENERAL, raw_row("Mai", "ord " * 70), raw_row("Juni", "• Bading"), raw_row("Juli", "Ferie"))
    assert [row.is_long for row in table.rows] == [True, True, False]


def test_tables_of_a_page_stand_in_order() -> None:
    page = LaidPage(
        number=1,
        label=None,
        lines=("Turer", "Mat", "Sist"),
        set_apart=(),
        rotated=(),
        tables=(
            raw_table([GENERAL, raw_row("Mai", "Fugler")], at=1),
            raw_table([GENERAL, raw_row("Juni", "Bad")], at=2),
        ),
    )
    (found,) = read(page)
    assert [(table.at, table.rows[0].text) for table in found] == [(1, "Mai\nFugler"), (2, "Juni\nBad")]


def test_where_a_plan_names_its_measures_rows_of_other_tables_are_none() -> None:
    weak = [raw_row("Frist", "Hva", "Ansvar"), raw_row("1. mai", "Årsrapport", "Styrer")]
    measures = [HEADER, raw_row("Sang", "Alle synger.", "2025", "UTD")]
    ((alone,),) = read(laid(1, weak))
    assert [row.row is not None for row in alone.rows] == [True]
    (first,), (second,) = read(laid(1, measures, after="Slutt"), laid(2, weak, before="Frister"))
    assert [row.row is not None for row in first.rows] == [True]
    assert [row.row for row in second.rows] == [None]


def test_a_line_of_a_cell_that_goes_on_with_the_one_above_is_no_entry_of_its_own() -> None:
    table = one(HEADER, raw_row("Kurs", "Alle er med.", "5.\nseptember\n2026", "Styrer, etter\nsamtaler\nUTD"))
    (row,) = table.rows
    assert row.row is not None
    assert (row.row.schedules, row.row.owners) == (("5. september", "2026"), ("Styrer, etter samtaler", "UTD"))


def slide(number: int, title: str, rows: list[RawRow], *below: str) -> LaidPage:
    roles = (LineRole(kind="heading", level=1), *(LineRole() for _ in below))
    return LaidPage(
        number=number, label=None, lines=(title, *below), set_apart=(), rotated=(), roles=roles,
        tables=(raw_table(rows, at=1),), unit="slide",
    )  # fmt: skip


@pytest.mark.parametrize("title", ["Tiltak", "Tiltak (forts.)", "Tiltak – fortsetter", "Tiltak 2"])
def test_a_table_that_goes_on_on_the_next_slide_under_the_same_title_has_its_header(title: str) -> None:
    row = raw_row("Bålkveld", "Familiene blir kjent.", "2026", "Styrer")
    notes = ("Notater", "Spør salen om dette.")
    (first,), (second,) = read(slide(1, "Tiltak", [HEADER, row], *notes), slide(2, title, [row]))
    assert [table.action for table in (first, second)] == [True, True]
    assert second.rows[0].row is not None
    assert second.rows[0].row.title == "Bålkveld"


def test_a_table_of_a_slide_with_another_title_or_after_other_text_is_another() -> None:
    row = raw_row("Bakken", "Åpner ikke før i august.", "2026", "12")
    _, (second,) = read(slide(1, "Tiltak", [HEADER, row]), slide(2, "Barnehagene", [row]))
    assert not second.action
    _, (second,) = read(slide(1, "Tiltak", [HEADER, row], "Vi feirer etterpå."), slide(2, "Tiltak", [row]))
    assert not second.action
