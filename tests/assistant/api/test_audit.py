import csv
import io
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import create_engine
from starlette.testclient import TestClient

from assistant.api.actions import Action
from assistant.app import create_app
from assistant.auth.user import ANYBODY, PERMISSIONS, Role, User
from assistant.config import Settings
from assistant.opening import open_library
from corpus.store.audit import AuditLine, AuditLog
from tests.assistant.web.visitor import Visitor
from tests.conftest import HANDBOOK_ID, PLAN_ID
from tests.corpus.store.people import ACCOUNT, LOG_NAME, add_account

ASKED = "Hvem har ansvar for bibliotekkasse?"


@pytest.fixture
def here(with_plans: Settings) -> Iterator[TestClient]:
    """On the machine itself, a client of a server of its own over the plans."""
    with Visitor(create_app(with_plans), base_url="http://127.0.0.1:8000", raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def become(here: TestClient, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes the client somebody: a person with an account and a role."""
    engine = create_engine(settings.database_url)
    add_account(engine)
    engine.dispose()

    def made(user: User | None = None, role: Role = Role.READER) -> None:
        said = user or User("person", ACCOUNT, "Vigdis", PERMISSIONS[role], None, None)
        for module in ("assistant.api.access", "assistant.api.me"):
            monkeypatch.setattr(f"{module}.user_of", lambda _request: said)

    return made


def lines(client: TestClient, **wanted: Any) -> list[dict[str, Any]]:
    """The lines of the log, the oldest first, but for those of reading it."""
    audit = client.app.state.audit  # type: ignore[attr-defined]
    audit.flush()
    found = [entry.model_dump() for entry in audit._library.audit.list()]
    return [line for line in found[::-1] if all(line[name] == value for name, value in wanted.items())]


def told(client: TestClient) -> list[tuple[str, str, str, str]]:
    return [(line["action"], line["thing"], line["thing_id"], line["outcome"]) for line in lines(client)]


def test_what_is_looked_at_and_taken_out_is_told_and_lists_are_not(here: TestClient) -> None:
    for path in ("/", "/tiltak", "/dokumenter", "/admin", "/samtaler", "/api/v1/documents"):
        assert here.get(path).status_code == 200
    assert told(here) == []
    for path in (f"/documents/{PLAN_ID}/pages/2", f"/api/v1/documents/{PLAN_ID}/file", "/api/v1/measures.csv"):
        assert here.get(path).status_code == 200
    here.get("/admin/tilbakemeldinger")
    assert told(here) == [
        ("seen", "document", f"{PLAN_ID}/2", "ok"),
        ("exported", "document", PLAN_ID, "ok"),
        ("exported", "measure", "", "ok"),
        ("seen", "feedback", "", "ok"),
    ]
    assert {line["collection"] for line in lines(here, thing="document")} == {"open"}


@pytest.mark.parametrize("surface", ["api", "stream", "page", "form"])
def test_a_question_tells_which_documents_answered_and_not_what_was_asked(here: TestClient, surface: str) -> None:
    if surface in ("api", "stream"):
        path = "/api/v1/ask" if surface == "api" else "/api/v1/ask/stream"
        assert here.post(path, json={"question": ASKED}).status_code == 200
    elif surface == "page":
        assert here.get("/", params={"q": ASKED}).status_code == 200
    else:
        assert here.post("/", data={"q": ASKED}).status_code == 200
    assert told(here) == [("asked", "document", PLAN_ID, "ok")]


def test_a_question_without_an_answer_is_one_line_of_none(here: TestClient) -> None:
    here.post("/api/v1/ask", json={"question": "Hvem vant verdensmesterskapet i sjakk i 1972?"})
    here.post("/api/v1/ask", json={"question": "Hvem hjelper Ola Nordmann, født 12.03.2019?"})
    assert {line[:3] for line in told(here)} == {("asked", "question", "")}
    assert all("Nordmann" not in str(line) and "sjakk" not in str(line) for line in lines(here))


def test_changes_are_told_before_they_are_answered(here: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    order = []
    written = AuditLog.append

    def appended(self: AuditLog, found: Sequence[AuditLine]) -> None:
        written(self, found)
        order.append("written")

    monkeypatch.setattr(AuditLog, "append", appended)
    assert here.delete(f"/api/v1/documents/{HANDBOOK_ID}").status_code in (200, 204)
    order.append("answered")
    assert order == ["written", "answered"]
    (line,) = lines(here)
    assert (line["action"], line["thing_id"], line["collection"]) == ("removed", HANDBOOK_ID, "open")


def test_a_file_that_is_uploaded_is_told_with_the_document_that_it_became(
    here: TestClient, become: Callable[..., None]
) -> None:
    become(role=Role.ADMINISTRATOR)
    files = {"file": ("tur.txt", b"Turen er til fjorden hver onsdag.")}
    job = here.post("/api/v1/documents", files=files, data={"metadata": "{}"}).json()["url"]
    for _ in range(200):
        if here.get(job).json()["status"] == "done":
            break
        time.sleep(0.05)
    found = lines(here)
    assert [(line["action"], line["thing_id"], line["who"]) for line in found] == [
        ("added", "", LOG_NAME),
        ("read_in", "tur", LOG_NAME),
    ]


def test_attempts_that_are_refused_are_told_with_whose_they_are(here: TestClient, become: Callable[..., None]) -> None:
    become()
    assert here.delete(f"/api/v1/documents/{PLAN_ID}").status_code == 403
    assert here.get("/admin/revisjon").status_code == 403
    assert here.get("/admin/jobber").status_code == 403
    assert told(here) == [
        ("removed", "document", PLAN_ID, "refused"),
        ("seen", "audit", "", "refused"),
        ("seen", "page", "", "refused"),
    ]
    assert {(line["actor"], line["who"]) for line in lines(here)} == {(ACCOUNT, LOG_NAME)}


def test_what_did_not_happen_is_not_told(here: TestClient) -> None:
    assert here.delete("/api/v1/documents/nei").status_code == 404
    assert here.post("/api/v1/ask", json={"question": ""}).status_code == 422
    assert here.get("/documents/nei/pages/1").status_code == 404
    assert told(here) == []


def test_a_page_looked_at_again_and_again_within_a_second_is_one_line(here: TestClient) -> None:
    for _ in range(5):
        here.get(f"/api/v1/documents/{PLAN_ID}/pages/2")
        here.get(f"/documents/{PLAN_ID}/pages/2")
    assert 1 <= len(told(here)) <= 3


def test_what_waits_is_written_within_two_seconds_and_at_the_end(with_plans: Settings) -> None:
    with Visitor(create_app(with_plans), base_url="http://127.0.0.1:8000") as client:
        log = client.app.state.audit._library.audit  # type: ignore[attr-defined]
        client.get(f"/documents/{PLAN_ID}/pages/2")
        started = time.monotonic()
        while log.count() == 0:
            assert time.monotonic() - started < 2
            time.sleep(0.02)
        client.get(f"/documents/{PLAN_ID}/pages/3")
    with open_library(with_plans) as library:
        assert library.audit.count() == 2


def test_a_log_that_cannot_be_written_keeps_nobody_from_reading(
    here: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(self: AuditLog, found: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(AuditLog, "append", failing)
    assert here.post("/api/v1/tidy").status_code == 200
    assert here.get(f"/documents/{PLAN_ID}/pages/2").status_code == 200
    assert "1 lines of the audit log could not be written" in caplog.text


def test_administrators_read_it_by_its_conditions_a_page_at_a_time_and_as_a_file(
    here: TestClient, become: Callable[..., None]
) -> None:
    become(role=Role.ADMINISTRATOR)
    for number in (2, 3, 4):
        here.get(f"/documents/{PLAN_ID}/pages/{number}")
    here.get("/api/v1/measures.csv")
    here.post("/api/v1/tidy")
    found = here.get("/api/v1/audit", params={"thing": "document", "limit": 2}).json()
    assert found["total"] == 3
    assert [entry["thing_id"] for entry in found["entries"]] == [f"{PLAN_ID}/4", f"{PLAN_ID}/3"]
    assert {entry["who"] for entry in found["entries"]} == {LOG_NAME}
    rows = list(csv.DictReader(io.StringIO(here.get("/api/v1/audit.csv?action=removed").text)))
    assert [(row["who"], row["thing"]) for row in rows] == [(LOG_NAME, "kept_data")]
    assert here.get("/api/v1/audit?day=i+morgen").status_code == 422
    page = here.get("/admin/revisjon?ting=document").text
    assert f"<code>{LOG_NAME}</code>" in page
    assert page.count(f">{PLAN_ID}/") == 3
    assert ACCOUNT not in page
    assert "Vigdis" not in page
    assert here.get("/admin/revisjon?dag=nei&side=99").status_code == 200


def test_no_cell_of_the_file_is_a_formula(here: TestClient) -> None:
    here.app.state.audit.write(  # type: ignore[attr-defined]
        [here.app.state.audit.line(None, Action("seen", "document"), "=HYPERLINK(1)", "ok")]  # type: ignore[attr-defined]
    )
    rows = list(csv.DictReader(io.StringIO(here.get("/admin/revisjon.csv").text)))
    assert [row["thing_id"] for row in rows] == ["'=HYPERLINK(1)"]


def test_whoever_reads_what_is_open_is_told_as_such_though_teams_tells_them_apart(
    here: TestClient, become: Callable[..., None]
) -> None:
    become(replace(ANYBODY, id="e" * 64))
    assert here.get(f"/documents/{PLAN_ID}/pages/2").status_code == 200
    audit = here.app.state.audit  # type: ignore[attr-defined]
    audit.flush()
    assert [entry.actor for entry in audit._library.audit.list()] == ["anybody"]


def test_nobody_who_may_only_read_sees_it(here: TestClient, become: Callable[..., None]) -> None:
    become(ANYBODY)
    for path in ("/admin/revisjon", "/admin/revisjon.csv", "/api/v1/audit", "/api/v1/audit.csv"):
        assert here.get(path).status_code == 403
