import pytest

from assistant.answering.answer import Status
from assistant.conversation.refusals import refused
from assistant.question.screen import Outside
from assistant.texts import Language


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("outside", list(Outside))
def test_a_refusal_is_in_the_language_asked_with_an_example_and_nothing_quoted(
    outside: Outside, language: Language
) -> None:
    answer = refused(outside, "…", language, ["Hvem eier planen?"])
    assert (answer.status, answer.language, answer.searched.documents) == (Status.REFUSED, language, ())
    assert answer.answer.endswith("«Hvem eier planen?»")
    assert not answer.citations
    assert not answer.nearest


def test_without_an_example_the_refusal_stands_by_itself() -> None:
    assert "«" not in refused(Outside.THANKS, "takk", "nb", []).answer
