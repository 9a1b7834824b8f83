"""A crowd: users who each ask, read for some seconds, and ask again."""

import asyncio
import random
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from assistant.api.owner import COOKIE, new_cookie

THOUGHT = 5.0
"""Seconds between an answer and the next question, on the average; the times are drawn from an exponential
distribution, which is how arrivals that do not know of each other are spread."""

_PATIENCE = 60.0  # seconds; whoever waits longer counts as one who met an error
_LIMITS = httpx.Limits(keepalive_expiry=2.0)
"""The server lets go of an idle connection after five seconds, which is httpx's time as well: a question that is sent
in just that moment meets a closed door. Browsers knock again; httpx does not."""


@dataclass(frozen=True)
class Asked:
    """One question of one user: when it was asked and how long it took, in seconds, and what came of it.

    `status` is the answer's, and None where the server or the network failed; then `fault` says how, `detail` what the
    server told of it, and `wait` in how many seconds it is worth asking again. `text` is the answer's, `cited` the
    pages and words that it rests on; `conversation` and `cookies` open it again, unless it says that it is not `kept`.
    """

    question: str
    at: float
    seconds: float
    status: str | None
    text: str = ""
    cited: tuple[tuple[str, int, str], ...] = ()
    fault: str = ""
    detail: str = ""
    wait: str | None = None
    kept: str = "yes"
    conversation: str = ""
    cookies: tuple[tuple[str, str], ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether the server answered, if only that the plans say nothing of it."""
        return self.status is not None


@dataclass
class Crowd:
    """So many users, each with a browser of their own, who share a store of questions; `address` is the server's.

    `headers` go with each question. Once `gone` is set, nobody asks any more.
    """

    address: str
    questions: Iterator[str]
    users: int
    seed: int = 1
    thought: float = THOUGHT
    headers: Mapping[str, str] = field(default_factory=dict)
    gone: threading.Event = field(default_factory=threading.Event)

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
            return self.gone.is_set() or now >= end or (now >= last and len(found) >= least)

        async def user(number: int) -> None:
            chance = random.Random(f"{self.seed}-{number}")
            async with self._browser() as client:
                await asyncio.sleep(chance.uniform(0, min(self.thought, seconds)))
                while not is_over():
                    found.append(await asked(client, next(self.questions)))
                    await asyncio.sleep(chance.expovariate(1 / self.thought) if self.thought else 0)

        await asyncio.gather(*(user(number) for number in range(self.users)))
        return sorted(found, key=lambda asked: asked.at)

    def _browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.address,
            timeout=_PATIENCE,
            limits=_LIMITS,
            headers=dict(self.headers),
            cookies={COOKIE: new_cookie()},
        )


async def asked(client: httpx.AsyncClient, question: str) -> Asked:
    """What becomes of one question."""
    at, started = time.time(), time.perf_counter()
    try:
        response = await client.post("/api/v1/ask", json={"question": question})
    except httpx.HTTPError as error:
        return Asked(question, at, time.perf_counter() - started, None, fault=type(error).__name__)
    seconds = time.perf_counter() - started
    told: dict[str, Any] = response.json() if "json" in response.headers.get("content-type", "") else {}
    if response.status_code != 200:
        wait, detail = response.headers.get("retry-after"), str(told.get("detail", ""))
        return Asked(question, at, seconds, None, fault=str(response.status_code), detail=detail, wait=wait)
    return Asked(
        question,
        at,
        seconds,
        told["status"],
        text=told["answer"],
        cited=tuple((source["document_id"], source["page"], source["quote"]) for source in told["citations"]),
        kept=told["kept"],
        conversation=told["conversation_id"],
        cookies=tuple(client.cookies.items()),
    )


def faults(asked: Sequence[Asked]) -> dict[str, int]:
    """How many met each fault."""
    found: dict[str, int] = {}
    for one in asked:
        if one.fault:
            found[one.fault] = found.get(one.fault, 0) + 1
    return found
