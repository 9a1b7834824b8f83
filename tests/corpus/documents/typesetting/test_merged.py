"""Ruled tables with merged cells."""

import pytest

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.merged import set_merged
from tests.corpus.documents.typesetting.built import grid, is_ruled_at, marks, rule_ends, tables

_SIZE = (400.0, 400.0)
_TABLE = """::: merged 9 {options}
::: table 1 1 1
Tiltak | Tid | Formål

Nettverk | Høst | Oppstart
^ | Vår | Evaluering

Fagdag | Hele året | <
:::
:::
"""


def _pdf(source: str) -> bytes:
    layout = Layout("Prøve", (template("page", _SIZE, (20, 20, 20, 20)),), size=_SIZE, setters={"merged": set_merged})
    return build(source, layout)[0]


def test_cells_go_on_downwards_and_to_the_right() -> None:
    [[table]] = tables(_pdf(_TABLE.format(options="")))
    assert grid(table) == [
        ["Tiltak", "Tid", "Formål"],
        ["Nettverk", "Høst", "Oppstart"],
        [None, "Vår", "Evaluering"],
        ["Fagdag", "Hele året", None],
    ]


@pytest.mark.parametrize(("options", "above", "below"), [("", 1, 1), ("open_above", 0, 1), ("open_below", 1, 0)])
def test_a_row_cut_by_a_page_has_no_rule_at_the_cut(options: str, above: int, below: int) -> None:
    [page] = marks(_pdf(_TABLE.format(options=options)))
    top, bottom = rule_ends(page)
    assert is_ruled_at(page, top) is bool(above)
    assert is_ruled_at(page, bottom) is bool(below)


def test_the_second_number_is_the_last_rows_height() -> None:
    [[table]] = tables(_pdf(_TABLE.format(options="150")))
    _, top, _, bottom = table.rows[-1].cells[0].box
    assert bottom - top == pytest.approx(150, abs=1)


def test_a_cell_that_goes_on_with_nothing_is_an_error() -> None:
    with pytest.raises(MarkupError, match="goes on with no cell"):
        _pdf("::: merged\n::: table 1 1\n< | Tid\n:::\n:::\n")


def test_merged_holds_one_table_without_rows_across_it() -> None:
    with pytest.raises(MarkupError, match="holds one table"):
        _pdf("::: merged\nBare ord\n:::\n")
    with pytest.raises(MarkupError, match="no rows across"):
        _pdf("::: merged\n::: table 1 1\nTiltak | Tid\n\n= Kommunen vil at alle trives\n:::\n:::\n")
