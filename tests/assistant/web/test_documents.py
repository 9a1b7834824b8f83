import re
from urllib.parse import quote_plus

import pytest
from starlette.testclient import TestClient

from corpus.library import Library
from corpus.models import Document
from tests.assistant.conftest import PDF_ID
from tests.assistant.web.elements import Elements
from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_nothing_from_a_document_becomes_markup(client: TestClient) -> None:
    page = client.get(f"/documents/{HANDBOOK_ID}/pages/2?mark={quote_plus('*lue* og <b>votter</b>')}").text
    assert '<mark id="markert">*lue* og &lt;b&gt;votter&lt;/b&gt;</mark>' in page


def pdf_page(client: TestClient, **query: str) -> str:
    response = client.get(f"/documents/{PDF_ID}/pages/2", params=query)
    assert response.status_code == 200
    return response.text


def test_a_page_of_a_pdf_is_its_image_with_the_words_marked_and_then_its_text(pdf_client: TestClient) -> None:
    text = pdf_page(pdf_client, mark="Alle barn skal ha tilgang til regntøy")
    page = Elements(text)
    (image,) = page.all("img")
    assert "markert" in str(image["alt"])
    assert "Teksten står under" in str(image["alt"])
    answer = pdf_client.get(str(image["src"]))
    assert (answer.headers["content-type"], answer.headers["x-highlight"]) == ("image/png", "found")
    assert answer.headers["cache-control"] == "private, no-cache"
    (box,) = page.all("rect")
    assert box["id"] == "markert"
    tags = [tag for tag, _ in page.found]
    assert tags.index("img") < tags.index("mark")
    assert [details.get("open", "closed") for details in page.all("details")] == ["closed", "closed"]
    assert text.index('<details class="ds-details as-text"') < text.index('<mark id="markert-tekst"')
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_words_that_only_the_text_has_are_shown_there(pdf_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.pages.quote_boxes", lambda *_: ())
    text = pdf_page(pdf_client, mark="Alle barn skal")
    page = Elements(text)
    assert [details.get("open", "closed") for details in page.all("details")] == ["closed", None]
    assert not page.all("rect")
    assert "markert" not in str(page.all("img")[0]["alt"])
    assert '<mark id="markert">Alle barn skal</mark>' in text


def test_words_that_neither_image_nor_text_has_are_told(pdf_client: TestClient) -> None:
    assert "står ikke slik" in pdf_page(pdf_client, mark="elsykkel")


def test_every_link_of_a_pdf_s_page_leads_somewhere(pdf_client: TestClient) -> None:
    page = Elements(pdf_page(pdf_client, mark="Alle barn skal"))
    ids = {attributes.get("id") for _, attributes in page.found}
    addresses = [str(link["href"]) for link in page.all("a")]
    assert any("/file?" in address and address.endswith("#page=2") for address in addresses)
    for address in addresses:
        assert address[1:] in ids if address.startswith("#") else pdf_client.get(address).status_code == 200


def test_a_page_of_a_pdf_may_show_its_own_images_and_nothing_else(pdf_client: TestClient) -> None:
    text = pdf_page(pdf_client, mark="Alle barn skal")
    assert " style=" not in text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


def test_the_cited_page_of_an_old_edition_still_shows_its_words(
    pdf_client: TestClient, old_pdf_generation: str
) -> None:
    text = pdf_page(pdf_client, mark="sitt eget regntøy", generation=old_pdf_generation)
    assert "tidligere utgave" in text
    (image,) = Elements(text).all("img")
    assert pdf_client.get(str(image["src"])).headers["x-highlight"] == "found"


def test_what_nobody_stated_is_said_to_be_so(pdf_client: TestClient) -> None:
    page = pdf_page(pdf_client)
    assert "utgiver ikke oppgitt" in page
    for field in ("Utgiver", "Gjelder for", "Dokumenttype", "Status", "Gyldig", "Utgave"):
        assert f"<dt>{field}</dt><dd>ikke oppgitt</dd>" in page
    assert "utgiver ikke oppgitt" in pdf_client.get("/").text


def test_a_file_without_a_title_is_shown_by_its_name_as_such(
    pdf_client: TestClient, pdf_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = pdf_library.published

    def unnamed(generation_id: str) -> Document | None:
        document = real(generation_id)
        return document and document.model_copy(update={"title": "tur 1", "title_stated": False})

    monkeypatch.setattr(pdf_library, "published", unnamed)
    assert '<h1 id="tittel">Tittel ikke oppgitt (filnavn: tur 1)</h1>' in pdf_page(pdf_client)


def test_a_page_can_be_turned(client: TestClient) -> None:
    turns = {
        number: [link.get("rel") for link in Elements(client.get(f"/documents/{PLAN_ID}/pages/{number}").text).all("a")]
        for number in (1, 2, 4)
    }
    assert ("prev" in turns[1], "next" in turns[1]) == (False, True)
    assert ("prev" in turns[2], "next" in turns[2]) == (True, True)
    assert ("prev" in turns[4], "next" in turns[4]) == (True, False)


def test_words_that_do_not_stand_on_the_page_are_told(client: TestClient) -> None:
    assert "står ikke slik" in client.get(f"/documents/{PLAN_ID}/pages/1?mark=elsykkel").text
