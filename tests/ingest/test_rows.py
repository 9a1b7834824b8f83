from ingest.readers.base import RawRow, RawTable
from ingest.rows import TableRow, repeated_rows, table_rows
from tests.ingest.made_up_tables import raw_cell, raw_row, raw_table

HEADER = raw_row("Hva", "Hvem")


def parts(*rows: list[RawRow]) -> list[RawTable]:
    return [raw_table(part) for part in rows]


def texts(rows: tuple[TableRow, ...]) -> list[list[str]]:
    return [[" ".join(cell.lines) for cell in row.cells] for row in rows]


def joined(above: RawRow, below: RawRow) -> bool:
    return len(table_rows(parts([HEADER, raw_row("Sang", "Alle"), above], [below]))) == 3


def test_rows_of_one_part_stay_as_they_are() -> None:
    rows = table_rows(parts([HEADER, raw_row("Sang", "Alle")]))
    assert texts(rows) == [["Hva", "Hvem"], ["Sang", "Alle"]]
    assert [[index for index, _ in row.pieces] for row in rows] == [[0], [0]]


def test_a_row_cut_on_both_sides_is_one_and_knows_its_pieces() -> None:
    above, below = raw_row("Dans", "Alle.", cut_below=True), raw_row("Ute", "Også voksne.", cut_above=True)
    rows = table_rows(parts([HEADER, above], [below, raw_row("Sang", "Alle")]))
    assert texts(rows) == [["Hva", "Hvem"], ["Dans Ute", "Alle. Også voksne."], ["Sang", "Alle"]]
    assert rows[1].pieces == ((0, above), (1, below))
    assert not rows[1].cut_above
    assert not rows[1].cut_below


def test_a_row_over_three_pages_is_one() -> None:
    middle = raw_row("", "og store og", cut_above=True, cut_below=True)
    rows = table_rows(
        parts(
            [HEADER, raw_row("Dans", "Alle små", cut_below=True)],
            [middle],
            [raw_row("", "gamle", cut_above=True)],
        )
    )
    assert texts(rows) == [["Hva", "Hvem"], ["Dans", "Alle små og store og gamle"]]
    assert [index for index, _ in rows[1].pieces] == [0, 1, 2]


def test_the_lines_of_a_whole_row_are_counted_on_down_over_the_break() -> None:
    rows = table_rows(parts([HEADER, raw_row("Dans", "Alle\nsmå", cut_below=True)], [raw_row("", "og store")]))
    baselines = rows[1].cells[1].baselines
    assert len(baselines) == len(rows[1].cells[1].lines) == 3
    assert list(baselines) == sorted(set(baselines))


def test_where_rules_close_the_break_an_empty_first_cell_goes_on() -> None:
    assert joined(raw_row("Dans", "Alle som"), raw_row("", "vil"))
    assert joined(raw_row("Dans og", "Alle som"), raw_row("sang", "vil"))
    assert not joined(raw_row("Dans", "Alle som"), raw_row("Lek", "vil"))


def test_an_empty_first_cell_tells_nothing_in_a_table_that_has_others() -> None:
    assert joined(raw_row("Dans", "Alle."), raw_row("", "Kun store."))
    rows = table_rows(parts([HEADER, raw_row("", "Alle"), raw_row("Dans", "Alle.")], [raw_row("", "Kun store.")]))
    assert len(rows) == 4


def test_where_rules_close_the_break_an_aside_goes_on_and_the_number_of_a_point_does_not() -> None:
    assert joined(raw_row("Rytme følger", "Alle som"), raw_row("(3–5 år)", "vil"))
    assert not joined(raw_row("Rytme følger", "Alle som"), raw_row("(a) Sang", "vil"))
    assert not joined(raw_row("Rytme følger.", "Alle som"), raw_row("(3–5 år)", "vil"))


def test_a_new_row_without_a_first_cell_is_not_put_to_one_in_which_a_cell_had_room_left() -> None:
    tall = "Alle som vil\nkan danse\ntil sang\nfra land\nog strand"
    above = raw_row("Dans", tall, "Hvert år")
    for cut in (False, True):
        upper = above.model_copy(update={"cut_below": cut})
        assert not joined(upper, raw_row("", "Kun store", "1. kvartal"))
        assert joined(upper, raw_row("", "Kun store", ""))
    assert joined(raw_row("Dans", tall, "Hvert år\n\nder det\ngår"), raw_row("", "Kun store", "1. kvartal"))
    assert joined(above.model_copy(update={"cut_below": True}), raw_row("Ute", "", "Ja", cut_above=True))


def test_a_row_open_on_one_side_goes_on_in_a_word_a_number_or_a_sentence() -> None:
    for end, start in (("barne-", "hagene"), ("kr 12", "000 i året"), ("alle som", "vil"), ("barne\u00ad", "hagene")):
        assert joined(raw_row("Dans", end, cut_below=True), raw_row("Lek", start))
    for end, start in (("Alle.", "vil"), ("Alle", "Kun store"), ("Alle", "12 barn")):
        assert not joined(raw_row("Dans", end, cut_below=True), raw_row("Lek", start))


