"""Drawings made of shapes with words in them."""

import pytest

from corpus.documents.typesetting.diagram import set_diagram
from corpus.documents.typesetting.document import build
from corpus.documents.typesetting.layouts import Layout, template
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.styles import Styles
from ingest.readers.pdf.words import PlacedWord
from tests.corpus.documents.typesetting.built import marks, placed_words

_SIZE = (400.0, 400.0)
_TWO_BOXES = """<!-- side 4 -->
::: diagram 200
::: box 0 0 40 50
Rutiner
:::
::: box 60 50 40 50
Vennskap og samarbeid med foresatte som varer gjennom hele barnehageåret og litt til
:::
:::
"""


def _layout() -> Layout:
    return Layout(
        "Prøve",
        (template("page", _SIZE, (0, 0, 0, 0)),),
        size=_SIZE,
        styles=Styles(size=30),
        setters={"diagram": set_diagram},
    )


def _words(source: str) -> list[PlacedWord]:
    return placed_words(marks(build(source, _layout())[0])[0])


def test_words_stand_within_their_shape() -> None:
    words = _words(_TWO_BOXES)
    [first] = [word for word in words if word.text == "Rutiner"]
    others = [word for word in words if word != first]
    assert others
    assert first.area.x1 <= 160
    assert first.area.bottom <= 100
    assert all(word.area.x0 >= 240 and word.area.top >= 100 and word.area.bottom <= 200 for word in others)


def test_shapes_of_one_kind_have_one_size() -> None:
    assert len({word.size for word in _words(_TWO_BOXES)}) == 1


def test_the_pages_of_the_original_are_noted() -> None:
    assert build(_TWO_BOXES, _layout())[1].positions == {4: (1,)}


def test_only_shapes_may_stand_in_a_diagram() -> None:
    with pytest.raises(MarkupError, match="holds shapes"):
        build("::: diagram 200\nBare ord\n:::\n", _layout())
