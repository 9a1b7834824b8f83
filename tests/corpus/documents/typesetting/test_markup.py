"""The dialect: source text → blocks."""

import pytest

from corpus.documents.typesetting.blocks import (
    Band,
    Break,
    Container,
    GroupRow,
    Heading,
    Item,
    Paragraph,
    Row,
    Table,
)
from corpus.documents.typesetting.markup import MarkupError, parse


def test_blocks_know_the_page_they_come_from() -> None:
    source = "# Mat\n\nBarna\nspiser.\n<!-- side 2 -->\n- Frukt\n  - Epler\n1. Vask hendene\n> Foto: Kari"
    assert parse(source) == (
        Heading(1, 1, "Mat"),
        Paragraph(1, "Barna spiser."),
        Item(2, "Frukt"),
        Item(2, "Epler", level=1),
        Item(2, "Vask hendene", number="1."),
        Paragraph(2, "Foto: Kari", small=True),
    )


def test_a_mark_within_a_sentence_moves_what_follows() -> None:
    first, second = parse("Barna går <!-- side 2 -->tur.\n\nDe hviler.")
    assert first == Paragraph(1, "Barna går <!-- side 2 -->tur.")
    assert second == Paragraph(2, "De hviler.")


def test_comments_say_nothing_and_breaks_may_name_a_template() -> None:
    assert parse("<!-- tiltak 3 -->\n<!-- ny side -->\n<!-- ny side cover -->") == (Break(), Break("cover"))


def test_containers_nest() -> None:
    (outer,) = parse("::: callout Husk\n::: columns 2\nFrukt\n:::\n:::")
    assert outer == Container(1, "callout", "Husk", (Container(1, "columns", "2", (Paragraph(1, "Frukt"),)),))


def test_a_table_has_bands_groups_and_empty_cells() -> None:
    source = "::: table 3 2 tall\nTiltak | Ansvar\n\n= Vi vil\n\n<!-- side 2 -->\nMat | \n | Kari<br>Ola\n:::"
    assert parse(source) == (
        Table(
            1,
            (3.0, 2.0),
            frozenset({"tall"}),
            Row((Band(1, ("Tiltak", "Ansvar")),)),
            (GroupRow(1, "Vi vil"), Row((Band(2, ("Mat", "")), Band(2, ("", "Kari<br>Ola"))))),
        ),
    )


def test_a_plain_table_has_no_header() -> None:
    (table,) = parse("::: table 1 1 plain\na | b\n:::")
    assert isinstance(table, Table)
    assert table.header is None
    assert len(table.rows) == 1


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("::: callout\nFrukt", "line 1: '::: callout' is never closed"),
        ("Frukt\n\n:::", "line 3: ':::' closes nothing"),
        ("::: table 1 1\na | b\n\na | b | c\n:::", "line 4: 3 cells where the table has 2 columns"),
    ],
)
def test_what_breaks_the_dialect_is_told_by_its_line(source: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        parse(source)
