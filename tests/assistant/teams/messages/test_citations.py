from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.answer import Answer
from assistant.teams.messages.citations import appearance, page_address
from assistant.teams.messages.limits import length, shortened
from corpus.models import Citation
from tests.assistant.teams.conftest import address

LONG = 2_000


@pytest.fixture(scope="module")
def citation(told: Callable[[str], Answer]) -> Citation:
    return told("Hva skal styrer gjøre?").citations[0]


def test_a_source_is_its_title_and_place_with_the_words_of_its_quote(citation: Citation) -> None:
    shown = appearance(citation, address, "nb", LONG)
    begins, _, rest = shown.name.partition(" …")
    assert citation.document_title.startswith(begins)
    assert rest == ", s. 17 (gjenfortelling)"
    assert shown.url == address(citation.url)
    assert shown.abstract == " ".join(citation.quote.split())
    assert shown.keywords == ["bindende"]


@pytest.mark.parametrize(("language", "said"), [("nn", "s. 17 (attforteljing)"), ("en", "p. 17 (retelling)")])
def test_a_source_is_told_in_the_language_of_the_answer(language: str, said: str, citation: Citation) -> None:
    assert appearance(citation, address, language, LONG).name.endswith(said)


def test_a_source_that_was_read_by_ocr_or_is_another_edition_says_so(citation: Citation) -> None:
    old = citation.model_copy(update={"ocr": True, "standing": "older", "retelling": False, "authority": None})
    shown = appearance(old, address, "nb", LONG)
    assert shown.keywords == ["lest med OCR"]
    assert shown.name.endswith("(eldre utgave)")


def test_a_place_under_a_long_heading_still_says_where(citation: Citation) -> None:
    heading = "Slik arbeider barnehagene med språk, lek og læring gjennom hele barnehageåret for…"
    placed = citation.model_copy(update={"locator": f"«{heading}», tabell 2, rad 3–4"})
    shown = appearance(placed, address, "en", LONG)
    assert shown.name.endswith(", table 2, rows 3–4 (retelling)")
    assert len(shown.name) <= 80


def test_a_document_without_a_title_says_that_its_name_is_a_file_s(citation: Citation) -> None:
    unnamed = citation.model_copy(update={"title_stated": False, "document_title": "plan.pdf", "retelling": False})
    assert appearance(unnamed, address, "nb", LONG).name == "Tittel ikke oppgitt (filnavn: plan.pdf), s. 17"


@given(
    title=st.text(min_size=1, max_size=400),
    locator=st.text(min_size=1, max_size=200),
    quote=st.text(min_size=1, max_size=400),
)
def test_a_source_fits_whatever_it_is_called(citation: Citation, title: str, locator: str, quote: str) -> None:
    odd = citation.model_copy(
        update={"document_title": title, "locator": locator, "quote": quote, "standing": "upcoming"}
    )
    shown = appearance(odd, address, "nb", LONG)
    assert length(shown.name) <= 80
    assert length(shown.abstract) <= 160
    assert "gjenfortelling" in shown.name


@given(st.text(max_size=300), st.integers(min_value=5, max_value=200))
def test_a_shortened_text_is_a_beginning_of_the_whole(text: str, longest: int) -> None:
    line = " ".join(text.split())
    short = shortened(text, longest)
    assert length(short) <= longest
    assert short == line or line.startswith(short.removesuffix(" …"))


def test_signs_that_teams_counts_twice_are_counted_twice() -> None:
    assert shortened("😀😀 😀😀", 9) == "😀😀 😀😀"
    assert shortened("😀😀 😀😀", 8) == "😀😀 …"


def test_a_text_is_cut_between_words() -> None:
    assert shortened("Barna skal bli hørt hver dag", 16) == "Barna skal bli …"
    assert shortened("Barna skal bli hørt", 19) == "Barna skal bli hørt"


def test_an_address_marks_fewer_words_where_there_is_little_room() -> None:
    url = "/documents/plan/pages/3?generation=plan%40ab&mark=alle+barn+skal+bli+h%C3%B8rt"
    assert page_address(url, address, 25) == address(url)
    assert page_address(url, address, 14) == address("/documents/plan/pages/3?generation=plan%40ab&mark=alle+barn+skal")
