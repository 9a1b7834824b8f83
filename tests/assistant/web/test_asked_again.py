import json
import threading
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.asked_again import given_since, one_at_a_time
from assistant.api.owner import COOKIE, owner_of
from assistant.service import Assistant
from tests.assistant.web.elements import WHO
from tests.assistant.web.visitor import Visitor

NEXT = "Og når?"
STREAM = {"Accept": "text/event-stream"}


@pytest.fixture
def browser(app: FastAPI, assistant: Assistant) -> Iterator[TestClient]:
    """A client with a cookie of its own, whose conversations are deleted after the test."""
    client = Visitor(app, base_url="http://127.0.0.1:8000")
    client.get("/")
    yield client
    for one in assistant.library.conversations.owned(owner_of(client.cookies[COOKIE]) or ""):
        assistant.library.conversations.remove(one.id)


def asked(browser: TestClient, question: str, **fields: str) -> dict[str, str]:
    """What ends the stream of a question: its conversation and its message."""
    told = browser.post("/", data={"q": question, **fields}, headers=STREAM).text
    (done,) = [part for part in told.split("\n\n") if part.startswith("event: done")]
    found: dict[str, str] = json.loads(done.partition("data: ")[2])
    return {"samtale": found["conversation"], "etter": found["after"]}


def kept(browser: TestClient, assistant: Assistant) -> list[int]:
    """How many messages each of the browser's conversations has."""
    owned = assistant.library.conversations.owned(owner_of(browser.cookies[COOKIE]) or "")
    return [one.messages for one in owned]


def test_a_first_question_asked_again_stands_once(browser: TestClient, assistant: Assistant) -> None:
    first = asked(browser, WHO)
    assert asked(browser, f" {WHO}  ", igjen="60") == first
    assert kept(browser, assistant) == [1]


def test_a_follow_up_asked_again_stands_once_where_it_stood(browser: TestClient, assistant: Assistant) -> None:
    first = asked(browser, WHO)
    second = asked(browser, NEXT, **first)
    assert asked(browser, NEXT, **first, igjen="60") == second
    assert kept(browser, assistant) == [2]


def test_a_question_that_was_not_kept_is_answered_now(browser: TestClient, assistant: Assistant) -> None:
    first = asked(browser, WHO)
    assert asked(browser, NEXT, **first, igjen="60")["samtale"] == first["samtale"]
    assert kept(browser, assistant) == [2]


def test_who_asks_the_same_anew_gets_an_answer_of_its_own(browser: TestClient, assistant: Assistant) -> None:
    first = asked(browser, WHO)
    for wrong in ("", "nei", "-1", "99999999"):
        assert asked(browser, WHO, igjen=wrong)["samtale"] != first["samtale"]
    asked(browser, WHO, **first)
    assert kept(browser, assistant)[0] == 2


def test_an_older_answer_and_that_of_another_are_not_given(browser: TestClient, assistant: Assistant) -> None:
    first = asked(browser, WHO)
    library = assistant.library
    owner = owner_of(browser.cookies[COOKIE])
    found = given_since(library, owner, WHO, None, None, 60)
    assert found is not None
    assert found.conversation_id == first["samtale"]
    assert given_since(library, owner, WHO, None, None, 0) is None
    assert given_since(library, owner, NEXT, first["samtale"], None, 60) is None
    assert given_since(library, "another", WHO, first["samtale"], None, 60) is None


def test_the_same_question_waits_for_itself_alone(assistant: Assistant) -> None:
    claims = assistant.library.claims
    inside, go_on, through = threading.Event(), threading.Event(), threading.Event()

    def first() -> None:
        with one_at_a_time(claims, "a", WHO):
            inside.set()
            go_on.wait(10)

    def second() -> None:
        with one_at_a_time(claims, "a", WHO):
            through.set()

    threads = [threading.Thread(target=run) for run in (first, second)]
    threads[0].start()
    assert inside.wait(10)
    threads[1].start()
    with one_at_a_time(claims, "b", WHO), one_at_a_time(claims, "a", NEXT):
        assert not through.wait(0.2)
    go_on.set()
    assert through.wait(10)
    for thread in threads:
        thread.join()
