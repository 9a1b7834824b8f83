"""Somebody who asks a running server, as the page and other programs do, and notes what comes and when."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.answering.answer import Answer
from assistant.api.owner import COOKIE


@dataclass
class Heard:
    """The events of one stream, the seconds until each, and how long all of it took."""

    events: list[tuple[str, Any]] = field(default_factory=list)
    moments: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def answer(self) -> Answer:
        """What the stream ended with."""
        name, data = self.events[-1]
        assert name == "done", data
        return Answer.model_validate(data)

    @property
    def told(self) -> str:
        """The text that was streamed."""
        return "".join(data["text"] for name, data in self.events if name == "token")


class Asker:
    """One browser, or program, at the address of a server."""

    def __init__(self, address: str, name: str = "asker") -> None:
        self._client = httpx.Client(base_url=address, timeout=60, cookies={COOKIE: name * 5}, trust_env=False)

    def asks(self, question: str, **more: Any) -> Answer:
        """The answer in one piece."""
        answered = self._client.post("/api/v1/ask", json={"question": question, **more})
        assert answered.status_code == 200, answered.text
        return Answer.model_validate(answered.json())

    def hears(self, question: str, **more: Any) -> Heard:
        """The answer as it is streamed, to its end."""
        heard, started = Heard(), time.monotonic()
        with self.listening(question, **more) as events:
            for event in events:
                heard.events.append(event)
                heard.moments.append(time.monotonic() - started)
        heard.seconds = time.monotonic() - started
        return heard

    @contextmanager
    def listening(self, question: str, **more: Any) -> Iterator[Iterator[tuple[str, Any]]]:
        """The events as they come; who asks has left when the context ends."""
        with self._client.stream("POST", "/api/v1/ask/stream", json={"question": question, **more}) as response:
            assert response.status_code == 200
            yield _events(response.iter_lines())

    def kept(self, answer: Answer) -> Answer:
        """The last answer of its conversation, as it was kept."""
        found = self._client.get(f"/api/v1/conversations/{answer.conversation_id}").json()
        return Answer.model_validate(found["messages"][-1]["answer"])

    def reads(self, path: str) -> str:
        """A page or a file, as text."""
        found = self._client.get(path)
        assert found.status_code == 200, path
        return found.text

    def close(self) -> None:
        """Ends all connections."""
        self._client.close()


def _events(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
