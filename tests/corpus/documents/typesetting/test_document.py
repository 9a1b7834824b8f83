"""A whole document: bookmarks, labels, footers, and the same bytes each time."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import Destination

from corpus.documents.typesetting.document import build
from tests.corpus.documents.made_up import small_layout, texts

SOURCE = "# Mat\n\nFrukt.\n\n## Grøt\n\nHavre.\n\n<!-- ny side -->\n<!-- side 4 -->\n\n# Lek\n\nUte."


def test_two_builds_give_the_same_bytes() -> None:
    assert build(SOURCE, small_layout()) == build(SOURCE, small_layout())


def test_headings_are_bookmarks_where_the_layout_wants_them() -> None:
    with PdfReader(BytesIO(build(SOURCE, small_layout(outline=True))[0])) as reader:
        first, below, last = reader.outline
        assert isinstance(first, Destination)
        assert isinstance(below, list)
        assert isinstance(last, Destination)
        assert (first.title, [entry.title for entry in below if isinstance(entry, Destination)], last.title) == (
            "Mat",
            ["Grøt"],
            "Lek",
        )
        assert reader.get_destination_page_number(last) == 1
    with PdfReader(BytesIO(build(SOURCE, small_layout())[0])) as reader:
        assert reader.outline == []


def test_labels_count_from_the_first_one() -> None:
    with PdfReader(BytesIO(build(SOURCE, small_layout(first_label=7))[0])) as reader:
        assert reader.page_labels == ["7", "8"]


def test_pages_carry_a_footer_and_the_map_their_origin() -> None:
    pages, document_map = texts(SOURCE)
    assert [" ".join(text.split()[-3:]) for text in pages] == ["Fjellvik ■ 1", "Fjellvik ■ 2"]
    assert (document_map.pages, dict(document_map.positions)) == (2, {1: (1,), 4: (2,)})


def test_the_notice_the_callout_and_columns_show_their_words() -> None:
    box, columns = "::: callout Husk\nLue.\n:::", "::: columns\nSekk.\n\nVotter.\n:::"
    source = f"::: notice\nFortalt.\n:::\n{box}\n{columns}\n::: sidelabel Ute\n:::"
    (text,), _ = texts(source)
    assert {"Fortalt.", "Husk", "Lue.", "Sekk.", "Votter.", "Ute"} <= set(text.split())
