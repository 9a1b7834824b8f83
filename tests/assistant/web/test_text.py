import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from assistant.web.text import answer_html, marked_html

TAG = re.compile(r"<[^>]*>")
OURS = re.compile(
    r"</?(?:p|ul|li|br|blockquote)>|<a class=\"marker\" href=\"#kilde-\d+\" aria-label=\"Kilde \d+\">|</a>"
)


def test_paragraphs_bullets_and_quotes() -> None:
    html = answer_html("Dette gjelder:\n\n- én [1]\n- to [2]\n\n> ordrett\n\nSlutt.", {1, 2})
    assert re.sub(r"<a [^>]*>", "<a>", html) == (
        "<p>Dette gjelder:</p>\n<ul><li>én <a>[1]</a></li><li>to <a>[2]</a></li></ul>\n"
        "<blockquote><p>ordrett</p></blockquote>\n<p>Slutt.</p>"
    )


def test_only_numbers_of_sources_are_links() -> None:
    html = answer_html("Se [1] og [2] og [x].", {1})
    assert 'href="#kilde-1"' in html
    assert "og [2] og [x]." in html


def test_markers_and_html_of_a_document_stand_as_written_and_lead_nowhere() -> None:
    html = answer_html(r"«Se \[1] og \<b>» [1]", {1})
    assert html.count("<a ") == 1
    assert html.startswith("<p>«Se [1] og &lt;b&gt;» <a ")


@pytest.mark.parametrize(
    "text",
    ["<script>alert(1)</script>", "- <img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "> <b>x</b> & y"],
)
def test_no_markup_of_the_answer_gets_through(text: str) -> None:
    html = answer_html(text, {1})
    assert not [tag for tag in TAG.findall(html) if not OURS.fullmatch(tag)]


def test_signs_that_mean_something_in_markdown_stand_as_written() -> None:
    assert answer_html("*viktig* _nå_ # 1. `x`", set()) == "<p>*viktig* _nå_ # 1. `x`</p>"


@given(st.text())
def test_whatever_the_answer_the_only_tags_are_ours(text: str) -> None:
    html = answer_html(text, {1, 2, 3})
    assert not [tag for tag in TAG.findall(html) if not OURS.fullmatch(tag)]


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("en fast\nutedag i uka", "fast utedag", "fast\nutedag"),
        ("en fast utedag", "  FAST \n utedag ", "fast utedag"),
        ("pris (kr. 5*)", "(kr. 5*)", "(kr. 5*)"),
        ("<b>votter</b>", "<b>votter</b>", "&lt;b&gt;votter&lt;/b&gt;"),
        ("Utegruppe og utegruppe", "utegruppe", "utegruppe"),
    ],
)
def test_words_are_marked_whatever_the_white_space(text: str, words: str, marked: str) -> None:
    html, found = marked_html(text, words)
    assert found
    assert f'<mark id="markert">{marked}</mark>' in html


@pytest.mark.parametrize("words", ["", "  ", "står ikke her", "<script>"])
def test_words_that_are_not_there_are_not_marked(words: str) -> None:
    html, found = marked_html("Tekst <b>her</b>", words)
    assert not found
    assert html == "Tekst &lt;b&gt;her&lt;/b&gt;"


@given(st.text(), st.text())
def test_marking_changes_nothing_else(text: str, words: str) -> None:
    html, _ = marked_html(text, words)
    assert html.replace('<mark id="markert">', "").replace("</mark>", "") == escape(text)
