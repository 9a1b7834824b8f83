"""With a login somebody is the same in Teams as on the web: with the same rights, and the same conversations."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Mount

from tests.assistant.access.two_towns import ELVHEIM, fill
from tests.assistant.auth.made_up_provider import CLIENT_ID, CLIENT_SECRET, MadeUpProvider, returned
from tests.assistant.teams.wire.conftest import Deliver, Serve
from tests.assistant.teams.wire.connector import KARI, OLA, TENANT, Connector, served

KNUT = "bbbbbbbb-0000-0000-0000-000000000004"
RESTRICTED = "Når skal Svømmekurs for femåringer gjennomføres?"
OPEN = "Hvor ofte skal barna være med på å lage måltidet?"
ONLY_OPEN = "Her leser jeg bare planene som er åpne for alle"


class Town:
    """A server with a plan that one group reads, and a provider at which users log in as at Entra ID."""

    def __init__(self, deliver: Deliver, provider: MadeUpProvider, opened: ExitStack) -> None:
        self.deliver = deliver
        self._provider = provider
        self._opened = opened

    def logged_in(self, object_id: str, *groups: str) -> httpx.Client:
        """A browser in which somebody has logged in."""
        self._provider.user = {"sub": f"sub {object_id}", "name": "Kari Nordmann", "groups": list(groups)}
        self._provider.user |= {"tid": TENANT, "oid": object_id}
        address = self.deliver.client.base_url
        browser = self._opened.enter_context(httpx.Client(base_url=address, timeout=30))
        browser.headers["Sec-Fetch-Site"] = "same-origin"
        led_to = browser.get("/logg-inn").headers["location"]
        assert browser.get(returned(led_to, self._provider.authorize(led_to))).status_code == 303
        return browser

    def said(self, connector: Connector, text: str, kind: str, sender: str) -> dict[str, Any]:
        """What is said to somebody in Teams."""
        where = connector.conversation(kind, len(connector.messages) + 2)
        self.deliver(connector.activity(text, kind, sender=sender, conversation=where))
        connector.wait(lambda: where["id"] in {sent.conversation for sent in connector.messages})
        return next(sent.body for sent in connector.messages if sent.conversation == where["id"])


@pytest.fixture(scope="module")
def town(serve: Serve, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    path = f"/{TENANT}/v2.0"
    provider = MadeUpProvider("")
    with served(Starlette(routes=[Mount(path, provider.app())])) as url, pytest.MonkeyPatch.context() as patched:
        patched.setattr("assistant.auth.entra._ISSUERS", (f"{url}/{{tenant}}/v2.0",))
        provider.issuer = f"{url}{path}"
        login = {"oidc_issuer": provider.issuer, "oidc_client_id": CLIENT_ID, "oidc_client_secret": CLIENT_SECRET}
        data = tmp_path_factory.mktemp("town") / "data"
        own = {"open_reading": False, "reader_groups": ("lesere",), "limit_ask": "off"}
        with serve(data, **own, **login) as deliver, ExitStack() as opened:
            library = deliver.library
            fill(library, ELVHEIM)
            made = library.collections.get(ELVHEIM.collection)
            assert made is not None
            library.collections.put(made.model_copy(update={"readers": ("elvheimere",)}))
            yield Town(deliver, provider, opened)


def words(message: dict[str, Any]) -> str:
    """All that a message says."""
    return json.dumps(message, ensure_ascii=False)


def tells(message: dict[str, Any]) -> bool:
    """Whether it says anything that only the plan of the town does; that was asked for by no name of its."""
    return any(secret in words(message) for secret in ELVHEIM.secrets)


def test_who_logged_in_on_the_web_reads_the_same_in_the_chat_and_others_around_what_is_open(
    connector: Connector, town: Town
) -> None:
    browser = town.logged_in(KARI, "lesere", "elvheimere")
    on_web = browser.post("/api/v1/ask", json={"question": RESTRICTED}).json()
    assert {citation["document_id"] for citation in on_web["citations"]} == {ELVHEIM.document_id}
    alone = town.said(connector, RESTRICTED, "personal", KARI)
    assert alone["text"] == on_web["answer"]
    assert tells(alone)
    for kind in ("groupChat", "channel"):
        message = town.said(connector, RESTRICTED, kind, KARI)
        assert not tells(message)
        assert ONLY_OPEN in words(message)
    kept = browser.get("/api/v1/conversations").json()
    assert [one["messages"] for one in kept] == [1, 1]  # hers of the web and of the chat, and none of those around
    town.logged_in(KARI, "lesere")
    assert not tells(town.said(connector, RESTRICTED, "personal", KARI))  # the group was taken from her


def test_who_reads_no_more_alone_is_not_told_to_ask_there(connector: Connector, town: Town) -> None:
    town.logged_in(KNUT, "lesere")
    assert not tells(town.said(connector, RESTRICTED, "personal", KNUT))
    shared = town.said(connector, OPEN, "groupChat", KNUT)
    assert "minst én gang i uka" in shared["text"]
    assert ONLY_OPEN not in words(shared)


def test_whose_plans_come_first_is_chosen_among_those_that_one_reads(connector: Connector, town: Town) -> None:
    town.logged_in(KARI, "lesere", "elvheimere")
    town.logged_in(KNUT, "lesere")
    chosen = [
        "ingen planer for" not in words(town.said(connector, "/kommune Elvheim", kind, who))
        for kind, who in (("personal", KARI), ("channel", KARI), ("personal", KNUT))
    ]
    assert chosen == [True, False, False]


def test_who_has_not_logged_in_is_told_where_to(connector: Connector, town: Town) -> None:
    for kind in ("personal", "groupChat"):
        message = town.said(connector, OPEN, kind, OLA)
        assert "[Logg inn på nettsiden](http://127.0.0.1/logg-inn)" in message["text"]
        assert "uka" not in words(message)
    town.logged_in(OLA, "lesere")
    assert "minst én gang i uka" in town.said(connector, OPEN, "personal", OLA)["text"]
