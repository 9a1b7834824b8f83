"""A first text for a field over HTTP, from the passages that the writer chose."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.api.drafting import DRAFTS, ROW, TEXT, begun
from tests.assistant.web.visitor import Visitor
from tests.language_model.replies import reply
from tests.language_model.scripted import MODEL, ScriptedServer, saying, serving

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
HOURS = "Alle femåringer skal få tilbud om ti timer i bassenget."
WRITTEN = "Barnehagen skal ha minst to samtaler med foresatte hvert år."


@pytest.fixture
def here(with_plans: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine, which has the plans and no language model."""
    with Visitor(create_app(with_plans), base_url="http://127.0.0.1:8000") as opened:
        yield opened


@pytest.fixture
def model() -> Iterator[ScriptedServer]:
    with serving(lambda _: saying(reply((WRITTEN, 1, TALKS)))) as server:
        yield server


@pytest.fixture
def writing(with_plans: Settings, model: ScriptedServer) -> Iterator[TestClient]:
    """The same with a language model."""
    said = {"llm_model": MODEL, "llm_base_url": model.base_url, "llm_pause_seconds": 0.0, "llm_timeout": 5.0}
    settings = with_plans.model_copy(update=said)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def passage(client: TestClient, words: str) -> str:
    hits = client.post("/api/v1/search", json={"query": words, "limit": 5}).json()
    return next(str(hit["passage_id"]) for hit in hits if words in " ".join(hit["text"].split()))


def fjellvik(client: TestClient, **said: Any) -> str:
    found: str = begun(client, unit="Fjellvik", jurisdiction="Fjellvik", **said)["id"]
    return found


def proposed(client: TestClient, draft_id: str, *words: str, key: str = TEXT) -> dict[str, Any]:
    body = {"passages": [passage(client, one) for one in words]}
    response = client.post(f"{DRAFTS}/{draft_id}/fields/{key}/proposal", json=body)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_without_a_model_an_extract_is_proposed_and_its_sources_taken(here: TestClient) -> None:
    draft = fjellvik(here)
    found = proposed(here, draft, HOURS, key=ROW)
    assert (found["engine"], found["model"]) == ("extractive", None)
    assert found["parts"] == {
        "description": f"«{HOURS}» [1]",
        "responsible": "Oppvekst, Barnehagene [2]",
        "schedule": "2026 [2]",
    }
    assert [(one["origin"], one["sources"]) for one in found["sentences"]] == [
        ("quote", [1]),
        ("adapted", [2]),
        ("quote", [2]),
    ]
    assert here.get(f"{DRAFTS}/{draft}/sources").json() == found["sources"]
    assert proposed(here, draft, HOURS, key=ROW)["sources"] == found["sources"], "the same words have the same number"
    assert here.get(f"{DRAFTS}/{draft}/fields/{ROW}").json()["revision"] == 0, "nothing is saved"
    assert not here.get(f"{DRAFTS}/{draft}").json()["assisted"]


def test_what_is_proposed_can_be_saved_and_exported(here: TestClient) -> None:
    draft = fjellvik(here, written_form="nn")
    text = proposed(here, draft, TALKS)["parts"]["text"]
    assert text.startswith("Handlingsplan for gode barnehager 2025–2028 (Fjellvik kommune) seier:\n«")
    body, headers = {"parts": {"text": text}}, {"If-Match": '"0"'}
    assert here.put(f"{DRAFTS}/{draft}/fields/{TEXT}", json=body, headers=headers).status_code == 200
    assert here.get(f"{DRAFTS}/{draft}/export.docx").status_code == 200


def test_a_model_s_words_are_proposed_and_that_it_helped_is_kept(writing: TestClient) -> None:
    draft = fjellvik(writing)
    found = proposed(writing, draft, TALKS)
    assert (found["engine"], found["model"]) == ("generative", MODEL)
    assert found["parts"]["text"] == f"{WRITTEN[:-1]} [1]."
    assert [one["quote"] for one in found["sources"]] == [TALKS]
    assert writing.get(f"{DRAFTS}/{draft}").json()["assisted"]
    assert "Utarbeidet med støtte av KI" in writing.get(f"{DRAFTS}/{draft}/export.md").text


def test_a_model_that_lies_has_helped_with_nothing(writing: TestClient, model: ScriptedServer) -> None:
    model.script = lambda _: saying(reply((WRITTEN.replace("to", "tre"), 1, TALKS)))
    draft = fjellvik(writing)
    found = proposed(writing, draft, TALKS)
    assert (found["engine"], found["model"]) == ("extractive", None)
    assert (found["writing"]["model"], found["writing"]["sentences"]) == (MODEL, 1)
    assert not writing.get(f"{DRAFTS}/{draft}").json()["assisted"]


def test_what_cannot_be_proposed_is_said(here: TestClient) -> None:
    draft = fjellvik(here)
    one = passage(here, TALKS)
    path = f"{DRAFTS}/{draft}/fields"
    for key, passages, status in (
        (TEXT, ["finnes-ikke"], 422),
        (TEXT, [], 422),
        (TEXT, [one] * 13, 422),
        ("forside.bydel", [one], 422),
        ("finnes-ikke", [one], 404),
    ):
        assert here.post(f"{path}/{key}/proposal", json={"passages": passages}).status_code == status, (key, passages)
    assert here.patch(f"{DRAFTS}/{draft}", json={"state": "adopted"}).status_code == 200
    assert here.post(f"{path}/{TEXT}/proposal", json={"passages": [one]}).status_code == 409
