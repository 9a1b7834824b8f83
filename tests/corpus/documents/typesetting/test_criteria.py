"""The criteria's look: wide pages, and labels that stand at a list's side."""

from io import BytesIO

from pypdf import PageObject, PdfReader

from corpus.documents.typesetting.criteria import layout
from corpus.documents.typesetting.document import build

SOURCE = """# Ute hele året

<!-- ny side list -->
::: label
<!-- side 2 -->Barna <!-- side 3 -->er ute
:::

<!-- side 4 -->
- Barna går tur i skogen hver uke
- Barna lager mat på bål
"""


def _turns(page: PageObject) -> dict[str, bool]:
    """Whether each piece of text reads from below."""
    found: dict[str, bool] = {}

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if text.strip():
            found[text.strip()] = abs(matrix[0] * text_matrix[0]) < 1e-6 and matrix[1] > 0

    page.extract_text(visitor_text=visit)
    return found


def test_a_label_reads_from_below_and_the_list_does_not() -> None:
    data, _ = build(SOURCE, layout())
    turns = _turns(PdfReader(BytesIO(data)).pages[1])
    assert {text for text, turned in turns.items() if turned} == {"Barna er ute"}
    assert any("skogen" in text for text in turns)


def test_a_label_takes_no_room_from_its_list() -> None:
    data, _ = build(SOURCE, layout())
    bare, _ = build(SOURCE.replace("::: label\n<!-- side 2 -->Barna <!-- side 3 -->er ute\n:::\n", ""), layout())
    assert _height_of(data, "skogen") == _height_of(bare, "skogen")


def test_the_words_of_a_label_are_traced_to_their_own_pages() -> None:
    _, page_map = build(SOURCE, layout())
    assert page_map.pages == 2
    assert {2, 3, 4} <= set(page_map.positions)
    assert page_map.positions[3] == (2,)


def test_the_pages_are_wider_than_high() -> None:
    data, _ = build(SOURCE, layout())
    assert all(page.mediabox.width > page.mediabox.height for page in PdfReader(BytesIO(data)).pages)


def _height_of(data: bytes, words: str) -> float:
    heights: list[float] = []

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        if words in text:
            heights.append(matrix[5] + text_matrix[5])

    PdfReader(BytesIO(data)).pages[1].extract_text(visitor_text=visit)
    return heights[0]
