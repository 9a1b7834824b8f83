import asyncio
import socket
import threading
from collections.abc import Iterator
from itertools import count

import pytest
import uvicorn
from fastapi import FastAPI, HTTPException

from eval.benchmarks.load.crowd import Crowd, faults
from eval.benchmarks.load.figures import distinct_only


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server that answers each question but those it is asked to fail."""
    app = FastAPI()

    @app.post("/api/v1/ask")
    async def ask(body: dict[str, str]) -> dict[str, object]:
        if "feil" in body["question"]:
            raise HTTPException(503)
        await asyncio.sleep(0.01)
        answer = {"status": "answered", "answer": f"svar på {body['question']}", "conversation_id": "c"}
        return {**answer, "citations": [], "kept": "yes"}

    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def test_each_user_asks_questions_of_their_own_until_enough_were_asked(address: str) -> None:
    questions = (f"spørsmål {number}" for number in count())
    asked = asyncio.run(Crowd(address, questions, users=4, thought=0).ask(0, least=40, most_seconds=30))
    assert 40 <= len(asked) < 48
    assert distinct_only(asked)
    assert all(one.is_answered and one.text == f"svar på {one.question}" and one.seconds >= 0.01 for one in asked)


def test_a_server_that_fails_is_an_error_of_whoever_asked_and_of_nobody_else(address: str) -> None:
    questions = (f"feil {number}" if number % 2 else f"spørsmål {number}" for number in count())
    asked = asyncio.run(Crowd(address, questions, users=2, thought=0).ask(0, least=10, most_seconds=30))
    assert {one.is_answered for one in asked if "feil" in one.question} == {False}
    assert {one.is_answered for one in asked if "feil" not in one.question} == {True}
    assert faults(asked) == {"503": sum("feil" in one.question for one in asked)}


def test_a_server_that_is_gone_is_an_error_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
    asked = asyncio.run(Crowd(address, iter(["spørsmål"] * 9), users=1, thought=0).ask(0, least=1, most_seconds=30))
    assert faults(asked) == {"ConnectError": len(asked)}


def test_who_thinks_asks_seldom(address: str) -> None:
    questions = (f"spørsmål {number}" for number in count())
    asked = asyncio.run(Crowd(address, questions, users=3, thought=0.2).ask(1.0))
    assert 3 <= len(asked) <= 40
