import pytest

from assistant.question.comparison import compared

NORD, SOR = frozenset({"nord"}), frozenset({"sor"})
NAMED = {"nordvik": NORD, "sørvik": SOR}
EVERY = [NORD, SOR, frozenset({"vest"})]


def asked(text: str) -> dict[frozenset[str], str]:
    return {side.documents: side.text for side in compared(text, NAMED, EVERY)}


def test_each_document_is_asked_without_the_names_of_the_others() -> None:
    found = asked("Sammenlign nettverkene for styrere i Nordvik og i Sørvik 2022–2023.")
    assert found == {NORD: "nettverkene for styrere i Nordvik .", SOR: "nettverkene for styrere og i Sørvik 2022–2023."}


def test_a_part_of_the_question_that_asks_one_document_is_asked_of_that_one() -> None:
    found = asked("Hvilke år gjelder planen i Nordvik, og hvem har laget strategien i Sørvik?")
    assert found == {NORD: "Hvilke år gjelder planen i Nordvik", SOR: "hvem har laget strategien i Sørvik?"}


@pytest.mark.parametrize(
    "text",
    [
        "Hva sier Nordvik og Sørvik om mat?",
        "Er det forskjell på Nordvik og Sørvik når det gjelder mat?",
        "Compare Nordvik and Sørvik on food",
        "Hva skiller Nordvik fra Sørvik? Hva er forskjellen?",
    ],
)
def test_documents_are_compared_where_they_are_joined_or_a_word_says_so(text: str) -> None:
    assert set(asked(text)) == {NORD, SOR}


@pytest.mark.parametrize(
    "text",
    [
        "Det er en bok om hjem og barnehage i Nordvik. Hvem i Sørvik får den?",
        "Hva sier Nordvik om mat?",
        "Hva er forskjellen på mat og måltid?",
        "Hvem i Nordvik tar bussen til Sørvik?",
        "Det ligger ei bok frå Nordvik om lek og læring i Sørvik. Kven er ho for?",
    ],
)
def test_a_question_about_one_document_compares_none(text: str) -> None:
    assert not asked(text)


def test_all_plans_are_meant_where_they_are_to_be_compared_and_none_is_named() -> None:
    assert list(asked("Sammenlign hva planene sier om mat")) == EVERY


def test_what_a_part_leaves_unsaid_is_in_the_one_that_says_it() -> None:
    found = asked("Hva sier Nordvik, og hva sier Sørvik om turer i skogen?")
    assert len(found) == 2
    assert all("turer i skogen" in text for text in found.values())
    found = asked("Kva seier Nordvik om turar i skogen, og kva seier Sørvik?")
    assert all(text.count("turar i skogen") == 1 and text.count("seier") == 1 for text in found.values())


def test_what_a_part_points_back_to_takes_its_place() -> None:
    found = asked("Kva vil Nordvik oppnå med turar i skogen, og kva meiner Sørvik med det?")
    assert found == {
        NORD: "Kva vil Nordvik oppnå med turar i skogen",
        SOR: "kva meiner Sørvik med turar i skogen",
    }
