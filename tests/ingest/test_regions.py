from ingest.drawn_rows import DrawnTable
from ingest.layout import LaidPage
from ingest.regions import Region, all_regions
from tests.ingest.made_up import HEADER

LONG = "Barna går på tur i skogen hver eneste uke, og de voksne lager bål sammen med dem etterpå."


def page(*lines: str) -> LaidPage:
    return LaidPage(number=1, label=None, lines=lines, set_apart=(), rotated=())


def drawn(at: int, header: str = "Måned\nTema") -> DrawnTable:
    return DrawnTable(at=at, header=header, columns=header, action=False, rows=())


def regions(*pages: LaidPage) -> list[list[Region]]:
    return all_regions(pages, [[] for _ in pages])


def shape(found: list[Region]) -> list[tuple[str | None, list[tuple[str, ...]]]]:
    return [(region.header, region.chunks) for region in found]


def test_text_without_a_table_is_one_region() -> None:
    assert [shape(found) for found in regions(page("Turer", "i skogen", "", "Mat"), page())] == [
        [(None, [("Turer", "i skogen"), ("Mat",)])],
        [(None, [])],
    ]


def test_a_header_begins_a_region() -> None:
    (found,) = regions(page("Turer", HEADER, "Turvenner", "", "2026 UTD"))
    assert shape(found) == [(None, [("Turer",)]), (HEADER, [("Turvenner",), ("2026 UTD",)])]
    assert [region.action for region in found] == [False, True]


def test_a_header_goes_on_over_a_blank_line() -> None:
    (found,) = regions(page("Tiltak Tidsplan Ansvar", "", "Finansiering", "", "Turvenner"))
    assert shape(found)[1] == ("Tiltak Tidsplan Ansvar Finansiering", [("Turvenner",)])


def test_rows_at_the_top_of_the_next_page_belong_to_an_action_table() -> None:
    _, rows, prose = regions(page(HEADER, "", "Turvenner"), page("Hagelag", "", "2026 UTD"), page(LONG))
    assert (rows[0].header, rows[0].action) == ("", True)
    assert prose[0].header is None


def test_short_cells_at_the_top_of_the_next_page_belong_to_another_table() -> None:
    header = "Tema Mål Kjennetegn"
    _, cells, prose = regions(page(header, "", "Høst"), page("Vinter", "", "Ski"), page(LONG))
    assert (cells[0].header, cells[0].action) == ("", False)
    assert prose[0].header is None
    _, years = regions(page(header, "", "Høst"), page("2025 - 2026", "", "Ski"))
    assert years[0].header is None


def test_a_drawn_table_stands_between_the_lines_around_it() -> None:
    lines = page("Turer", "", "Mat", "", "Sist")
    (found,) = all_regions([lines], [[drawn(2), drawn(4)]])
    assert [(region.header, region.chunks, region.drawn is not None) for region in found] == [
        (None, [("Turer",)], False),
        ("Måned\nTema", [], True),
        (None, [("Mat",)], False),
        ("Måned\nTema", [], True),
        (None, [("Sist",)], False),
    ]


def test_a_page_of_a_drawn_table_alone_has_no_other_region() -> None:
    (found,) = all_regions([page("")], [[drawn(0)]])
    assert [region.drawn is not None for region in found] == [True]


def test_text_after_a_drawn_table_is_none_of_its_cells() -> None:
    _, found = all_regions([page(), page("Vinter", "", "Ski")], [[drawn(0)], []])
    assert [region.header for region in found] == [None]
