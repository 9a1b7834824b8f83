import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.base import RawDocument, UnreadableFileError
from ingest.readers.html import HtmlReader


def read(text: str) -> RawDocument:
    return HtmlReader().read(text.encode())


def test_the_page_says_its_title_author_and_language() -> None:
    found = read('<html lang="nn"><head><title> Plan  2025 </title><meta name="author" content="Kari"></head><p>Ute')
    assert (found.title, found.author, found.language) == ("Plan 2025", "Kari", "nn")
    assert read("<h1>Turplan</h1><p>Ute").title == "Turplan"
    assert read("<h2>Turplan</h2><p>Ute").title is None


def test_a_page_is_a_top_level_section() -> None:
    found = read("<h1>Plan</h1><p>Inn</p><h2>Mål</h2><p>Ute</p><h3>Under</h3><h2>Tiltak</h2>")
    assert [page.lines for page in found.pages] == [("Plan", "Inn"), ("Mål", "Ute", "Under"), ("Tiltak",)]
    assert {page.unit for page in found.pages} == {"section"}


def test_entities_from_outside_are_not_resolved() -> None:
    found = read('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>Ute &x; &aring;')
    assert "root:" not in str(found)
    assert "å" in found.pages[0].lines[-1]


def test_an_xhtml_page_is_read() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Blå</p></body></html>'
    assert read(text).pages[0].lines == ("Blå",)


def test_a_page_nested_too_deep_is_refused_rather_than_cut() -> None:
    with pytest.raises(UnreadableFileError, match="for dypt"):
        read("<p>Ute</p>" + "<div>" * 400 + "dypt" + "</div>" * 400 + "<p>Etter</p>")
    assert read("<div>" * 200 + "dypt" + "</div>" * 200 + "<p>Etter").pages[0].lines == ("dypt", "Etter")


@pytest.mark.parametrize("text", ["<p></p>", "<nav>Meny</nav>", "<script>x</script>", "<!-- -->"])
def test_a_page_without_text_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFileError, match="ingen tekst"):
        read(text)


PIECES = (
    "<p> </p> <table> </table> <tr> <td> <td/rowspan=3> <thead> <ul> <li> </ul> <h1> <h2> </h2> <br> <pre> <main> <b> "
    "ord &#x; < \0"
).split()


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_any_soup_is_read_or_refused(pieces: list[str]) -> None:
    try:
        found = read("".join(pieces))
    except UnreadableFileError:
        return
    assert all(len(page.lines) == len(page.roles) for page in found.pages)
