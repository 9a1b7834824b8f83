import pytest

from assistant.question.understand import FocusWord, understand
from assistant.retrieval.coverage import Coverage
from corpus.index.analysis import terms
from corpus.library import Library


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
