"""Twenty who ask while something goes wrong: what they were told, how long it went on, and what was lost."""

import asyncio
import json
import os
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from types import MappingProxyType

import httpx

from assistant.api.owner import COOKIE, new_cookie
from eval.benchmarks.load.crowd import Asked, Crowd, asked, faults
from tests.faults.people import Fault, Refusal, Sender, Working, Writer
from tests.faults.served import Served

USERS = 20
THOUGHT = 1.0  # seconds on the average
RECOVERED_WITHIN = 30.0
"""Seconds after a fault is over until questions are answered again; quiet it takes a tenth of that (docs/scale.md)."""

BROKEN = frozenset({"ConnectError", "ReadError", "RemoteProtocolError", "WriteError"})
"""What somebody sees whose server was killed: no answer of ours can be there."""

_BEFORE = 2.5  # seconds of peace at first
_AFTER = 3.0
_GOOD_IN_A_ROW = 10
_QUESTIONS = 40
_READING = {"name": "De som spør", "scopes": ["read"], "collections": ["open"], "days": None}
FIGURES = "FAULTS_FIGURES"
"""The variable that names a file for the figures of docs/scale.md."""


@dataclass
class Scene:
    """A server, and those at work on it. `references` are the answers before anything went wrong."""

    served: Served
    name: str
    questions: Sequence[str]
    references: dict[str, list[Asked]]
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    begun: float = 0.0
    over: float = 0.0
    recovered: float = 0.0

    def plays(self, fault: Fault, *working: Working, within: float = RECOVERED_WITHIN) -> None:
        """Lets the crowd ask and the others work, does the fault, and waits until ten questions in a row are answered
        as before.
        """
        crowd = Crowd(self.served.address, cycle(self.questions), USERS, seed=7, thought=THOUGHT, headers=self.headers)
        threads = [threading.Thread(target=self._gathers, args=(crowd,)), *working]
        for thread in threads:
            thread.start()
        try:
            time.sleep(_BEFORE)
            self.begun = time.time()
            fault()
            self.over = time.time()
            self.recovered = self._recovers(within)
            time.sleep(_AFTER)
        finally:
            crowd.gone.set()
            threads[0].join()
            for one in working:
                one.leave()
        self._tells(working)

    def _gathers(self, crowd: Crowd) -> None:
        self.asked = asyncio.run(crowd.ask(600))

    def _recovers(self, within: float) -> float:
        """The seconds from the fault's end to the first of ten questions in a row that were answered as before."""
        return asyncio.run(self._good_again(within))

    async def _good_again(self, within: float) -> float:
        first, good = 0.0, 0
        async with httpx.AsyncClient(base_url=self.served.address, timeout=60, headers=self.headers) as client:
            for question in cycle(self.questions):
                one = await asked(client, question)
                is_good = one.is_answered and self.is_as_before(one)
                first = one.at + one.seconds if is_good and not good else first
                good = good + 1 if is_good else 0
                if good == _GOOD_IN_A_ROW:
                    break
                assert time.time() - self.over < within + 20, f"not recovered: {one}\n{self.served.log[-3_000:]}"
                await asyncio.sleep(0 if is_good else 0.2)
        return max(0.0, first - self.over)

    def is_as_before(self, one: Asked) -> bool:
        """Whether an answer is, to the letter and with its sources, one that was given before the fault."""
        return any(
            (one.status, one.text, one.cited) == (known.status, known.text, known.cited)
            for known in self.references[one.question]
        )

    @property
    def trouble(self) -> float:
        """The seconds from the first question that was not answered to the end of the last one."""
        failed = [one for one in self.asked if not one.is_answered]
        return max(one.at + one.seconds for one in failed) - failed[0].at if failed else 0.0

    @property
    def longest(self) -> float:
        """How long the slowest answer was waited for, in seconds."""
        return max(one.seconds for one in self.asked if one.is_answered)

    def lost(self) -> list[str]:
        """The conversations whose answer was received, and which cannot be opened with that answer in them; those of
        which the answer said that they are not kept are none of them.
        """
        found = []
        with httpx.Client(base_url=self.served.address, timeout=60, headers=self.headers) as client:
            for one in self.asked:
                if one.is_answered and one.kept != "no":
                    cookies = "; ".join(f"{name}={value}" for name, value in one.cookies)
                    path = f"/api/v1/conversations/{one.conversation}"
                    response = client.get(path, headers={"Cookie": cookies})
                    messages = response.json()["messages"] if response.is_success else []
                    if [message["answer"]["answer"] for message in messages] != [one.text]:
                        found.append(f"{one.conversation}: {response.status_code}")
        return found

    def _tells(self, working: Sequence[Working]) -> None:
        """Adds the figures to the file that the environment names."""
        if FIGURES not in os.environ:
            return
        told = {
            "fault": self.name,
            "asked": len(self.asked),
            "faults": faults(self.asked),
            "not kept": sum(one.kept == "no" for one in self.asked),
            "kept later": sum(one.kept == "later" for one in self.asked),
            "lasted": round(self.over - self.begun, 1),
            "trouble": round(self.trouble, 1),
            "recovered": round(self.recovered, 1),
            "longest": round(self.longest, 1),
            "saves": sum(one.saves for one in working if isinstance(one, Writer)),
            "sent": sum(len(one.sent) for one in working if isinstance(one, Sender)),
            "refused work": sum(len(one.refusals) + one.broken for one in working),
            "load": os.getloadavg()[0],
        }
        with Path(os.environ[FIGURES]).open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(told)}\n")


