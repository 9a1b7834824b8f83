import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from corpus.models import Metadata
from tests.assistant.web.visitor import Visitor
from tests.conftest import ACTION_PLAN
from tests.corpus.text.test_national_ids import made_up

NOTES = "/api/v1/corrections"


@pytest.fixture(scope="module")
def plan_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with a plan, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("a-plan"), model_dir=embedding_model_dir)
    with open_library(settings) as library:
        ingest_content(library, ACTION_PLAN.encode(), "plan.txt", Metadata())
    return settings.data_dir


@pytest.fixture
def here(settings: Settings, plan_data: Path) -> Iterator[TestClient]:
    """A client on the server's own machine, which has a plan."""
    shutil.copytree(plan_data, settings.data_dir)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def test_a_note_is_written_read_and_deleted(here: TestClient) -> None:
    (measure, *_) = here.get("/api/v1/measures").json()
    said = {"document_id": "plan", "text": " Flyttet\ntil våren. ", "signed": "Kontoret"}
    on_measure = here.post(NOTES, json={**said, "measure_id": measure["id"], "dated": "2026-03-01"})
    on_page = here.post(NOTES, json={**said, "page": 2})
    assert (on_measure.status_code, on_page.status_code) == (201, 201)
    assert on_measure.json()["text"] == "Flyttet til våren."
    assert here.get(NOTES, params={"measure_id": measure["id"]}).json() == [on_measure.json()]
    assert here.get(NOTES, params={"document_id": "plan", "page": 2}).json() == [on_page.json()]
    assert len(here.get(NOTES, params={"document_id": "plan"}).json()) == 2
    assert here.delete(f"{NOTES}/{on_page.json()['id']}").status_code == 204
    assert here.delete(f"{NOTES}/{on_page.json()['id']}").status_code == 404
    assert here.get(NOTES).json() == [on_measure.json()]


def test_a_note_on_a_measure_stands_on_its_page_and_under_answers_that_list_it(here: TestClient) -> None:
    (measure, other, *_) = here.get("/api/v1/measures").json()
    here.post(NOTES, json={"document_id": "plan", "text": "Flyttet til våren.", "measure_id": measure["id"]})
    assert "Flyttet til våren." in here.get(f"/tiltak/{measure['id']}").text
    assert "Flyttet til våren." not in here.get(f"/tiltak/{other['id']}").text
    asked = {"q": f"Hvem har ansvar for {measure['title']}?"}
    assert "Flyttet til våren." in here.get("/", params=asked).text


def test_a_note_on_a_page_stands_under_answers_that_cite_it(here: TestClient) -> None:
    asked = "Hvor mange samtaler skal barnehagen ha med foresatte?"
    (citation, *_) = here.post("/api/v1/ask", json={"question": asked}).json()["citations"]
    here.post(NOTES, json={"document_id": "plan", "text": "Nå er det tre.", "page": citation["page"]})
    here.post(NOTES, json={"document_id": "plan", "text": "Forsiden er ny.", "page": 1})
    shown = here.get("/", params={"q": asked}).text
    assert "Nå er det tre." in shown
    assert "Forsiden er ny." not in shown


def test_a_note_on_a_page_stands_there(here: TestClient) -> None:
    here.post(NOTES, json={"document_id": "plan", "text": "Flyttet til våren.", "page": 2})
    shown = [page for page in (1, 2) if "Flyttet til våren." in here.get(f"/documents/plan/pages/{page}").text]
    assert shown == [2]


@pytest.mark.parametrize(
    "wrong",
    [{"document_id": "nei"}, {"text": " "}, {"text": "x" * 2_001}, {"page": 99}, {"page": None}, {"measure_id": "nei"},
     {"page": None, "measure_id": "nei"}],
)  # fmt: skip
def test_a_note_that_belongs_nowhere_is_not_kept(here: TestClient, wrong: dict[str, object]) -> None:
    body = {"document_id": "plan", "text": "Flyttet.", "page": 1, **wrong}
    assert here.post(NOTES, json=body).status_code == 422
    assert here.get(NOTES).json() == []


def test_others_may_read_but_not_write(settings: Settings) -> None:
    body = {"document_id": "plan", "text": "Flyttet.", "page": 1}
    with Visitor(create_app(settings.model_copy(update={"open_reading": True}))) as others:
        assert others.get(NOTES).status_code == 200
        assert others.post(NOTES, json=body).status_code == 403


@pytest.mark.parametrize("field", ["text", "signed"])
@pytest.mark.parametrize(
    "private",
    [made_up(15, 10, "86950"), made_up(55, 10, "86950"), "kari@example.no", "tlf. 412 34\n567", "barnet heter Ola",
     "Ola Nordmann, født 12.03.2019"],
)  # fmt: skip
def test_a_note_with_personal_data_is_kept_nowhere(
    here: TestClient, settings: Settings, caplog: pytest.LogCaptureFixture, field: str, private: str
) -> None:
    said = {"document_id": "plan", "page": 1, "text": "Flyttet til våren.", field: f"Spør om det: {private}"}
    refused = here.post(NOTES, json=said)
    assert refused.status_code == 422
    assert private not in refused.text
    form = here.post("/admin/rettelser", data={**said, "page": "1", "dated": "2026-03-01"})
    assert form.status_code == 422
    assert "Rettelsen har personopplysninger og er ikke lagret" in form.text
    assert here.get(NOTES).json() == []
    assert private not in caplog.text
    kept = [path for path in settings.data_dir.rglob("*") if path.is_file()]
    assert not [path.name for path in kept if private.encode() in path.read_bytes()]


def test_no_page_is_larger_than_the_store_can_say(client: TestClient) -> None:
    for page in (2**31, 10**30):
        assert client.get(NOTES, params={"document_id": "plan", "page": page}).status_code == 422
