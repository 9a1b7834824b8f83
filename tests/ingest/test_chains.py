from collections.abc import Sequence

from ingest.chains import table_chains
from ingest.layout import LaidPage
from ingest.readers.base import RawCell, RawRow, RawTable


def page(number: int, above: Sequence[str], below: Sequence[str]) -> LaidPage:
    """A page with a table of two columns between these lines."""
    cells = tuple(RawCell(lines=(f"celle {at}",), box=(0, 0, 0, 0), column=at) for at in range(2))
    table = RawTable(at=len(above), columns=2, rows=(RawRow(cells=cells),), box=(50, 50, 500, 700))
    lines = (*above, *below)
    return LaidPage(number=number, label=None, lines=lines, set_apart=(), rotated=(), tables=(table,))


def chains(*pages: LaidPage) -> list[list[int]]:
    return [[index for index, _ in chain] for chain in table_chains(pages)]


def test_a_table_goes_on_past_the_page_numbers_of_a_short_document() -> None:
    first = page(1, ["Elvedal kommune", "", "Årshjul"], ["", "Side 1 av 2"])
    assert chains(first, page(2, ["Elvedal kommune", ""], ["Planen følges opp.", "", "Side 2 av 2"])) == [[0, 1]]


def test_a_table_ends_before_text() -> None:
    first = page(1, ["Elvedal kommune"], ["Tiltakene evalueres.", "", "Side 1 av 2"])
    assert chains(first, page(2, ["Elvedal kommune"], ["", "Side 2 av 2"])) == [[0], [1]]
    headed = page(2, ["Elvedal kommune", "", "Tiltak for 2026"], ["", "Side 2 av 2"])
    assert chains(page(1, ["Elvedal kommune"], ["", "Side 1 av 2"]), headed) == [[0], [1]]
