"""An adopted draft read in as a plan, which then answers questions as any other plan."""

import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from tests.assistant.api.drafting import DRAFTS, TEXT, begun, put, saved
from tests.assistant.web.visitor import Visitor
from tests.local_plan import LocalPlan, local_plan, numbered


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_read: Path) -> Iterator[TestClient]:
    """A client on the server's own machine, which has the shipped plans."""
    data = shutil.copytree(plans_read, tmp_path_factory.mktemp("adopted") / "data")
    settings = Settings(data_dir=Path(data), model_dir=embedding_model_dir)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def taken(here: TestClient, draft: str, plan: LocalPlan) -> dict[str, int]:
    """The numbers that the sources of the plan get in a draft, by their names."""
    numbers = {}
    for name, cited in plan.sources.items():
        hits = here.post("/api/v1/search", json={"query": cited.quote, "limit": 10}).json()
        for hit in hits:
            said = {"passage_id": hit["passage_id"], "quote": cited.quote}
            response = here.post(f"{DRAFTS}/{draft}/sources", json=said)
            if hit["document_id"] == cited.document and response.status_code == 201:
                numbers[name] = response.json()["number"]
                break
    assert numbers.keys() == plan.sources.keys()
    return numbers


def written(here: TestClient, plan: LocalPlan) -> str:
    """A draft with all that the plan says."""
    said = {"unit": plan.unit, "jurisdiction": plan.jurisdiction, "period": plan.period, "title": plan.title}
    draft: str = begun(here, **said)["id"]
    numbers = taken(here, draft, plan)
    for key, parts in plan.fields.items():
        response = put(here, draft, key, 0, **{part: numbered(text, numbers) for part, text in parts.items()})
        assert response.status_code == 200, response.text
    for row in plan.own_rows:
        key = here.post(f"{DRAFTS}/{draft}/rows", json={"table": row.table}).json()["key"]
        parts = row.model_dump(exclude={"table"})
        assert put(here, draft, key, 0, **{part: numbered(text, numbers) for part, text in parts.items()}).is_success
    return draft


def set_to(here: TestClient, draft: str, state: str) -> None:
    assert here.patch(f"{DRAFTS}/{draft}", json={"state": state}).status_code == 200


def ingested(here: TestClient, draft: str, **said: Any) -> dict[str, Any]:
    """The report of an adopted draft that was read in."""
    response = here.post(f"{DRAFTS}/{draft}/ingest", json=said)
    assert response.status_code == 202, response.text
    accepted = response.json()
    assert response.headers["location"] == accepted["url"]
    for _ in range(1200):
        job = here.get(accepted["url"]).json()
        if job["status"] in ("done", "failed"):
            assert job["status"] == "done", job
            found: dict[str, Any] = job["report"]
            return found
        time.sleep(0.05)
    pytest.fail("the job did not finish")


@pytest.fixture(scope="module")
def adopted(here: TestClient) -> str:
    """The whole plan, adopted."""
    draft = written(here, local_plan())
    set_to(here, draft, "adopted")
    return draft


@pytest.fixture(scope="module")
def report(here: TestClient, adopted: str) -> dict[str, Any]:
    """What was told when it was read in."""
    return ingested(here, adopted)


def test_an_adopted_plan_is_a_document_of_its_unit(here: TestClient, report: dict[str, Any]) -> None:
    plan = local_plan()
    assert report["status"] == "indexed", report
    found = here.get(f"/api/v1/documents/{report['id']}").json()
    assert (found["title"], found["issuer"], found["jurisdiction"]) == (plan.title, plan.unit, plan.jurisdiction)
    assert (found["kind"], found["authority"], found["language"]) == ("local plan", "binding", "nb")
    assert (found["valid_from"], found["valid_to"], found["edition"]) == (2025, 2027, "Vedtatt 12.06.2025")


