"""The handbook's look: pages of one and two columns, boxes, the annual cycle and the path of steps."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.handbook import layout
from corpus.documents.typesetting.page_map import DocumentMap


def _set(source: str) -> tuple[list[str], DocumentMap]:
    data, page_map = build(source, layout())
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages], page_map


@pytest.mark.parametrize(
    "opening",
    ["cover", "lead", "learning", "theme Tur", "periods", "wheel", "picture now", "foot"],
)
def test_each_container_prints_its_words_and_traces_them(opening: str) -> None:
    source = f"<!-- ny side upper -->\n<!-- side 7 -->\n::: {opening}\nBarna går til skogen\n:::\n"
    pages, page_map = _set(source)
    assert "Barna går til skogen" in pages[-1]
    assert 7 in page_map.positions


def test_a_theme_has_its_title_above_its_text() -> None:
    pages, _ = _set("::: theme Tema: Tur\nVi går ut\n:::\n")
    assert pages[0].startswith("Tema: Tur")


def test_columns_fill_one_after_the_other_and_the_foot_stands_below_both() -> None:
    lines = "\n\n".join(f"Setning nummer {number} om turer i skog og mark med barna" for number in range(22))
    source = f"Forside\n\n<!-- ny side upper -->\n{lines}\n\n::: foot\nNederst på siden\n:::\n"
    data, _ = build(source, layout())
    places: dict[str, tuple[float, float]] = {}

    def visit(text: str, matrix: list[float], text_matrix: list[float], *_: object) -> None:
        places.setdefault(text.strip(), (matrix[4] + text_matrix[4], matrix[5] + text_matrix[5]))

    pages = PdfReader(BytesIO(data)).pages
    assert len(pages) == 2
    pages[1].extract_text(visitor_text=visit)
    body = [place for text, place in places.items() if text.startswith("Setning")]
    foot = next(place for text, place in places.items() if text.startswith("Nederst"))
    assert len({round(x) for x, _ in body}) == 2
    assert foot[1] < min(y for _, y in body)


def test_each_half_of_the_path_holds_its_own_number_of_steps() -> None:
    pages, page_map = _set(
        "::: path left\nSteg to\n\nSteg tre\n\nSteg fem\n:::\n\n<!-- ny side page -->\n<!-- side 2 -->\n"
        "::: path right\nSteg én\n\nSteg fire\n:::\n"
    )
    assert all(step in pages[0] for step in ("Steg to", "Steg tre", "Steg fem"))
    assert all(step in pages[1] for step in ("Steg én", "Steg fire"))
    assert page_map.positions[2] == (2,)
    with pytest.raises(ValueError, match="zip"):
        _set("::: path right\nBare ett steg\n:::\n")


def test_the_headings_are_bookmarks() -> None:
    data, _ = build("# Før\n\nTekst\n\n<!-- ny side columns -->\n## Nå\n\nTekst\n", layout())
    first, below = PdfReader(BytesIO(data)).outline
    assert first.title == "Før"  # type: ignore[union-attr]
    assert [entry.title for entry in below] == ["Nå"]  # type: ignore[union-attr]
