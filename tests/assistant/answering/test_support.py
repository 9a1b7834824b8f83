"""Answers that lack what was asked for are refused, however near the passage is."""

import pytest

from assistant.answering.answer import Status
from assistant.answering.support import BIAS, WEIGHTS, support
from assistant.service import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange barn er det i utegruppen?",
        "Hva koster svømmekurset?",
        "Hvilken dato er utegruppen?",
        "Hvem har ansvar for svømmekurset i 2040?",
    ],
)
def test_a_number_a_sum_a_date_or_a_year_that_is_missing_is_a_refusal(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCES


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("Hvor mange samtaler skal barnehagen ha med foresatte i året?", "to"),
        ("Hvilket år skal femåringene få svømmekurs?", "2026"),
        ("Hvor ofte sender biblioteket nye bøker?", "to ganger i året"),
    ],
)
def test_one_that_is_there_is_an_answer(assistant: Assistant, question: str, fact: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert fact in answer.answer


def test_support_grows_with_coverage_and_falls_with_unknown_words() -> None:
    even = dict.fromkeys(WEIGHTS, 0.0) | {"similarity": -BIAS / WEIGHTS["similarity"]}
    assert support(even) == pytest.approx(0.5)
    assert support(even | {"coverage": 1.0}) > 0.5 > support(even | {"unknown": 1.0})
