import json
import time
from typing import Any

import pytest
from starlette.testclient import TestClient

from corpus.library import Library
from ingest.limits import Limits
from tests.assistant.conftest import PDF_ID
from tests.conftest import ACTION_PLAN, HANDBOOK_ID, PLAN_ID
from tests.made_up_pdf import OLD_PAGES, pdf


def upload(
    client: TestClient, content: bytes, name: str = "plan.txt", *, allowed: bool | None = None, **metadata: object
) -> dict[str, object]:
    data = {"metadata": json.dumps(metadata)}
    if allowed is not None:
        data["allow_personal_data"] = str(allowed).lower()
    response = client.post("/api/v1/documents", files={"file": (name, content)}, data=data)
    assert response.status_code == 202
    accepted = response.json()
    assert response.headers["location"] == accepted["url"] == f"/api/v1/jobs/{accepted['job_id']}"
    for _ in range(600):
        job: dict[str, object] = client.get(accepted["url"]).json()
        if job["status"] in ("done", "failed"):
            return job
        time.sleep(0.05)
    pytest.fail("the job did not finish")


def uploaded(client: TestClient, text: str, name: str, *, allowed: bool | None = None) -> dict[str, Any]:
    """The report of an upload."""
    report = upload(client, text.encode(), name, allowed=allowed)["report"]
    assert isinstance(report, dict)
    return report


def test_documents_are_listed_with_what_was_read(client: TestClient) -> None:
    handbook, plan = client.get("/api/v1/documents").json()
    assert (handbook["id"], plan["id"]) == (HANDBOOK_ID, PLAN_ID)
    assert (plan["pages"], plan["measures"], plan["occurrences"]) == (4, 4, 5)
    assert (plan["issuer"], plan["valid_to"], plan["coverage"]["pages"]) == ("Fjellvik kommune", 2028, 4)
    assert handbook["retelling_of"]
    assert client.get(f"/api/v1/documents/{PLAN_ID}").json() == plan


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_an_unknown_document_is_a_404(client: TestClient, method: str) -> None:
    response = client.request(method, "/api/v1/documents/finnes-ikke")
    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"
    assert "dokumentet «finnes-ikke» finnes ikke" in response.json()["detail"]


def test_an_upload_can_be_asked_about_and_is_gone_when_deleted(own_client: TestClient) -> None:
    job = upload(own_client, ACTION_PLAN.encode(), title="Fjellvikplanen", valid_from=2025, valid_to=2028)
    assert job["status"] == "done"
    report = job["report"]
    assert isinstance(report, dict)
    assert (report["status"], report["id"], report["measures"]) == ("indexed", "plan", 4)
    question = {"question": "Hvem har ansvar for bibliotekkasse?"}
    answer = own_client.post("/api/v1/ask", json=question).json()
    assert answer["citations"][0]["document_title"] == "Fjellvikplanen"
    assert own_client.delete("/api/v1/documents/plan").status_code == 204
    assert own_client.get("/api/v1/documents").json() == []
    assert own_client.post("/api/v1/ask", json=question).json()["status"] == "not_in_sources"
    assert own_client.get(answer["citations"][0]["url"]).status_code == 404


def test_an_old_generation_still_opens_what_was_cited(own_client: TestClient) -> None:
    upload(own_client, b"Turen er til skogen.")
    old = own_client.get("/api/v1/documents/plan").json()["generation_id"]
    upload(own_client, b"Turen er til fjorden.")
    assert "fjorden" in own_client.get("/api/v1/documents/plan/pages/1").json()["text"]
    assert "skogen" in own_client.get(f"/api/v1/documents/plan/pages/1?generation={old}").json()["text"]
    assert "tidligere utgave" in own_client.get(f"/documents/plan/pages/1?generation={old}&mark=skogen").text


