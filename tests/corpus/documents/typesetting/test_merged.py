"""Ruled tables with merged cells."""

from io import BytesIO

import pdfplumber
import pytest

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.merged import set_merged

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
    with pdfplumber.open(BytesIO(_pdf(_TABLE.format(options="")))) as document:
        assert document.pages[0].extract_table() == [
            ["Tiltak", "Tid", "Formål"],
            ["Nettverk", "Høst", "Oppstart"],
            [None, "Vår", "Evaluering"],
            ["Fagdag", "Hele året", None],
        ]


@pytest.mark.parametrize(("options", "above", "below"), [("", 1, 1), ("open_above", 0, 1), ("open_below", 1, 0)])
def test_a_row_cut_by_a_page_has_no_rule_at_the_cut(options: str, above: int, below: int) -> None:
    with pdfplumber.open(BytesIO(_pdf(_TABLE.format(options=options)))) as document:
        edges = document.pages[0].edges
    top = min(edge["top"] for edge in edges if edge["orientation"] == "v")
    bottom = max(edge["bottom"] for edge in edges if edge["orientation"] == "v")
    level = [edge["top"] for edge in edges if edge["orientation"] == "h"]
    assert any(abs(at - top) < 1 for at in level) is bool(above)
    assert any(abs(at - bottom) < 1 for at in level) is bool(below)


def test_the_second_number_is_the_last_rows_height() -> None:
    with pdfplumber.open(BytesIO(_pdf(_TABLE.format(options="150")))) as document:
        [table] = document.pages[0].find_tables()
    last = table.rows[-1]
    assert last.bbox[3] - last.bbox[1] == pytest.approx(150, abs=1)


def test_a_cell_that_goes_on_with_nothing_is_an_error() -> None:
    with pytest.raises(MarkupError, match="goes on with no cell"):
        _pdf("::: merged\n::: table 1 1\n< | Tid\n:::\n:::\n")


def test_merged_holds_one_table_without_rows_across_it() -> None:
    with pytest.raises(MarkupError, match="holds one table"):
        _pdf("::: merged\nBare ord\n:::\n")
    with pytest.raises(MarkupError, match="no rows across"):
        _pdf("::: merged\n::: table 1 1\nTiltak | Tid\n\n= Kommunen vil at alle trives\n:::\n:::\n")
