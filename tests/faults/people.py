"""Those who work while others ask: one writes a plan, one sends documents. Each knows what was promised to them."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from tests.faults.served import Served

_PAUSE = 0.3  # seconds
_OVER = ("done", "failed", "cancelled")

Refusal = tuple[int, str | None, str]
"""A status, what Retry-After said, and the sentence."""


class Working(threading.Thread):
    """Somebody who goes on until `leave`; `refusals` are what was refused, `broken` how often nothing came back."""

    def __init__(self, served: Served) -> None:
        super().__init__(daemon=True)
        self._gone = threading.Event()
        self._client = served.browser()
        self.refusals: list[Refusal] = []
        self.broken = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        """Works."""
        while not self._gone.wait(_PAUSE):
            self.work()

    def work(self) -> None:
        """One piece of work."""
        raise NotImplementedError

    def leave(self) -> None:
        """Stops working, once what is under way is through."""
        self._gone.set()
        self.join()

    def asks(self, method: str, path: str, **what: Any) -> httpx.Response | None:
        """What the server answers; None where it refuses for now, or the connection breaks."""
        try:
            response = self._client.request(method, f"/api/v1{path}", **what)
        except httpx.HTTPError:
            self.broken += 1
            return None
        if response.status_code >= 500:
            told = response.json()["detail"] if "json" in response.headers.get("content-type", "") else response.text
            self.refusals.append((response.status_code, response.headers.get("retry-after"), told))
            return None
        return response

    def insists(self, method: str, path: str, **what: Any) -> httpx.Response:
        """What the server answers when there is nothing wrong with it."""
        response = self.asks(method, path, **what)
        assert response is not None, (method, path, self.refusals, self.broken)
        return response


class Writer(Working):
    """Writes in the fields of a draft, one after the other; `promised` is what stands in each since its last save."""

    def __init__(self, served: Served) -> None:
        super().__init__(served)
        template = self.insists("GET", "/templates").json()["templates"][0]["id"]
        begun = self.insists("POST", "/drafts", json={"template": template, "unit": "Solsikken"}).json()
        self._draft = f"/drafts/{begun['id']}"
        self._fields = [(one["key"], tuple(one["parts"])) for one in begun["fields"]][:12]
        self._revisions = {one["key"]: one["revision"] for one in begun["fields"]}
        self._numbers = count(1)
        self.promised: dict[str, dict[str, str]] = {}
        self.saves = 0

    def work(self) -> None:
        """One text into the next field, again and again until it is taken."""
        number = next(self._numbers)
        key, names = self._fields[number % len(self._fields)]
        parts = {name: f"Tekst {number}: barna er ute hver dag, og vi skriver om {name}." for name in names}
        while not self._saved(key, parts) and not self._gone.wait(_PAUSE):
            pass

    def _saved(self, key: str, parts: dict[str, str]) -> bool:
        match = {"If-Match": f'"{self._revisions[key]}"'}
        response = self.asks("PUT", f"{self._draft}/fields/{key}", json={"parts": parts}, headers=match)
        if response is None:
            self.promised.pop(key, None)  # what was sent may stand there, though nobody heard so
            return False
        told = response.json()
        current = told["current"] if response.status_code == 412 else told
        if response.status_code not in (200, 412) or current["parts"] != parts:
            self.wrong.append(f"{response.status_code}: {told}")
            return True
        self.promised[key], self._revisions[key] = parts, current["revision"]
        self.saves += 1
        return True

    def reads(self, served: Served) -> list[dict[str, Any]]:
        """The fields of the draft as they are on a server, this one or another with the same stores in it."""
        client = served.browser()
        client.cookies = self._client.cookies
        found: list[dict[str, Any]] = client.get(f"/api/v1{self._draft}/fields").raise_for_status().json()
        return found

    def lost(self) -> list[str]:
        """The fields that have another text than was promised."""
        now = {one["key"]: one["parts"] for one in self.insists("GET", f"{self._draft}/fields").json()}
        return [key for key, parts in self.promised.items() if now.get(key) != parts]


@dataclass
class Sent:
    """A document that was sent, the job that reads it, and how that ended as far as one heard."""

    document: str
    job: str
    status: str = "queued"
    told: dict[str, Any] = field(default_factory=dict)


TEXT = """Prøveplan nummer {number} for Solsikken barnehage
\fOm planen

Planen med nummer {number} gjelder Solsikken. Styreren legger den fram for foreldrerådet hver høst.

Barnehagen skal ha {number} turer i skogen hvert år. Personalet skriver ned hva barna ser på turen.
"""


class Sender(Working):
    """Sends one document after the other to a collection of its own, and follows the job of each to its end."""

    def __init__(self, served: Served, collection: str = "prove") -> None:
        super().__init__(served)
        asked = {"title": "Prøve", "readers": [], "editors": []}
        self.insists("PUT", f"/collections/{collection}", json=asked)
        self._collection = collection
        self._numbers = count(1)
        self.sent: list[Sent] = []
        self.unheard: set[str] = set()

    def work(self) -> None:
        """One document, and a look at what is under way."""
        if all(one.status in _OVER for one in self.sent):
            self.send(next(self._numbers))
        self.look()

    def send(self, number: int) -> None:
        """Sends a document that nobody has."""
        name = f"proveplan-{number}"
        metadata = f'{{"id": "{name}", "title": "Prøveplan {number}", "collection": "{self._collection}"}}'
        file = {"file": (f"{name}.txt", TEXT.format(number=number).encode())}
        response = self.asks("POST", "/documents", files=file, data={"metadata": metadata})
        if response is None:
            self.unheard.add(name)
        elif response.status_code == 202:
            self.sent.append(Sent(name, response.json()["job_id"]))
        else:
            self.wrong.append(f"{response.status_code}: {response.text}")

    def look(self) -> None:
        """What has become of the documents."""
        for one in self.sent:
            if one.status not in _OVER:
                response = self.asks("GET", f"/jobs/{one.job}")
                if response is not None and response.status_code == 200:
                    one.told = response.json()
                    one.status = one.told["status"]
                elif response is not None:
                    one.status = f"{response.status_code}"

    def goes_on_at(self, served: Served) -> None:
        """Looks at another server from now on."""
        client = served.browser()
        client.cookies = self._client.cookies
        self._client = client

    def finish(self, seconds: float = 60) -> None:
        """Waits for what is under way."""
        until = time.monotonic() + seconds
        while any(one.status not in _OVER for one in self.sent) and time.monotonic() < until:
            self.look()
            time.sleep(_PAUSE)

    def documents(self) -> list[str]:
        """The ids of the documents that stand in the collection, each as often as it does."""
        found = self.insists("GET", "/documents").json()
        return [one["id"] for one in found if one["collection"] == self._collection]


Fault = Callable[[], None]
"""Does it, and returns when it is over."""