def test_the_original_file_can_be_fetched(client: TestClient, pdf_client: TestClient, pdf_generation: str) -> None:
    response = pdf_client.get(f"/api/v1/documents/{PDF_ID}/file")
    assert response.content == pdf()
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == "inline; filename*=UTF-8''%C3%85rets%20turplan.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["cache-control"] == "private, no-cache"
    pinned = pdf_client.get(f"/api/v1/documents/{PDF_ID}/file?generation={pdf_generation}")
    assert pinned.headers["cache-control"] == "private, no-cache"
    again = pdf_client.get(f"/api/v1/documents/{PDF_ID}/file", headers={"if-none-match": response.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    text = client.get(f"/api/v1/documents/{PLAN_ID}/file")
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.content == ACTION_PLAN.encode()


def test_the_file_of_an_old_edition_is_that_of_then(pdf_client: TestClient, old_pdf_generation: str) -> None:
    address = f"/api/v1/documents/{PDF_ID}/file?generation={old_pdf_generation}"
    assert pdf_client.get(address).content == pdf(OLD_PAGES)


def test_a_file_that_a_browser_might_run_is_only_saved(
    pdf_client: TestClient, pdf_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = pdf_library.snapshot.documents[PDF_ID].model_copy(update={"file_name": "side.html"})
    monkeypatch.setattr(pdf_library, "published", lambda _generation: page)
    headers = pdf_client.get(f"/api/v1/documents/{PDF_ID}/file").headers
    assert headers["content-disposition"].startswith("attachment; ")


def test_a_file_that_is_not_there_is_a_404(
    client: TestClient, pdf_client: TestClient, pdf_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = client.get(f"/api/v1/documents/{HANDBOOK_ID}").json()["generation_id"]
    for path in ("finnes-ikke/file", f"{PLAN_ID}/file?generation=nei", f"{PLAN_ID}/file?generation={other}"):
        response = client.get(f"/api/v1/documents/{path}")
        assert (response.status_code, response.json()["title"]) == (404, "No such document")
    monkeypatch.setattr(pdf_library, "original", lambda _generation: None)
    assert "ikke tatt vare på" in pdf_client.get(f"/api/v1/documents/{PDF_ID}/file").json()["detail"]


def test_the_file_is_gone_when_its_document_is_deleted(own_client: TestClient) -> None:
    upload(own_client, b"Turen er til skogen.")
    generation = own_client.get("/api/v1/documents/plan").json()["generation_id"]
    assert own_client.get("/api/v1/documents/plan/file").content == b"Turen er til skogen."
    own_client.delete("/api/v1/documents/plan")
    assert own_client.get(f"/api/v1/documents/plan/file?generation={generation}").status_code == 404


def test_an_uploaded_original_replaces_its_retelling(own_client: TestClient) -> None:
    upload(own_client, b"Skogen er turens mal.", "g.txt", id="turplan", title="Turplan", retelling_of="turplan")
    old = own_client.get("/api/v1/documents/turplan").json()
    assert old["retelling"] is True
    report = upload(own_client, b"Turen er til skogen.", "skannet.txt", title="TURPLAN")["report"]
    assert isinstance(report, dict)
    assert (report["id"], report["status"]) == ("turplan", "indexed")
    assert own_client.get("/api/v1/documents/turplan").json()["retelling"] is False
    cited = own_client.get(f"/api/v1/documents/turplan/pages/1?generation={old['generation_id']}").json()
    assert (cited["retelling"], cited["text"]) == (True, "Skogen er turens mal.")
    back = upload(own_client, b"Skogen er turens mal.", "g.txt", id="turplan", title="Turplan", retelling_of="turplan")
    assert isinstance(back["report"], dict)
    assert (back["report"]["status"], "originalen" in back["report"]["reason"]) == ("unchanged", True)


def test_a_title_that_nobody_stated_is_told_to_be_the_file_s_name(own_client: TestClient) -> None:
    upload(own_client, b"Turen er til skogen.", "Min tur.txt")
    (entry,) = own_client.get("/api/v1/documents").json()
    assert (entry["title"], entry["title_stated"], entry["issuer"]) == ("Min tur", False, None)


def test_a_file_that_cannot_be_read_is_refused_with_a_reason(own_client: TestClient) -> None:
    job = upload(own_client, b"\0\1\2", name="C:\\mine\\bilde.txt")
    report = job["report"]
    assert isinstance(report, dict)
    assert (report["file"], report["status"]) == ("bilde.txt", "refused")
    assert "ikke tekst" in report["reason"]


@pytest.mark.parametrize(
    ("files", "data", "told"),
    [
        ({}, {"metadata": "{}"}, "file: mangler"),
        ({}, {"file": "tekst"}, "file: må være en fil"),
        ({"file": ("a.txt", b"x")}, {"metadata": "{"}, "metadata: er ikke gyldig JSON"),
        ({"file": ("a.txt", b"x")}, {"metadata": '{"titel": "x"}'}, "metadata.titel: er ikke et kjent felt"),
        ({"file": ("a.txt", b"x")}, {"metadata": '{"valid_from": "snart"}'}, "metadata.valid_from: må være et helt"),
        ({"file": ("a.txt", b"x")}, {"meta": "{}"}, "meta: er ikke et kjent felt"),
        ({"file": ("mappe/", b"x")}, {}, "file: filen har ikke noe navn"),
    ],
)
def test_a_bad_upload_names_its_field_and_what_is_wrong(
    client: TestClient, files: dict[str, tuple[str, bytes]], data: dict[str, str], told: str
) -> None:
    response = client.post("/api/v1/documents", files=files or {"other": ("a.txt", b"x")}, data=data)
    assert response.status_code == 422
    assert told in response.json()["detail"]


def test_an_upload_that_is_too_large_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.jobs.Jobs.limits", Limits(size=10))
    response = client.post("/api/v1/documents", files={"file": ("a.txt", b"x" * 11)})
    assert response.status_code == 422
    assert response.json()["detail"].startswith("file: filen er på 1 MB, og høyst 0 MB er tillatt")


def test_an_unknown_job_is_a_404(client: TestClient) -> None:
    response = client.get("/api/v1/jobs/nei")
    assert response.status_code == 404
    assert response.json()["title"] == "No such job"


def test_a_document_is_checked_in_the_language_asked_for(client: TestClient) -> None:
    report = client.get(f"/api/v1/documents/{PLAN_ID}/check?language=en").json()
    assert (report["document_id"], report["language"], report["measures"]) == (PLAN_ID, "en", 4)
    (finding,) = report["findings"]
    assert finding["kind"] == "wordings_differ"
    assert finding["message"].startswith("The measure «Utegruppe hver uke» is printed in several places")
    assert [evidence["page"] for evidence in finding["evidence"]] == finding["pages"] == [3, 4]


@pytest.mark.parametrize(
    ("path", "status"), [("nei/check", 404), (f"{PLAN_ID}/check?language=sv", 422), ("nei/terms", 404)]
)
def test_what_cannot_be_checked_is_a_problem(client: TestClient, path: str, status: int) -> None:
    assert client.get(f"/api/v1/documents/{path}").status_code == status


def test_the_words_that_a_document_explains_are_listed(own_client: TestClient) -> None:
    text = "Med turdag menes en dag ute. Vi følger Plan for turer (heretter turplanen)."
    uploaded(own_client, text, "tur.txt")
    terms = own_client.get("/api/v1/documents/tur/terms").json()
    assert [(term["kind"], term["name"], term["meaning"]) for term in terms] == [
        ("alias", "Plan for turer", "turplanen"),
        ("definition", "turdag", "en dag ute"),
    ]


def test_an_upload_with_personal_data_is_kept_out_unless_it_is_allowed(own_client: TestClient) -> None:
    text = "Turliste\n\nBarnet Ola Nordmann (4 år) er med på turen."
    refused = uploaded(own_client, text, "liste.txt")
    assert (refused["status"], refused["id"]) == ("refused", "liste")
    assert [(datum["kind"], datum["page"]) for datum in refused["personal_data"]] == [("named_child", 1)]
    assert "Nordmann" not in str(refused)
    assert own_client.get("/api/v1/documents/liste").status_code == 404
    assert uploaded(own_client, text, "liste.txt", allowed=False)["status"] == "refused"
    allowed = uploaded(own_client, text, "liste.txt", allowed=True)
    assert allowed["status"] == "indexed"
    shown = own_client.get("/api/v1/documents/liste").json()
    assert shown["personal_data"] == allowed["personal_data"] == refused["personal_data"]
