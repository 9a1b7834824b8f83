"""Budgets of the language model where it is used: answers, follow-ups and proposals, in each surface, and in /admin."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.owner import COOKIE, owner_of
from assistant.app import create_app
from assistant.config import Settings
from assistant.language_model.spending import today
from corpus.library import Library
from corpus.store.model_use import Use
from tests.assistant.api.drafting import DRAFTS, ROW, begun
from tests.assistant.web.visitor import Visitor
from tests.language_model.replies import ASKED, GOOD
from tests.language_model.scripted import MODEL, Played, ScriptedServer, saying, serving

A_REPLY = 18  # tokens, as the scripted server counts
TOLD = {
    "nb": "Språkmodellen scripted er ikke brukt: dagens ramme er nådd.",
    "nn": "Språkmodellen scripted er ikkje brukt: ramma for dagen er nådd.",
    "en": "The language model scripted was not used: the budget of the day is used up.",
}
KARI, OLA = "kari" * 10, "ola" * 10

Opens = Callable[..., AbstractContextManager[TestClient]]


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with serving(lambda _: saying(GOOD)) as server:
        yield server


@pytest.fixture
def opens(with_plans: Settings, model: ScriptedServer) -> Opens:
    """The server on this machine, with a model and what else is set."""

    def opened(**said: Any) -> AbstractContextManager[TestClient]:
        own = {"llm_model": MODEL, "llm_base_url": model.base_url, "llm_timeout": 5.0, "llm_retries": 0, **said}
        return Visitor(create_app(with_plans.model_copy(update=own)), base_url="http://127.0.0.1:8000")

    return opened


def library_of(client: TestClient) -> Library:
    found: Library = client.app.state.services.library  # type: ignore[attr-defined]
    return found


def uses(client: TestClient, browser: str) -> int:
    """How many replies are counted as a browser's."""
    return sum(one.replies for one in library_of(client).model_use.of([owner_of(browser) or ""]))


def asks(client: TestClient, browser: str, question: str = ASKED, **more: Any) -> dict[str, Any]:
    client.cookies.clear()
    client.cookies.set(COOKIE, browser, domain="127.0.0.1")
    found: dict[str, Any] = client.post("/api/v1/ask", json={"question": question, **more}).json()
    return found


def test_who_has_used_up_the_day_is_answered_with_quotes_and_told_why(opens: Opens, model: ScriptedServer) -> None:
    with opens(llm_tokens_per_user_day=A_REPLY) as client:
        assert asks(client, KARI)["engine"] == "generative"
        quoted = asks(client, KARI)
        assert (quoted["engine"], quoted["status"]) == ("extractive", "answered")
        assert (quoted["writing"]["outcome"], quoted["writing"]["is_over_budget"]) == ("away", True)
        events = client.post("/api/v1/ask/stream", json={"question": ASKED}).text
        assert json.loads(events.rsplit("data: ", 1)[1])["writing"]["is_over_budget"]
        for language, told in TOLD.items():
            assert told in client.get("/", params={"q": ASKED, "lang": language}).text
        assert asks(client, OLA)["engine"] == "generative", "the budget is each one's own"
        assert (len(model.asked), uses(client, KARI), uses(client, OLA)) == (2, 1, 1)
        found = client.get("/metrics").text
        assert 'planassistent_model_replies_total{outcome="away",prompt="answer@1",trouble="budget"}' in found


def test_follow_ups_and_proposals_count_as_well(opens: Opens, model: ScriptedServer) -> None:
    with opens(llm_tokens_per_user_day=3 * A_REPLY) as client:
        first = asks(client, KARI)
        follows = asks(client, KARI, "Og når?", conversation_id=first["conversation_id"])
        assert follows["rewriting"]["is_over_budget"] is False
        assert uses(client, KARI) == len(model.asked) == 3, "an answer, a question put, and its answer"
        again = asks(client, KARI, "Og hvem?", conversation_id=first["conversation_id"])
        assert again["rewriting"]["is_over_budget"]
        draft = begun(client, unit="Fjellvik", jurisdiction="Fjellvik")["id"]
        hits = client.post("/api/v1/search", json={"query": "ti timer i bassenget", "limit": 1}).json()
        path, passages = f"{DRAFTS}/{draft}/fields/{ROW}/proposal", {"passages": [hits[0]["passage_id"]]}
        proposed = client.post(path, json=passages).json()
        assert (proposed["engine"], proposed["writing"]["is_over_budget"]) == ("extractive", True)
        assert len(model.asked) == 3
        client.cookies.clear()
        client.cookies.set(COOKIE, OLA, domain="127.0.0.1")
        client.post(path, json=passages)
        assert uses(client, OLA) == 1, "a proposal is counted as whose it is"


def test_what_somebody_used_is_shown_taken_along_and_deleted(opens: Opens) -> None:
    with opens() as client:
        asks(client, KARI)
        assert client.get("/api/v1/me").json()["model_use"][0]["prompt_tokens"] == 11
        assert "1 svar, 18 tokens" in client.get("/mine-data").text
        assert client.delete("/api/v1/me").status_code == 204
        assert uses(client, KARI) == 0
        assert library_of(client).model_use.days()[0].replies == 1


def test_an_administrator_sees_what_is_used_and_of_what(opens: Opens) -> None:
    prices = {"llm_price_in": 2.5, "llm_price_out": 10.0, "llm_cost_per_day": 0.001, "llm_currency": "kr"}
    with opens(llm_tokens_per_user_day=A_REPLY, llm_tokens_per_day=12_345_000, **prices) as client:
        for browser in (KARI, KARI, OLA):
            asks(client, browser)
        library_of(client).model_use.spend(today(), "noen", Use(replies=1, prompt_tokens=1))
        page = client.get("/admin/sprakmodell").text
        facts = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page))
        assert facts["Tokens (ord-deler)"] == "37 av 12\xa0345\xa0000 (0 %)"
        assert facts["Kostnad"] == "0,0002 kr av 0,0010 kr (19 %)"
        assert (facts["Svar fra modellen"], facts["Har brukt modellen i dag"], facts["Har nådd den"]) == ("3", "3", "2")
        assert facts["Svar og forslag"] == "Spørres"
        assert "Språkmodellen er i bruk." in page
        assert "De siste 2 svarene" in page
        library_of(client).model_use.spend(today(), "noen", Use(replies=1, cost=10**6))
        assert "Dagens ramme er nådd." in client.get("/admin/sprakmodell").text


def test_an_administrator_sees_that_the_model_is_let_alone_and_why(opens: Opens, model: ScriptedServer) -> None:
    model.script = lambda _: Played(status=401)
    with opens() as client:
        assert asks(client, KARI)["engine"] == "extractive"
        for language, told in (
            ("nb", "sekunder til: nøkkelen ble ikke godtatt."),
            ("nn", "sekund til: nøkkelen vart ikkje godteken."),
            ("en", "more seconds: the key was not accepted."),
        ):
            shown = client.get("/admin/sprakmodell", params={"lang": language}).text
            assert told in shown
        assert asks(client, KARI)["writing"]["outcome"] == "away"
        assert len(model.asked) == 1
