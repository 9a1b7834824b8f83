import pytest

from assistant.question.question import FocusWord
from assistant.question.understand import understand
from assistant.retrieval.coverage import Coverage
from corpus.library import Library
from corpus.words.analysis import terms


def coverage(library: Library, text: str) -> Coverage:
    return Coverage(understand(text, library.snapshot), library.snapshot.vocabulary, len(library.snapshot.passages))


def test_all_words_cover_and_none_does_not(library: Library) -> None:
    asked = coverage(library, "Hvem sender kassen med bøker?")
    assert asked.of(frozenset(terms("Biblioteket sender en kasse med bøker"))) == pytest.approx(1.0)
    assert asked.of(frozenset(terms("Frukten kuttes av de voksne"))) == 0.0


def test_a_rare_word_weighs_more_than_a_common_one(library: Library) -> None:
    asked = coverage(library, "Hvem tar barna til bassenget?")
    assert asked.of(frozenset({"basseng"})) > asked.of(frozenset({"barn"})) > 0


def test_another_word_of_the_stem_covers_in_part(library: Library) -> None:
    asked = coverage(library, "Hva er det med tilbudene?")
    assert 0 < asked.of(frozenset(terms("tilbud"))) <= 1


def test_words_that_stand_nowhere_are_unknown(library: Library) -> None:
    assert coverage(library, "brannvern og parkering").unknown == pytest.approx(1.0)
    assert coverage(library, "svømmekurs").unknown == 0.0


def test_a_question_of_nothing_covers_nothing(library: Library) -> None:
    empty = coverage(library, "Hva?")
    assert (empty.of(frozenset({"barn"})), empty.unknown) == (0.0, 0.0)


def test_a_focus_word_is_what_it_says() -> None:
    assert FocusWord(word="bok", alternatives=(("bok",),), known=True).is_name is False


def test_words_that_a_text_does_not_hold_are_misses(library: Library) -> None:
    asked = coverage(library, "Biblioteket sender brannbiler med bøker")
    assert asked.misses(frozenset(terms("Biblioteket sender en kasse med bøker"))) == 1
    assert asked.misses(frozenset(terms("Biblioteket sender brannbiler og bøker"))) == 0
    assert asked.misses(frozenset()) == 4


def test_half_of_a_compound_is_a_miss_and_all_of_its_parts_are_none(library: Library) -> None:
    asked = coverage(library, "fruktbøker")
    assert asked.misses(frozenset({"frukt"})) == 1
    assert asked.misses(frozenset({"frukt", "bok"})) == 0
