import pytest

from assistant.service import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Hvem har ansvar for svømmekurs for femåringer?",
        "Når er svømmekurs for femåringer?",
        "Kven har ansvaret for bibliotekkassa?",
        "Who is responsible for the library case?",
        "Hvilke tiltak har barnehagene ansvaret for?",
        "Hva koster en elsykkel?",
    ],
)
def test_what_is_suggested_is_answered_and_was_not_asked(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert 1 <= len(answer.next_questions) <= 3
    assert question not in answer.next_questions
    for suggested in answer.next_questions:
        assert assistant.ask(suggested).status == "answered", suggested


def test_they_are_in_the_language_of_the_answer(assistant: Assistant) -> None:
    assert assistant.ask("Kven har ansvaret for bibliotekkassa?").next_questions[1].startswith("Kva tiltak har ")
