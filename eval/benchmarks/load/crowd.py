"""A crowd: users who each ask, read for some seconds, and ask again."""

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import httpx

THOUGHT = 5.0
"""Seconds between an answer and the next question, on the average; the times are drawn from an exponential
distribution, which is how arrivals that do not know of each other are spread."""

_PATIENCE = 60.0  # seconds; whoever waits longer counts as one who met an error


@dataclass(frozen=True)
class Asked:
    """One question of one user: when it was asked and how long it took, in seconds, and what came of it.

    `status` is the answer's, and None where the server or the network failed; then `fault` says how. `text` is the
    answer's, `conversation` and `cookies` what opens it again.
    """

    question: str
    at: float
    seconds: float
    status: str | None
    text: str = ""
    fault: str = ""
    conversation: str = ""
    cookies: tuple[tuple[str, str], ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the server answered, if only that the plans say nothing of it."""
        return self.status is not None


@dataclass
class Crowd:
    """So many users, who share a store of questions of which none is asked twice; `address` is the server's."""

    address: str
    questions: Iterator[str]
    users: int
    seed: int = 1
    thought: float = THOUGHT

    async def ask(self, seconds: float, least: int = 0, most_seconds: float | None = None) -> list[Asked]:
        """What became of the questions that are asked within so many seconds, and until at least so many were.

        `most_seconds` ends it in any case. Everybody's first question comes at a moment of their own.
        """
        begun = time.monotonic()
        last = begun + seconds
        end = begun + max(seconds, most_seconds or seconds)
        found: list[Asked] = []

        def is_over() -> bool:
            now = time.monotonic()
            return now >= end or (now >= last and len(found) >= least)

        async def user(number: int) -> None:
            chance = random.Random(f"{self.seed}-{number}")
            async with httpx.AsyncClient(base_url=self.address, timeout=_PATIENCE) as client:
                await asyncio.sleep(chance.uniform(0, min(self.thought, seconds)))
                while not is_over():
                    found.append(await _asked(client, next(self.questions)))
                    await asyncio.sleep(chance.expovariate(1 / self.thought) if self.thought else 0)

        await asyncio.gather(*(user(number) for number in range(self.users)))
        return sorted(found, key=lambda asked: asked.at)


async def _asked(client: httpx.AsyncClient, question: str) -> Asked:
    at, started = time.time(), time.perf_counter()
    try:
        response = await client.post("/api/v1/ask", json={"question": question})
    except httpx.HTTPError as error:
        return Asked(question, at, time.perf_counter() - started, None, fault=type(error).__name__)
    seconds = time.perf_counter() - started
    if response.status_code != 200:
        return Asked(question, at, seconds, None, fault=str(response.status_code))
    answer = response.json()
    return Asked(
        question,
        at,
        seconds,
        answer["status"],
        text=answer["answer"],
        conversation=answer["conversation_id"],
        cookies=tuple(client.cookies.items()),
    )


def faults(asked: Sequence[Asked]) -> dict[str, int]:
    """How many met each fault."""
    found: dict[str, int] = {}
    for one in asked:
        if one.fault:
            found[one.fault] = found.get(one.fault, 0) + 1
    return found
