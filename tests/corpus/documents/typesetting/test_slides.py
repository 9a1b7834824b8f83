"""The slides: one landscape page a slide."""

from io import BytesIO

import pdfplumber

from corpus.documents.typesetting.__main__ import SOURCES
from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.slides import layout

_SHIPPED = "foredrag-trygt-og-godt-barnehagemiljo"
_SLIDES = """::: slide Rutiner
- Kort punkt
:::
::: slide Rutiner
{points}
:::
::: statement
Trygghet
:::
"""


def _pages(source: str) -> list[list[dict[str, float | str]]]:
    with pdfplumber.open(BytesIO(build(source, layout())[0])) as document:
        return [page.extract_words(extra_attrs=["size"]) for page in document.pages]


def test_a_slide_is_a_page_and_much_text_is_set_smaller() -> None:
    points = "- Barna skal møte voksne som kjenner dem, og som har tid til hver enkelt hele dagen\n" * 10
    few, many, statement = _pages(_SLIDES.format(points=points))
    assert [word["text"] for word in statement] == ["Trygghet"]
    assert float(few[-1]["size"]) > float(many[-1]["size"])
    assert all(float(word["bottom"]) < 540 and float(word["x1"]) < 960 for word in many)


def test_every_slide_of_the_talk_keeps_its_position() -> None:
    _, page_map = build((SOURCES / f"{_SHIPPED}.md").read_text(encoding="utf-8"), layout())
    assert page_map.pages == 56
    assert page_map.positions == {number: (number,) for number in range(1, 57)}
