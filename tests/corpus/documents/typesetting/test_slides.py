"""The slides: one landscape page a slide."""

from corpus.documents.typesetting.__main__ import SOURCES
from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.slides import layout
from ingest.readers.pdf.words import PlacedWord
from tests.corpus.documents.typesetting.built import marks, placed_words

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


def _pages(source: str) -> list[list[PlacedWord]]:
    return [placed_words(page) for page in marks(build(source, layout())[0])]


def test_a_slide_is_a_page_and_much_text_is_set_smaller() -> None:
    points = "- Barna skal møte voksne som kjenner dem, og som har tid til hver enkelt hele dagen\n" * 10
    few, many, statement = _pages(_SLIDES.format(points=points))
    assert [word.text for word in statement] == ["Trygghet"]
    assert few[-1].size > many[-1].size
    assert all(word.area.bottom < 540 and word.area.x1 < 960 for word in many)


def test_every_slide_of_the_talk_keeps_its_position() -> None:
    _, page_map = build((SOURCES / f"{_SHIPPED}.md").read_text(encoding="utf-8"), layout())
    assert page_map.pages == 56
    assert page_map.positions == {number: (number,) for number in range(1, 57)}
