import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.reading.find import LONGEST_SEARCH, Found, Search, Span
from corpus.models import Page

TEXTS = ("Barna leker ute.\nBarnehagen har barn.", "Ingenting.", "Alle  barn\nskal ut – og inn.")


def found(query: str, *texts: str) -> Found:
    pages = [Page(number=at, locator=f"s. {at}", text=text) for at, text in enumerate(texts or TEXTS, start=1)]
    return Search(query).within(pages)


def test_every_place_is_counted_page_by_page() -> None:
    hits = found("barn")
    assert (hits.count, hits.as_phrase) == (4, True)
    assert [(page.page, page.count, page.first) for page in hits.pages] == [(1, 3, 1), (3, 1, 4)]
    assert [hits.page_of(number).page for number in (1, 3, 4)] == [1, 1, 3]  # type: ignore[union-attr]
    assert hits.page_of(5) is None
    assert hits.on(2) is None


@pytest.mark.parametrize("query", ["alle barn skal", "ALLE  BARN", "ut - og inn", "barn\nskal"])
def test_case_white_space_and_the_form_of_dashes_may_differ(query: str) -> None:
    assert [page.page for page in found(query).pages] == [3]


def test_words_that_nowhere_stand_side_by_side_are_looked_for_apart() -> None:
    hits = found("ute barnehagen")
    assert not hits.as_phrase
    assert [(page.page, page.count) for page in hits.pages] == [(1, 2)]
    assert found("ute ingenting").count == 0


def test_an_excerpt_is_cut_at_whole_words_and_shows_what_was_found() -> None:
    long = "ord " * 40 + "Målet er at alle trives" + " ord" * 40
    (page,) = found("at alle", long).pages
    (excerpt,) = page.excerpts
    assert excerpt.found == "at alle"
    assert excerpt.before.startswith("… ord ")
    assert excerpt.before.endswith("Målet er ")
    assert excerpt.after.startswith(" trives ord")
    assert excerpt.after.endswith(" ord …")


def test_places_that_an_excerpt_shows_already_get_none_of_their_own() -> None:
    (page,) = found("a", "a a a a").pages
    assert (page.count, len(page.excerpts)) == (4, 1)
    (page,) = found("a", ("a " + "x " * 100) * 5).pages
    assert (page.count, len(page.excerpts)) == (5, 3)


@pytest.mark.parametrize("query", ["", "  ", "(", "[a-z]*", "\\d", "<script>"])
def test_nothing_of_a_search_is_a_pattern(query: str) -> None:
    assert found(query).count == 0


def test_a_search_has_an_end() -> None:
    assert len(Search("å" * 1_000).query) == LONGEST_SEARCH


@given(st.text(max_size=30), st.text(max_size=60))
def test_every_span_is_within_the_text(query: str, text: str) -> None:
    for as_phrase in (True, False):
        spans = Search(query).spans(text, as_phrase=as_phrase)
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(spans) == sorted(spans)


def test_a_span_is_what_was_looked_for() -> None:
    assert Search("leker ute").spans(TEXTS[0], as_phrase=True) == (Span(6, 15),)