def test_under_a_repeated_header_the_open_row_above_tells_in_a_table_that_closes_its_end() -> None:
    first, rest = [HEADER, raw_row("Dans", "Alle.", cut_below=True)], raw_row("IKT", "Små")
    assert len(table_rows(parts(first, [HEADER, rest, raw_row("Lek", "Noen")]))) == 3
    assert len(table_rows(parts(first, [HEADER, rest, raw_row("Lek", "Noen", cut_below=True)]))) == 4
    assert len(table_rows(parts(first, [rest, raw_row("Lek", "Noen")]))) == 4


def heading(text: str, **cut: bool) -> RawRow:
    return raw_row(raw_cell(text, columns=2), **cut)


def test_a_heading_over_all_columns_goes_on_in_the_middle_of_a_sentence() -> None:
    assert joined(heading("Uteområde følger"), heading("på."))
    assert joined(heading("Uteområde følger", cut_below=True), heading("på.", cut_above=True))
    assert not joined(heading("Uteområde"), heading("Språk"))
    assert not joined(heading("Uteområde", cut_below=True), heading("Språk", cut_above=True))


def test_an_item_of_one_column_goes_on_only_where_it_is_open_to_the_break() -> None:
    assert joined(raw_row("lek ute"), raw_row("og inne")) is False
    assert joined(raw_row("lek ute", cut_below=True), raw_row("og inne", cut_above=True))


def test_rows_cut_up_differently_stay_two() -> None:
    wide = raw_row(raw_cell("alle som vil", columns=2), cut_above=True)
    assert not joined(raw_row("Dans", "og", cut_below=True), wide)


def test_a_header_that_comes_again_stands_once() -> None:
    rows = table_rows(parts([HEADER, raw_row("Sang", "Alle")], [HEADER, raw_row("Dans", "Alle")]))
    assert texts(rows) == [["Hva", "Hvem"], ["Sang", "Alle"], ["Dans", "Alle"]]


def test_a_header_is_told_by_its_words_and_may_bring_its_group_row() -> None:
    group = raw_row(raw_cell("Ute", columns=2))
    first = (HEADER, group, raw_row("Sang", "Alle"))
    assert repeated_rows((raw_row("Hva", "H-\nvem"), raw_row("Dans", "Alle")), first) == 1
    assert repeated_rows((HEADER, group, raw_row("Dans", "Alle")), first) == 2
    assert repeated_rows((raw_row("Dans", "Alle"),), first) == 0
    assert repeated_rows((raw_row("", ""),), (raw_row("", ""),)) == 0


SHARED = raw_row(raw_cell("Nettverk", rows=2), "Høst", "Styrer")


def under_shared(*rest: str, second: str = "Vår og", cut: bool = True) -> tuple[TableRow, ...]:
    """A table whose first cell two rows share, and what stands on the next page."""
    under = raw_row(raw_cell(second, 1), raw_cell("Pedagog", 2), cut_below=cut)
    return table_rows(parts([raw_row("Hva", "Når", "Hvem"), SHARED, under], [raw_row(*rest)]))


def test_a_row_under_a_shared_cell_goes_on_over_the_break_and_so_does_the_cell() -> None:
    rows = under_shared("", "sommer", "")
    assert texts(rows)[1:] == [["Nettverk", "Høst", "Styrer"], ["Vår og sommer", "Pedagog"]]
    assert rows[1].cells[0].rows == 2
    assert [index for index, _ in rows[2].pieces] == [0, 1]
    assert texts(under_shared("for alle", "sommer", ""))[1:] == [
        ["Nettverk for alle", "Høst", "Styrer"],
        ["Vår og sommer", "Pedagog"],
    ]


def test_the_rest_of_a_shared_cell_alone_tells_of_no_cut_row() -> None:
    assert len(under_shared("", "Sommer", "Alle", second="Vår", cut=False)) == 4
    assert len(under_shared("", "sommer", "", cut=False)) == 3


def test_a_shared_cell_that_reaches_the_end_of_the_page_takes_in_the_first_row_of_the_next() -> None:
    room = raw_row(raw_cell(column=1, columns=2), cut_below=True)
    first, below = [raw_row("Hva", "Når", "Hvem"), SHARED, room], raw_row("", "Vår", "Pedagog")
    rows = table_rows(parts(first, [below]))
    assert texts(rows)[1:] == [["Nettverk", "Høst", "Styrer"], ["Vår", "Pedagog"]]
    assert (rows[1].cells[0].rows, rows[2].pieces) == (2, ((1, below),))
    assert len(table_rows(parts(first, [raw_row(raw_cell("Alle er ute", columns=3))]))) == 4


def test_only_the_ends_of_the_whole_table_stay_open() -> None:
    rows = table_rows(
        parts(
            [raw_row("Sang", "Alle", cut_above=True), raw_row("Dans", "Alle.", cut_below=True)],
            [raw_row("Lek", "Noen", cut_above=True), raw_row("Mat", "Kokken", cut_below=True)],
        )
    )
    assert [(row.cut_above, row.cut_below) for row in rows] == [
        (True, False),
        *([(False, False)] * (len(rows) - 2)),
        (False, True),
    ]


def test_no_parts_have_no_rows() -> None:
    assert table_rows([]) == ()
