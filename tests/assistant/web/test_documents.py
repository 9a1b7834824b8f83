from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Coverage, Metadata, Page, PersonalData
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor
from tests.conftest import HANDBOOK_ID, PLAN_ID

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def hostile_client(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[TestClient]:
    """A client of a library whose one document is full of markup."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("hostile"), model_dir=embedding_model_dir)
    text = f"# {HOSTILE}\n\n![x](http://a.example/x.png) [her](javascript:alert(1)) {HOSTILE}\n"
    said = dict.fromkeys(("title", "issuer", "kind", "jurisdiction", "note", "contact"), HOSTILE)
    with open_library(settings) as library:
        known = Metadata.model_validate({**said, "id": "h", "source_url": "javascript:alert(1)"})
        ingest_content(library, text.encode(), f"{HOSTILE.replace('/', '')}.md", known)
        app = create_app(settings)
        jobs = Jobs(library)
        app.state.services = Services(Assistant(library), jobs)
        yield Visitor(app, base_url="http://127.0.0.1:8000")
        jobs.close()


def names(text: str) -> list[str]:
    return [str(link["href"]) for link in Elements(text).all("a") if str(link["href"]).startswith("/dokumenter/")]


def test_every_document_is_listed_with_what_is_known(client: TestClient) -> None:
    text = client.get("/dokumenter").text
    assert names(text) == [f"/dokumenter/{PLAN_ID}", f"/dokumenter/{HANDBOOK_ID}"]
    assert "2 av 2 dokumenter vises" in text
    for known in ("Fjellvik kommune", "handlingsplan", "bindende", "gjelder 2025–2028", "4 sider", "gjenfortelling"):
        assert known in text
    assert f"/tiltak?document_id={PLAN_ID}" in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("jurisdiction=Fjellvik", [PLAN_ID]),
        ("kind=action+plan&authority=binding", [PLAN_ID]),
        ("q=h%C3%A5ndbok", [HANDBOOK_ID]),
        ("kind=&authority=&q=", [PLAN_ID, HANDBOOK_ID]),
        ("kind=nei&authority=nei", [PLAN_ID, HANDBOOK_ID]),
        ("q=elsykkel", []),
    ],
)
def test_the_list_can_be_narrowed(client: TestClient, query: str, shown: list[str]) -> None:
    text = client.get(f"/dokumenter?{query}").text
    assert names(text) == [f"/dokumenter/{document_id}" for document_id in shown]
    assert ("Ingen dokumenter passer" in text) == (not shown)


def test_a_choice_says_how_many_it_leaves(client: TestClient) -> None:
    text = client.get("/dokumenter?q=h%C3%A5ndbok").text
    assert '<option value="Fjellvik">Fjellvik (0)</option>' in text
    assert "handlingsplan (1)" in client.get("/dokumenter?jurisdiction=Fjellvik").text


def test_one_s_own_documents_come_first(client: TestClient) -> None:
    text = client.get("/dokumenter?omrade=Fjellvik").text
    assert text.index("Gjelder for Fjellvik") < text.index("Gjelder for hele landet")
    assert text.index(f"/dokumenter/{PLAN_ID}") < text.index(f"/dokumenter/{HANDBOOK_ID}")


def test_something_that_was_not_read_is_told_in_the_list_and_page_by_page(
    client: TestClient, app: FastAPI, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "lot seg ikke lese" not in client.get("/dokumenter").text
    missed = Coverage(tables_as_text=2, words_dropped=1, by_ocr=(3,))
    documents = assistant.library.snapshot.documents
    datum = PersonalData(kind="named_child", page=2, masked="")
    changed = documents[PLAN_ID].model_copy(update={"coverage": missed, "personal_data": (datum,)})
    monkeypatch.setitem(documents, PLAN_ID, changed)
    page = Page(number=3, locator="s. 3", text="", coverage=missed)
    monkeypatch.setattr(Assistant, "texts", lambda *_: (page,))
    assert f"/dokumenter/{PLAN_ID}#lest" in client.get("/dokumenter").text
    text = client.get(f"/dokumenter/{PLAN_ID}").text
    assert f'<a href="/documents/{PLAN_ID}/pages/3">s. 3</a>' in text
    for told in ("2 tabeller er bare lest som løpende tekst", "1 ord på siden kom ikke med", "lest med OCR"):
        assert told in text
    assert f'navngitt barn: <a href="/documents/{PLAN_ID}/pages/2">' in text


def test_a_document_tells_its_facts_findings_and_contents(client: TestClient) -> None:
    text = client.get(f"/dokumenter/{PLAN_ID}").text
    for told in ("<dd>Fjellvik kommune</dd>", "<dd>bindende</dd>", "<dd>2025–2028</dd>", "Alt som er tekst i filen"):
        assert told in text
    (check,) = [client.get(f"/api/v1/documents/{PLAN_ID}/check").json()]
    assert check["findings"]
    for finding in check["findings"]:
        assert finding["message"] in text
        assert finding["evidence"][0]["url"].replace("&", "&amp;") in text
    assert f'<a href="/documents/{PLAN_ID}/pages/3">Veivalg 1' in text
    assert client.get(f"/api/v1/documents/{PLAN_ID}/file").status_code == 200
    assert f'href="/api/v1/documents/{PLAN_ID}/file"' in text


def test_every_link_of_a_document_leads_somewhere(client: TestClient) -> None:
    page = Elements(client.get(f"/dokumenter/{PLAN_ID}?sok=barn").text)
    ids = {attributes.get("id") for _, attributes in page.found}
    assert page.all("a")
    for address in {str(link["href"]) for link in page.all("a")}:
        if address.startswith("#"):
            assert address[1:] in ids
        elif not address.startswith("/tiltak"):
            assert client.get(address).status_code == 200, address


def test_words_are_found_in_a_document(client: TestClient) -> None:
    text = client.get(f"/dokumenter/{PLAN_ID}?sok=utegruppe").text
    assert "2 treff på 2 sider." in text
    (link, _) = [str(link["href"]) for link in Elements(text).all("a") if str(link["href"]).endswith("#treff")]
    assert link == f"/documents/{PLAN_ID}/pages/3?sok=utegruppe&treff=1#treff"
    opened = client.get(link).text
    assert '<mark class="current" id="treff">Utegruppe</mark>' in opened
    assert "Ingen treff på «elsykkel»" in client.get(f"/dokumenter/{PLAN_ID}?sok=elsykkel").text


def test_what_is_told_is_told_in_the_page_s_language(client: TestClient) -> None:
    text = client.get(f"/dokumenter/{PLAN_ID}?lang=en").text
    assert "What was read" in text
    assert client.get(f"/api/v1/documents/{PLAN_ID}/check?language=en").json()["findings"][0]["message"] in text


@pytest.mark.parametrize(
    "path", ["/dokumenter", "/dokumenter/h", "/documents/h/pages/1", "/documents/h/pages/1?sok=her"]
)
def test_a_document_full_of_markup_is_only_text(hostile_client: TestClient, path: str) -> None:
    text = hostile_client.get(path).text
    assert "&lt;script&gt;alert(1)" in text
    page = Elements(text)
    assert all(str(script["src"]).startswith("/static/") for script in page.all("script"))
    assert not page.all("img")
    assert not [link for link in page.all("a") if "javascript" in str(link["href"]).lower()]


def test_where_a_document_was_published_is_a_link(
    client: TestClient, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = assistant.library.snapshot.documents
    changed = documents[PLAN_ID].model_copy(update={"source_url": "https://fjellvik.example/plan"})
    monkeypatch.setitem(documents, PLAN_ID, changed)
    links = Elements(client.get(f"/dokumenter/{PLAN_ID}").text).all("a")
    assert {"href": "https://fjellvik.example/plan", "rel": "external noreferrer"} in links


def test_a_document_that_is_not_there_is_a_404(client: TestClient) -> None:
    assert client.get("/dokumenter/nei").status_code == 404


def test_an_empty_library_says_what_to_do(app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.state.services.assistant, "documents", list)
    assert "planassistent ingest" in client.get("/dokumenter").text


def test_a_page_of_a_document_belongs_to_the_documents(client: TestClient) -> None:
    for path, current in (("/dokumenter", "page"), (f"/documents/{PLAN_ID}/pages/1", "true")):
        links = Elements(client.get(path).text).all("a")
        assert {"href": "/dokumenter", "aria-current": current} in links