def test_all_rows_of_an_adopted_plan_are_measures_with_owner_and_schedule(
    here: TestClient, adopted: str, report: dict[str, Any]
) -> None:
    plan = local_plan()
    titles = {
        field["key"]: field["title"]["nb"]
        for section in here.get("/api/v1/templates/lokal-handlingsplan").json()["sections"]
        for field in section["fields"]
    }
    rows = [(titles[key], parts) for key, parts in plan.fields.items() if "schedule" in parts]
    rows += [(row.title, row.model_dump()) for row in plan.own_rows]
    assert len(rows) == 30
    found = here.get(f"/api/v1/measures?document_id={report['id']}").json()
    owned = {(one["title"], " ".join(one["responsible"]), one["schedule"]) for one in found}
    assert owned == {(title, " ".join(parts["responsible"].split("\n")), parts["schedule"]) for title, parts in rows}
    together = here.get(f"/api/v1/measures?document_id={report['id']}&responsible=bydelene").json()
    assert {title for title, parts in rows if "Bydelen" in parts["responsible"]} == {one["title"] for one in together}
    assert all(one["start"] or one["schedule_kind"] == "continuous" for one in found)
    assert {one["strategic_priority"].partition(":")[0] for one in found} == {"Veivalg 1", "Veivalg 2"}
    assert all(one["commitment"] and one["commitment"].startswith("Oslo vil") for one in found)


def test_with_whom_an_owner_works_is_told_in_the_register_and_its_files(
    here: TestClient, report: dict[str, Any]
) -> None:
    document = f"document_id={report['id']}"
    every = here.get(f"/api/v1/measures?{document}").json()
    with_partners = {one["title"]: one["partners"] for one in every if one["partners"]}
    title = "Oslostandard for samarbeid og sammenheng mellom barnehage, skole og AKS"
    assert with_partners[title] == ["AKS", "skolene"]
    assert sorted(partner for own in with_partners.values() for partner in own) == [
        *("AKS", "FUB", "OsloMet", "barnehagene", "organisasjonene", "skolene"),
    ]
    (measure,) = (one for one in every if one["title"] == title)
    found = here.get(f"/api/v1/measures/{measure['id']}").json()
    assert [unit["id"] for unit in found["units"]] == ["barnehagene"]
    assert [unit["name"] for unit in found["partner_units"]] == ["Aktivitetsskolen"]
    assert re.search(r"Samarbeidspartnere</dt>\s*<dd[^>]*>AKS, skolene</dd>", here.get(f"/tiltak/{measure['id']}").text)
    assert "Samarbeidspartnere" in here.get(f"/api/v1/measures.csv?{document}").text


def test_who_is_responsible_in_an_adopted_plan_is_answered_with_its_row(
    here: TestClient, report: dict[str, Any]
) -> None:
    asked = {"question": "Hvem har ansvar for felles dugnad på uteplassene?", "scope": local_plan().jurisdiction}
    answer = here.post("/api/v1/ask", json=asked).json()
    assert answer["status"] == "answered", answer
    assert report["id"] in [one["document_id"] for one in answer["citations"]]
    (row,) = [one for one in answer["measures"] if one["document_id"] == report["id"]]
    assert row["responsible"] == ["Barnehagene", "Bydelen"]


def test_the_same_adopted_draft_is_unchanged_and_a_changed_one_is_read_anew(
    here: TestClient, adopted: str, report: dict[str, Any]
) -> None:
    document = f"/api/v1/documents/{report['id']}"
    first = here.get(document).json()["generation_id"]
    time.sleep(2.1)  # a packed file tells time in steps of two seconds
    again = ingested(here, adopted)
    assert (again["status"], again["id"]) == ("unchanged", report["id"])
    set_to(here, adopted, "draft")
    saved(here, adopted, "Nå er hverdagen en annen: hvert tredje barn går på ski til barnehagen.")
    set_to(here, adopted, "adopted")
    anew = ingested(here, adopted)
    assert (anew["status"], anew["id"]) == ("indexed", report["id"])
    assert here.get(document).json()["generation_id"] != first


@pytest.mark.parametrize("state", ["draft", "hearing"])
def test_a_draft_that_is_not_adopted_is_not_read_in(here: TestClient, state: str) -> None:
    draft = begun(here)["id"]
    set_to(here, draft, state)
    refused = here.post(f"{DRAFTS}/{draft}/ingest", json={})
    assert refused.status_code == 409
    assert "sett tilstanden til vedtatt" in refused.json()["detail"]


def test_an_adopted_draft_with_a_source_that_is_not_there_is_not_read_in(here: TestClient) -> None:
    draft = begun(here)["id"]
    saved(here, draft, "Slik er det sagt [4].")
    set_to(here, draft, "adopted")
    refused = here.post(f"{DRAFTS}/{draft}/ingest", json={})
    assert refused.status_code == 409
    assert [one["fault"] for one in refused.json()["unverified"]] == ["unknown_source"]
    assert {one["key"] for one in refused.json()["unverified"]} == {TEXT}
