"""Ruled tables: bands, groups, and rows cut by page breaks."""

from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.ruled import Look
from tests.corpus.documents.made_up import small_layout, texts

TABLE = """::: table 2 4 2
Tiltak | Beskrivelse | Ansvar

= Vi vil at barna er ute

{rows}
:::"""
LONG = " ".join(["Barna er ute."] * 150)


def _edges(data: bytes, page: int) -> list[tuple[float, float, float, float]]:
    """The boxes of what is drawn on a page that is no text: left, bottom, right, top."""
    document = pypdfium2.PdfDocument(data)
    drawn = document[page].get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH])
    boxes = [item.get_bounds() for item in drawn]
    document.close()
    return boxes


def test_a_row_cut_by_a_page_break_leaves_no_rule_at_the_cut() -> None:
    data, _ = build(TABLE.format(rows=f"Ut | {LONG} | Kari"), small_layout())
    for page, cut_is_below in ((0, True), (1, False)):
        boxes = _edges(data, page)
        upright = [box for box in boxes if box[3] - box[1] > box[2] - box[0]]
        level = [box for box in boxes if box[3] - box[1] <= box[2] - box[0]]
        lowest, highest = min(box[1] for box in upright), max(box[3] for box in upright)
        assert any(abs(box[1] - lowest) < 2 for box in level) is not cut_is_below
        assert any(abs(box[3] - highest) < 2 for box in level)


def test_a_cut_row_goes_on_under_a_new_header() -> None:
    pages, document_map = texts(TABLE.format(rows=f"<!-- side 2 -->\nUt | {LONG} | Kari"))
    assert len(pages) == 2
    assert all("Beskrivelse" in text for text in pages)
    assert ["Kari" in text for text in pages] == [True, False]
    assert sum(text.count("Barna er") for text in pages) == 150
    assert dict(document_map.positions) == {1: (1,), 2: (1, 2)}


def test_rows_stay_whole_where_the_look_says_so() -> None:
    row = f"Ut | {' '.join(['Barna er ute.'] * 60)} | Kari"
    pages, _ = texts(TABLE.format(rows="\n\n".join([row] * 3)), small_layout(Look(cut_rows=False)))
    assert all(text.count("Barna er") % 60 == 0 for text in pages)


def test_a_group_row_stays_with_the_row_after_it() -> None:
    for count in range(10, 30):
        rows = "\n\n".join(["Inn | Barna er inne. | Ola"] * count)
        pages, _ = texts(TABLE.format(rows=f"{rows}\n\n= Vi vil lese\n\nLes | Barna leser. | Kari"))
        (page,) = [text for text in pages if "Vi vil lese" in text]
        assert "Barna leser." in page


def test_bands_stand_at_one_height_without_a_rule_between() -> None:
    data, _ = build(TABLE.format(rows="Mat | - Frukt | Kari\n | - Grøt | Ola"), small_layout())
    document = pypdfium2.PdfDocument(BytesIO(data))
    words = document[0].get_textpage()
    heights = {word: _top(words, word) for word in ("Frukt", "Kari", "Grøt", "Ola")}
    document.close()
    assert heights["Frukt"] == pytest.approx(heights["Kari"], abs=1)
    assert heights["Grøt"] == pytest.approx(heights["Ola"], abs=1)
    between = (heights["Frukt"], heights["Grøt"])
    assert not [box for box in _edges(data, 0) if box[3] - box[1] < 2 and between[1] < box[1] < between[0]]


def _top(words: pypdfium2.PdfTextPage, word: str) -> float:
    index, _ = words.search(word).get_next()
    return float(words.get_charbox(index)[3])


def test_the_first_cell_may_stand_last_in_the_file() -> None:
    source = TABLE.format(rows="Ut | Barna er ute. | Kari")
    (usual,), _ = texts(source)
    (turned,), _ = texts(source, small_layout(Look(first_last=True)))
    assert usual.split().index("Ut") < usual.split().index("Kari")
    assert turned.split().index("Ut") > turned.split().index("Kari")