def scene(served: Served, name: str, *, reads_all: bool = False) -> Scene:
    """A scene with forty questions on the plans, each of which was asked once: by those who read all, or by readers of
    the open collection, to whom documents of others are nothing.
    """
    headers = {}
    with httpx.Client(base_url=served.address, timeout=60) as client:
        if not reads_all:
            made = client.post("/api/v1/tokens", json=_READING).raise_for_status().json()
            headers = {"Authorization": f"Bearer {made['secret']}"}
        rows = client.get("/api/v1/measures", headers=headers).raise_for_status().json()
    titles = list(dict.fromkeys(row["title"] for row in rows))
    return scene_of(served, name, list(_questions(titles))[:_QUESTIONS], headers)


def scene_of(
    served: Served, name: str, questions: Sequence[str], headers: Mapping[str, str] = MappingProxyType({})
) -> Scene:
    """A scene with these questions, each of which was asked once."""
    found = Scene(served, name, questions, {question: [] for question in questions}, dict(headers))
    learn(found)
    return found


def learn(found: Scene) -> None:
    """Notes what is answered now to each question as right."""
    for one in asyncio.run(_references(found)):
        assert one.is_answered, one
        found.references[one.question].append(one)


async def _references(found: Scene) -> list[Asked]:
    cookies = {COOKIE: new_cookie()}
    async with httpx.AsyncClient(
        base_url=found.served.address, timeout=60, headers=found.headers, cookies=cookies
    ) as client:
        return [await asked(client, question) for question in found.questions]


def _questions(titles: Sequence[str]) -> Iterator[str]:
    for number, title in enumerate(titles):
        yield f"Hvem har ansvar for «{title}»?"
        yield (f"Hva går «{title}» ut på?", f"Når skal «{title}» være gjort?")[number % 2]


def assert_no_wrong_answer(found: Scene) -> None:
    """Each answer that was given is the one from before."""
    wrong = [one for one in found.asked if one.is_answered and not found.is_as_before(one)]
    assert not wrong, (len(wrong), wrong[0], found.references[wrong[0].question])


def assert_only_told_to_wait(found: Scene, *working: Working, may_break: bool = False) -> None:
    """Who was not answered was told in a sentence to wait, and for how long; or the connection broke with the process
    that was killed.
    """
    allowed = BROKEN if may_break else frozenset()
    refused: list[Refusal] = [refusal for one in working for refusal in one.refusals]
    for one in found.asked:
        if not one.is_answered and one.fault not in allowed:
            assert one.fault.isdigit(), one
            refused.append((int(one.fault), one.wait, one.detail))
    for status, wait, told in refused:
        assert status == 503, (status, told, found.served.log[-3_000:])
        assert wait is not None, (wait, told)
        assert 0 < int(wait) <= 60
        assert "prøv igjen" in told or "send" in told, told
    assert may_break or not any(one.broken for one in working)


def assert_nothing_lost(found: Scene, writer: Writer | None = None, sender: Sender | None = None) -> None:
    """Conversations open with the answers that were received, fields have what was promised, and each document whose
    job ended well is there, once.
    """
    assert found.lost() == []
    if writer is not None:
        assert writer.wrong == []
        assert len(writer.promised) > 3
        assert writer.lost() == []
    if sender is not None:
        assert_documents(sender)


def assert_documents(sender: Sender) -> None:
    """Every job ended, and the documents are those of the jobs that ended well."""
    sender.finish()
    assert sender.wrong == []
    ended = {one.document: one.status for one in sender.sent}
    assert set(ended.values()) <= {"done", "failed"}, ended
    assert "done" in ended.values()
    there = sender.documents()
    assert len(there) == len(set(there)), there
    done = {document for document, status in ended.items() if status == "done"}
    assert done <= set(there) <= done | sender.unheard, (ended, there)


def forget(path: Path) -> None:
    """Deletes a file that may not be there."""
    with suppress(OSError):
        path.unlink()
