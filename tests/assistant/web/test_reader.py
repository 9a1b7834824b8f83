import re
from urllib.parse import quote_plus

import pytest
from starlette.testclient import TestClient

from assistant.service import Assistant
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
    assert "Teksten på siden står under overskriften «Siden som tekst»" in str(image["alt"])
    assert int(str(image["width"])) < int(str(image["height"]))
    answer = pdf_client.get(str(image["src"]))
    assert (answer.headers["content-type"], answer.headers["x-highlight"]) == ("image/png", "found")
    assert answer.headers["cache-control"] == "private, no-cache"
    (box,) = page.all("rect")
    assert box["id"] == "markert"
    tags = [tag for tag, _ in page.found]
    assert tags.index("img") < tags.index("mark")
    assert next(heading["id"] for heading in page.all("h2")) == "tekst-overskrift"
    assert text.index('id="tekst"') < text.index('<mark id="markert-tekst"')
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_words_that_only_the_text_has_are_shown_there(pdf_client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.api.pages.quote_boxes", lambda *_: ())
    text = pdf_page(pdf_client, mark="Alle barn skal", vis="bilde")
    page = Elements(text)
    assert [details.get("open", "closed") for details in page.all("details")] == [None, "closed"]
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


def test_image_and_text_are_shown_as_one_likes(pdf_client: TestClient) -> None:
    only_text = Elements(pdf_page(pdf_client, vis="tekst", mark="Alle barn skal"))
    assert not only_text.all("img")
    assert [mark["id"] for mark in only_text.all("mark")] == ["markert"]
    (turned,) = [str(link["href"]) for link in only_text.all("a") if link.get("rel") == "prev"][:1]
    assert turned == f"/documents/{PDF_ID}/pages/1?vis=tekst"
    assert Elements(pdf_page(pdf_client, vis="<b>")).all("img")


def test_a_search_marks_every_hit_in_text_and_image_and_leads_to_the_next(pdf_client: TestClient) -> None:
    first = pdf_client.get(f"/documents/{PDF_ID}/pages/1", params={"sok": "HVER"}).text
    assert "2 treff på 1 side" not in first
    assert "3 treff på 2 sider" in first
    page = Elements(first)
    (following,) = [str(link["href"]) for link in page.all("a") if str(link["href"]).endswith("#treff")][-1:]
    assert "/pages/2?sok=HVER&treff=2#treff" in first.replace("&amp;", "&")
    opened = Elements(pdf_client.get(following).text)
    assert [mark.get("id") for mark in opened.all("mark") if "id" in mark] == ["treff-tekst"]
    boxes = opened.all("rect")
    assert [box["class"] for box in boxes] == ["hit", "hit current"]
    assert [box.get("id") for box in boxes] == [None, "treff"]
    assert float(str(boxes[1]["y"])) < float(str(boxes[0]["y"]))
    last = Elements(pdf_client.get(f"/documents/{PDF_ID}/pages/2?sok=HVER&treff=3").text).all("rect")
    assert float(str(last[1]["y"])) > float(str(last[0]["y"]))


def test_a_word_that_a_line_cuts_is_marked_in_both_lines(pdf_client: TestClient) -> None:
    assert len(Elements(pdf_page(pdf_client, sok="barnehagene")).all("rect")) == 2


def test_a_page_without_a_hit_leads_to_those_before_and_after(pdf_client: TestClient) -> None:
    text = pdf_client.get(f"/documents/{PDF_ID}/pages/1", params={"sok": "regntøy"}).text
    assert "Ingen av dem er på denne siden" in text
    links = [str(link["href"]) for link in Elements(text).all("a")]
    assert f"/documents/{PDF_ID}/pages/2?sok=regnt%C3%B8y&treff=1#treff" in links
    assert not Elements(pdf_page(pdf_client, sok="elsykkel")).all("mark")
    assert "Ingen treff på «elsykkel»" in pdf_page(pdf_client, sok="elsykkel")


def test_a_search_stays_while_pages_are_turned(pdf_client: TestClient) -> None:
    page = Elements(pdf_page(pdf_client, sok="regntøy"))
    assert {str(link["href"]) for link in page.all("a") if link.get("rel") == "prev"} == {
        f"/documents/{PDF_ID}/pages/1?sok=regnt%C3%B8y"
    }
    assert {field["value"] for field in page.all("input") if field["name"] == "sok"} == {"regntøy"}


def test_an_old_reading_stays_while_pages_are_turned_and_searched(
    pdf_client: TestClient, old_pdf_generation: str
) -> None:
    text = pdf_page(pdf_client, sok="hjemmefra", generation=old_pdf_generation)
    assert "1 treff på 1 side." in text
    page = Elements(text)
    (turned, *_) = [str(link["href"]) for link in page.all("a") if link.get("rel") == "prev"]
    assert f"generation={quote_plus(old_pdf_generation)}" in turned
    assert old_pdf_generation in {field["value"] for field in page.all("input")}


def test_a_page_is_named_by_its_number(client: TestClient) -> None:
    response = client.get(f"/documents/{PLAN_ID}/pages?side= 3 &sok=tur&fra=1", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, f"/documents/{PLAN_ID}/pages/3?sok=tur")
    response = client.get(f"/documents/{PLAN_ID}/pages", params={"side": "<b>9</b>", "fra": 2})
    assert response.status_code == 404
    assert "«&lt;b&gt;9&lt;/b&gt;» finnes ikke her. Dokumentet har 4 sider." in response.text
    assert "side 2 av 4" in response.text
    assert client.get("/documents/nei/pages?side=1").status_code == 404


def test_the_number_that_is_printed_comes_before_the_position(
    client: TestClient, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = assistant.texts(PLAN_ID)
    assert texts is not None
    labelled = [page.model_copy(update={"label": str(page.number + 1)}) for page in texts]
    monkeypatch.setattr(Assistant, "texts", lambda *_: labelled)
    for asked, page in (("3", 2), ("1", 1)):
        response = client.get(f"/documents/{PLAN_ID}/pages?side={asked}", follow_redirects=False)
        assert response.headers["location"].endswith(f"/pages/{page}")


def test_the_outline_stands_beside_the_page(client: TestClient) -> None:
    page = Elements(client.get(f"/documents/{PLAN_ID}/pages/4").text)
    here = [link for link in page.all("a") if link.get("aria-current") == "location"]
    assert [link["href"] for link in here] == [f"/documents/{PLAN_ID}/pages/4"]


def test_nothing_of_a_search_becomes_markup(pdf_client: TestClient) -> None:
    attack = '"><script>alert(1)</script><img src=x>'
    for path in (f"/documents/{PDF_ID}/pages/2", f"/dokumenter/{PDF_ID}"):
        text = pdf_client.get(path, params={"sok": attack}).text
        assert "<script>" not in text
        assert all(str(image["src"]).startswith("/api/") for image in Elements(text).all("img"))
