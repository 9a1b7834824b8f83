"""A made-up clerk and a made-up connector, for the desk and the outbox over a real store."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from assistant.config import Settings
from assistant.teams.connector import SendError
from assistant.teams.desk import Rest
from assistant.teams.incoming import Incoming

SETTINGS = Settings(secret_key="k3J9xQv7LmN2pR5tW8yZ1aB4cD6eF0gH")


def incoming(text: str, key: str = "a", name: str = "") -> Incoming:
    return Incoming(
        activity_id=name or text,
        conversation=key,
        key=key * 64,
        is_shared=False,
        text=text,
        pressed=None,
        sender="x",
        sender_name="",
        tenant="t",
        language="nb",
        account="29:x",
        service_url="http://127.0.0.1:1/teams",
    )


class MadeUpClerk:
    """Serves as it is told, and notes what it was given."""

    def __init__(self, act: Callable[[Incoming], Awaitable[None]] | None = None) -> None:
        self._act = act
        self.served: list[str] = []
        self.since: list[float | None] = []
        self.sorry: list[tuple[str, str]] = []
        self.dropped: list[str] = []

    async def serve(self, incoming: Incoming, since: float | None) -> Rest | None:
        if self._act is not None:
            await self._act(incoming)
        self.served.append(incoming.text)
        self.since.append(since)
        return None

    async def apologize(self, incoming: Incoming, why: str) -> None:
        self.sorry.append((incoming.text, why))

    def drop(self, incoming: Incoming) -> None:
        self.dropped.append(incoming.text)

    def owner(self, incoming: Incoming) -> str | None:
        return None


class MadeUpConnector:
    """Takes messages, or not, as it is told: one of `faults` for each, by conversation."""

    def __init__(self, *, seconds: float = 0, **faults: list[SendError | None]) -> None:
        self._seconds = seconds
        self._faults = faults
        self.sent: list[tuple[str, str, str | None]] = []

    async def send(self, service_url: str, conversation: str, activity: dict[str, Any]) -> str | None:
        return await self._taken(conversation, activity, None)

    async def replace(self, service_url: str, conversation: str, sent_id: str, activity: dict[str, Any]) -> str | None:
        return await self._taken(conversation, activity, sent_id)

    async def _taken(self, conversation: str, activity: dict[str, Any], sent_id: str | None) -> str:
        fault = self._faults[conversation].pop(0) if self._faults.get(conversation) else None
        if fault is not None:
            raise fault
        self.sent.append((conversation, activity["text"], sent_id))
        await asyncio.sleep(self._seconds)
        return "1700"


def run(work: Callable[[], Awaitable[None]]) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await work()

    asyncio.run(within())


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.005)
