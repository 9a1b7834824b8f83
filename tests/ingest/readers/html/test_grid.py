import pytest
from lxml import html

from ingest.readers.html.grid import placed_rows


def grid(rows: str) -> list[list[tuple[str, int, int, int]]]:
    table = html.fragment_fromstring(f"<table>{rows}</table>")
    return [
        [(cell.element.text or "", cell.column, cell.columns, cell.rows) for cell in row] for row in placed_rows(table)
    ]


def test_cells_move_aside_for_those_that_reach_down() -> None:
    assert grid("<tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e<tr><td>f") == [
        [("a", 0, 1, 1), ("b", 1, 2, 2), ("c", 3, 1, 1)],
        [("d", 0, 1, 1), ("e", 3, 1, 1)],
        [("f", 0, 1, 1)],
    ]


@pytest.mark.parametrize(("stated", "rows"), [("0", 2), ("9", 2), ("99999999", 1), ("-1", 1), ("to", 1), ("", 1)])
def test_a_span_ends_with_its_group(stated: str, rows: int) -> None:
    found = grid(f"<tbody><tr><td rowspan='{stated}'>a<td>b<tr><td>c</tbody><tbody><tr><td>d</tbody>")
    assert found[0][0] == ("a", 0, 1, rows)
    assert found[2] == [("d", 0, 1, 1)]


def test_a_span_beyond_all_measure_is_cut() -> None:
    assert grid("<tr><td colspan=99999>a<td>b") == [[("a", 0, 200, 1), ("b", 200, 1, 1)]]
