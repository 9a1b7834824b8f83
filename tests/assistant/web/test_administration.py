import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from corpus.store.database import CatalogueError
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor

PAGES = (
    "/admin",
    "/admin/dokumenter",
    "/admin/opplasting",
    "/admin/jobber",
    "/admin/tilbakemeldinger",
    "/admin/rettelser",
    "/admin/evaluering",
    "/admin/indeks",
    "/admin/sprakmodell",
)
SHARE = {"hits": 9, "total": 10, "value": 0.9, "low": None, "high": None}
EVALUATION: dict[str, object] = {
    "corpus": "planer",
    "split": None,
    "measured_at": "2026-03-01T12:00:00Z",
    "questions": 12,
    "answers_right": SHARE,
    "quotes_verbatim": SHARE,
    "refusal": {"recall": SHARE, "wrong": SHARE, "near_miss": SHARE},
    "retrieval": {"hybrid": {"page_hit": {"1": SHARE}, "mrr": 0.5}},
    "latency": {"ask_p50_ms": 11.6, "ask_p95_ms": 30.2},
    "met": True,
    "cases": [],
}


@pytest.fixture
def here(settings: Settings, tmp_path: Path) -> Iterator[TestClient]:
    """A client on the server's own machine."""
    own = settings.model_copy(update={"evaluation_dir": tmp_path / "evaluation"})
    with Visitor(create_app(own), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def test_every_page_stands_while_there_is_nothing_in_it(here: TestClient) -> None:
    for path in PAGES:
        for language in ("nb", "nn", "en"):
            response = here.get(path, params={"lang": language})
            assert response.status_code == 200
            Elements(response.text)


def test_who_comes_from_elsewhere_is_told_why_it_is_closed(client: TestClient) -> None:
    for path in PAGES:
        refused = client.get(f"http://planer.example{path}")
        assert refused.status_code == 401
        assert "til innlogging er satt opp" in refused.text
    assert client.post("http://planer.example/admin/indeks/bygg").status_code == 401
    assert client.get("/tilbakemelding/takk").status_code == 200


def test_the_last_evaluation_and_its_report_without_a_style_of_its_own(here: TestClient, tmp_path: Path) -> None:
    assert here.get("/admin/evaluering/rapport").status_code == 404
    folder = tmp_path / "evaluation"
    folder.mkdir()
    (folder / "evaluation.json").write_text(json.dumps(EVALUATION), encoding="utf-8")
    (folder / "evaluation.html").write_text("<html><style>p{color:red}</style><p>Figures</p></html>", encoding="utf-8")
    shown = here.get("/admin/evaluering").text
    assert "9 av 10" in shown
    assert "12 ms / 30 ms" in shown
    report = here.get("/admin/evaluering/rapport").text
    assert "<style>" not in report
    assert 'href="/admin/evaluering/rapport.css"' in report
    assert here.get("/admin/evaluering/rapport.css").text == "p{color:red}"
    (folder / "evaluation.json").write_text("{}", encoding="utf-8")
    assert "Det er ingen evaluering" in here.get("/admin/evaluering").text


def test_what_does_not_exist_is_not_found(here: TestClient) -> None:
    for path in (
        "/admin/dokumenter/nei/fjern",
        "/admin/dokumenter/nei/rediger",
        "/admin/opplasting?erstatt=nei",
        "/admin/tilbakemeldinger/nei",
    ):
        assert here.get(path).status_code == 404
    assert here.post("/admin/rettelser/nei/fjern").status_code == 404
    assert here.post("/admin/opplasting").status_code == 422
    assert here.get("/admin/opplasting/opplysninger?fil=..", follow_redirects=False).status_code == 303


def test_a_note_without_its_place_is_asked_for_again(here: TestClient) -> None:
    response = here.post("/admin/rettelser", data={"document_id": "nei", "text": "<b>Ny</b>", "dated": "2026-03-01"})
    assert response.status_code == 422
    assert "<b>Ny" not in response.text


def test_a_disk_that_takes_no_file_is_told(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise CatalogueError(f"{tmp_path}: database or disk is full")

    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as opened:
        monkeypatch.setattr("corpus.store.job_queue.JobQueue.add", full)
        answered = opened.post("/admin/opplasting", files={"fil": ("tur.txt", b"Tur.")})
        assert answered.status_code == 503
        assert str(tmp_path) not in answered.text
