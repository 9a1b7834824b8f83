import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.showing.markdown import escaped, unescaped


def test_markers_links_and_html_of_a_document_get_a_backslash() -> None:
    assert escaped("Se [1], [her](http://x) og <b>nå</b>.") == r"Se \[1], \[her](http://x) og \<b>nå\</b>."


def test_what_is_no_markup_stands_as_it_is() -> None:
    text = r"Andel [a] < 5 og C:\planer, *viktig*"
    assert escaped(text) == text


def test_what_turns_the_direction_of_writing_is_left_out() -> None:
    assert escaped("av\u202etla og barne\u00adhage") == "avtla og barnehage"


@given(st.text(alphabet="\\\\[]()<>ab1 "))
def test_nothing_is_lost(text: str) -> None:
    assert unescaped(escaped(text)) == text


@pytest.mark.parametrize(
    "link", ["[a [b] c](http://x)", "![a [b] c](http://x)", "[a\nb](http://x)", "[a][b]", "[b]: http://x"]
)
def test_no_link_of_a_document_is_one(link: str) -> None:
    assert not re.search(r"(?<!\\)\[", escaped(link))


def test_brackets_without_end_are_gone_through_once() -> None:
    assert escaped("[" * 200_000) == "[" * 200_000
