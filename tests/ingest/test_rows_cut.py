from ingest.readers.base import RawCell, RawRow, RawTable
from ingest.rows import table_rows

BOX = (0.0, 0.0, 10.0, 10.0)
HEADER = ("Tiltak", "Beskrivelse", "Ansvar")


def row(*cells: str, above: bool = False, below: bool = False) -> RawRow:
    """A row of cells, their lines parted by a stroke; `above`, `below`: cut there."""
    return RawRow(
        cells=tuple(
            RawCell(lines=tuple(filter(None, text.split("/"))), box=BOX, column=column)
            for column, text in enumerate(cells)
        ),
        cut_above=above,
        cut_below=below,
    )


def table(*rows: RawRow) -> RawTable:
    return RawTable(at=0, columns=3, rows=rows, box=BOX)


def texts(*tables: RawTable) -> list[tuple[str, ...]]:
    return [tuple("/".join(cell.lines) for cell in found.cells) for found in table_rows(tables)]


def test_a_table_on_one_page_is_its_rows() -> None:
    assert texts(table(row(*HEADER), row("Tur", "Alle går", "Styrer"))) == [HEADER, ("Tur", "Alle går", "Styrer")]
    assert table_rows([]) == ()


def test_a_repeated_header_stands_once() -> None:
    first = table(row(*HEADER), row("Tur", "Alle går ut.", "Styrer"))
    second = table(row("Til-/tak", "Beskrivelse", "Ansvar"), row("Mat", "Barna lager mat.", "Kokk"))
    assert texts(first, second) == [HEADER, ("Tur", "Alle går ut.", "Styrer"), ("Mat", "Barna lager mat.", "Kokk")]


def test_a_row_open_on_both_sides_of_the_break_is_one() -> None:
    first = table(row(*HEADER), row("Handlingsplan for", "Alle går ut.", "Styrer", below=True))
    second = table(row("Oslo", "Barna lager mat.", "Kokk", above=True), row("Mat", "Grøt", "Kokk"))
    assert texts(first, second)[1] == ("Handlingsplan for/Oslo", "Alle går ut./Barna lager mat.", "Styrer/Kokk")


def test_the_lines_of_a_word_cut_by_the_break_stay_lines() -> None:
    first = table(row(*HEADER), row("Tur", "Alle går i barne-", "Styrer"))
    second = table(row("", "hagen sin.", ""), row("Mat", "Grøt", "Kokk"))
    assert texts(first, second)[1] == ("Tur", "Alle går i barne-/hagen sin.", "Styrer")


def test_a_cut_word_makes_rows_one_that_rules_close() -> None:
    first = table(row(*HEADER), row("Kjøp av", "Alle går i barne-", "Styrer"))
    assert texts(first, table(row("(3–5 år) utstyr", "hagen sin.", "Kokk")))[1][0] == "Kjøp av/(3–5 år) utstyr"
    assert len(texts(table(row(*HEADER), row("Lek-", "Alle går-", "Styrer")), table(row("Mat", "Ute", "Kokk")))) == 3


def test_an_empty_first_cell_goes_on_where_all_others_are_filled() -> None:
    first = table(row(*HEADER), row("Tur", "Alle går ut.", "Styrer"))
    rest = row("", "Barna er med.", "Kokk")
    assert len(texts(first, table(rest))) == 2
    assert len(texts(table(*first.rows, row("", "Lek", "Kokk")), table(rest))) == 4


def test_a_new_row_after_an_open_one_is_a_row() -> None:
    first = table(row(*HEADER), row("Tur", "Alle går ut.", "Styrer", below=True))
    assert len(texts(first, table(row("Mat", "Barna lager mat.", "Kokk")))) == 3


def test_openness_tells_nothing_in_a_table_without_outer_rules() -> None:
    first = table(row(*HEADER, above=True), row("Tur", "Alle går ut.", "Styrer", below=True))
    assert len(texts(first, table(row("Mat", "Barna lager mat.", "Kokk", above=True)))) == 3


def test_a_row_cut_twice_is_one() -> None:
    parts = [
        table(row(*HEADER), row("Tur", "Alle går", "Styrer", below=True)),
        table(row("", "ut i skogen", "", above=True, below=True)),
        table(row("", "og hjem.", "", above=True)),
    ]
    assert texts(*parts) == [HEADER, ("Tur", "Alle går/ut i skogen/og hjem.", "Styrer")]


def test_a_number_cut_at_its_thousands_goes_on() -> None:
    first = table(row(*HEADER), row("Kjøp for kr 12", "Alle deler", "Styrer"))
    assert texts(first, table(row("000 i året", "på det", "")))[1][0] == "Kjøp for kr 12/000 i året"


def test_cells_of_other_columns_are_not_joined() -> None:
    group = RawRow(cells=(RawCell(lines=("og mer om tur",), box=BOX, column=0, columns=3),), cut_above=True)
    first = table(row(*HEADER), row("Tur", "Alle går", "Styrer", below=True))
    assert len(table_rows([first, table(group)])) == 3


def test_only_the_ends_of_the_whole_table_stay_open() -> None:
    parts = [
        table(row(*HEADER), row("Tur", "Alle går", "Styrer", below=True)),
        table(row("", "ut.", "", above=True), row("Mat", "Grøt", "Kokk", below=True)),
    ]
    assert [(found.cut_above, found.cut_below) for found in table_rows(parts)] == [
        (False, False),
        (False, False),
        (False, True),
    ]


def test_a_cell_that_goes_on_over_rows_of_the_rest_spans_them() -> None:
    first = table(row(*HEADER), row("Nettverk", "1. samling", "Styrer", below=True))
    spanning = RawCell(lines=(), box=BOX, column=0, rows=2)
    rest = RawRow(cells=(spanning, *row("", "i mai", "").cells[1:]), cut_above=True)
    second = RawRow(cells=row("", "2. samling", "Kokk").cells[1:])
    assert [cell.rows for cell in table_rows([first, table(rest, second)])[1].cells] == [2, 1, 1]
