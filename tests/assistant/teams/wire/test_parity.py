"""In Teams stands what the API answers: the golden questions asked of one server both ways, each in a conversation of
its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.answer import Answer
from assistant.teams.messages.answer import status_label
from eval.golden import Question, load, select
from tests.assistant.teams.messages.sent import claims
from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import Connector

TEST = select(load(), "test")
AT_ONCE = 40


@pytest.fixture(scope="module")
def shipped(serve: Serve, plans_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deliver]:
    """Delivers to a server of the shipped plans."""
    data = shutil.copytree(plans_read, tmp_path_factory.mktemp("parity") / "data")
    with serve(Path(data), limit_ask="off") as delivering:
        yield delivering


@pytest.mark.parametrize("every", [10, pytest.param(1, marks=pytest.mark.slow)])
def test_a_message_says_what_the_api_answers(connector: Connector, shipped: Deliver, every: int) -> None:
    questions = TEST[::every]
    different: list[str] = []
    for start in range(0, len(questions), AT_ONCE):
        told = in_teams(connector, shipped, questions[start : start + AT_ONCE], start)
        for question, message in told:
            response = shipped.client.post("/api/v1/ask", json={"question": question.question})
            answer = Answer.model_validate_json(response.raise_for_status().content)
            if difference := differs(message, answer):
                different.append(f"{question.id}: {difference}")
    assert different == []


def in_teams(
    connector: Connector, shipped: Deliver, questions: tuple[Question, ...], start: int
) -> list[tuple[Question, dict[str, Any]]]:
    """What is said to questions in Teams, of every three one in a personal chat, a group and a channel."""
    kinds = ("personal", "groupChat", "channel")
    asked = {}
    for n, question in enumerate(questions, start + 10):
        where = connector.conversation(kinds[n % 3], n)
        asked[where["id"]] = question
        body = connector.activity(question.question, kinds[n % 3], conversation=where)
        assert shipped(body).status_code == 200
    connector.wait(lambda: {sent.conversation for sent in connector.messages} >= set(asked), 120)
    said = {sent.conversation: sent.body for sent in connector.messages}
    assert len([sent for sent in connector.messages if sent.conversation in asked]) == len(asked)
    return [(question, said[where]) for where, question in asked.items()]


def differs(message: dict[str, Any], answer: Answer) -> str:
    """What a message says otherwise than an answer; nothing of either's text."""
    numbers = [claim["position"] for claim in claims(message)]
    found = {
        "status": not message["summary"].startswith(f"{status_label(answer)}: "),
        "text": message["text"] != answer.answer,
        "numbers": numbers != [citation.number for citation in answer.citations][:20],
    }
    return ", ".join(name for name, is_so in found.items() if is_so)
