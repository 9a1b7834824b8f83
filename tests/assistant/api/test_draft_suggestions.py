"""What helps to write a draft, over HTTP: suggestions for a field, and what the draft answers."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.config import Settings
from assistant.opening import open_library
from tests.assistant.api.drafting import DRAFTS, begun, put
from tests.assistant.web.visitor import Visitor
from tests.users import served

NETWORK = "kvalitetsarbeid.styrernettverk"
ROW = {
    "description": "Alle styrerne møtes seks ganger i året i faste grupper og veileder hverandre. Fagleder leder dem.",
    "responsible": "Fagleder",
    "schedule": "",
    "funding": "",
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_read: Path) -> Iterator[FastAPI]:
    """An application over the shipped plans, for all of these tests: each begins a draft of its own."""
    own = shutil.copytree(plans_read, tmp_path_factory.mktemp("suggested") / "data")
    with open_library(Settings(data_dir=Path(own), model_dir=embedding_model_dir)) as library, served(library) as made:
        yield made


@pytest.fixture
def here(app: FastAPI) -> TestClient:
    """A client on the server's own machine."""
    return Visitor(app, base_url="http://127.0.0.1:8000")


def helped(client: TestClient, draft_id: str, key: str) -> dict[str, Any]:
    response = client.get(f"{DRAFTS}/{draft_id}/fields/{key}/suggestions")
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def test_a_field_is_told_its_measure_its_duties_and_passages_that_help(here: TestClient) -> None:
    draft = begun(here, jurisdiction="Oslo, Bydel Grorud")
    found = helped(here, draft["id"], NETWORK)
    (measure,) = found["measures"]
    assert (measure["title"], measure["schedule"]) == ("Lærende nettverk for styrere", "Kontinuerlig")
    assert measure["responsible"] == ["Bydelene"]
    assert any("styrere" in duty["quote"] for duty in found["duties"])
    assert {one["group"] for one in found["suggestions"]} <= {"own", "binding", "others"}
    for one in found["suggestions"]:
        assert here.get(one["url"]).status_code == 200
        assert one["quotes"]
        assert all(quote in " ".join(one["text"].split()) for quote in one["quotes"])


def test_what_only_the_writer_knows_has_none_and_a_field_that_is_none_is_not_found(here: TestClient) -> None:
    draft = begun(here)
    assert helped(here, draft["id"], "forside.bydel") == {"measures": [], "duties": [], "suggestions": []}
    assert here.get(f"{DRAFTS}/{draft['id']}/fields/finnes-ikke/suggestions").status_code == 404
    assert here.get(f"{DRAFTS}/finnes-ikke/fields/{NETWORK}/suggestions").status_code == 404


def test_a_row_of_ones_own_is_helped_by_its_title(here: TestClient) -> None:
    draft = begun(here, jurisdiction="Oslo, Bydel Grorud")
    made = here.post(f"{DRAFTS}/{draft['id']}/rows", json={"table": "kvalitetsarbeid"}).json()
    assert helped(here, draft["id"], made["key"])["suggestions"] == []
    parts = {**made["parts"], "title": "Felles årsplan"}
    assert put(here, draft["id"], made["key"], made["revision"], **parts).status_code == 200
    found = helped(here, draft["id"], made["key"])
    assert [one["title"] for one in found["measures"]] == ["Oslo kommunes mal for årsplan"]


def test_coverage_tells_what_is_answered_empty_and_missing(here: TestClient) -> None:
    draft = begun(here, jurisdiction="Oslo, Bydel Grorud")
    before = here.get(f"{DRAFTS}/{draft['id']}/coverage").json()
    assert (before["share"], before["missing"]) == (0, [])
    assert NETWORK in before["empty"]
    assert put(here, draft["id"], NETWORK, 0, **ROW).status_code == 200
    after = here.get(f"{DRAFTS}/{draft['id']}/coverage").json()
    assert after["share"] > 0
    answered = [one for one in after["duties"] if one["state"] == "answered"]
    assert any("lærende nettverk" in one["duty"]["quote"] for one in answered)
    assert all(one["key"] == NETWORK and one["sentence"] in ROW["description"] for one in answered)
    assert after["missing"] == [{"key": NETWORK, "parts": ["schedule", "funding"]}]
    assert NETWORK not in after["empty"]
    assert here.get(f"{DRAFTS}/finnes-ikke/coverage").status_code == 404
