import pytest

from assistant.conversation.leaning import Leaning, leaning_of
from assistant.question.understand import understand
from corpus.library import Library


@pytest.mark.parametrize(
    ("question", "by", "text"),
    [
        ("Fortell mer om det", Leaning.MORE, "Fortell mer om det"),
        ("Og hva med UTD da?", Leaning.PART, "UTD?"),
        ("og i 2026?", Leaning.PART, "i 2026?"),
        ("2026?", Leaning.PART, "2026?"),
        ("Men hvem betaler det?", Leaning.POINTER, "hvem betaler det?"),
        ("Hvorfor?", Leaning.BARE, "Hvorfor?"),
        ("Kven har ansvaret då?", Leaning.BARE, "Kven har ansvaret?"),
    ],
)
def test_by_what_a_question_leans(library: Library, question: str, by: Leaning, text: str) -> None:
    found = leaning_of(understand(question, library.snapshot), library.snapshot)
    assert found is not None
    assert (found.by, found.text) == (by, text)


def test_a_pointer_is_found_with_its_noun(library: Library) -> None:
    found = leaning_of(understand("Hvem eier dette tiltaket?", library.snapshot), library.snapshot)
    assert found is not None
    assert found.pointer is not None
    assert found.text[slice(*found.pointer)] == "dette tiltaket"


@pytest.mark.parametrize("question", ["Bibliotekkasse", "svømmekurs femåringer ansvar", "Hvilke mål har planen?"])
def test_search_words_and_questions_about_the_plan_do_not_lean(library: Library, question: str) -> None:
    assert leaning_of(understand(question, library.snapshot), library.snapshot) is None
