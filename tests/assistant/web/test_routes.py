import re
from html.parser import HTMLParser
from urllib.parse import quote_plus

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.library import Library
from corpus.models import Document
from tests.assistant.conftest import PDF_ID
from tests.conftest import HANDBOOK_ID, PLAN_ID

WHO = "Hvem har ansvar for svømmekurs for femåringer?"


class Elements(HTMLParser):
    """The elements of a page in order, with their attributes; fails where they are not closed in order."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for found, attributes in self.found if found == tag]


def ask(client: TestClient, question: str) -> str:
    response = client.get(f"/?q={quote_plus(question)}")
    assert response.status_code == 200
    Elements(response.text)
    return response.text


def test_the_first_page_offers_examples_that_can_be_asked(client: TestClient) -> None:
    page = Elements(client.get("/").text)
    examples = [str(link["href"]) for link in page.all("a") if str(link["href"]).startswith("/?q=")]
    assert examples
    for example in examples:
        assert 'id="kilde-1"' in client.get(example).text


def test_the_answer_stands_beside_its_sources(client: TestClient) -> None:
    page = ask(client, WHO)
    assert 'href="#kilde-1"' in page
    assert "Handlingsplan for gode barnehager 2025–2028" in page
    assert "Fjellvik kommune, s. 3" in page
    assert "Veivalg 1: Trygge barn i små grupper" in page
    assert "Alle femåringer skal få tilbud om ti timer i bassenget." in page
    assert "Maskinlaget svar" in page
    assert "uten språkmodell" in page


def hidden(page: str) -> dict[str, str]:
    """The fields that the form of a page sends beside the question."""
    fields = Elements(page).all("input")
    return {str(field["name"]): str(field["value"]) for field in fields if field.get("type") == "hidden"}


def test_a_follow_up_works_and_shows_how_it_was_taken(client: TestClient) -> None:
    assert not hidden(client.get("/").text)
    first = ask(client, WHO)
    assert "Tolket som" not in first
    fields = hidden(first)
    for _ in range(2):  # a page opened again asks as it did before
        page = client.get("/", params={"q": "Og hvem sender bibliotekkassen?", **fields}).text
        assert hidden(page)["samtale"] == fields["samtale"]
        page = client.get("/", params={"q": "Og når?", **fields}).text
        assert 'Tolket som: <span lang="nb">Hva er tidsplanen for «Svømmekurs for femåringer»?</span>' in page
        assert "begynne en ny samtale" in page


def test_a_conversation_that_is_gone_is_told_and_the_question_answered(client: TestClient) -> None:
    page = client.get("/", params={"q": WHO, "samtale": "finnes-ikke", "etter": "x"}).text
    assert "Samtalen finnes ikke lenger" in page
    assert 'href="#kilde-1"' in page
    assert hidden(page)["samtale"] != "finnes-ikke"


def test_small_talk_is_no_question_that_was_not_found(client: TestClient) -> None:
    page = ask(client, "Hei!")
    assert "Ikke et spørsmål om planene" in page
    assert "Fant ikke svar" not in page
    assert hidden(page)["samtale"]


def test_every_link_of_an_answer_leads_somewhere(client: TestClient) -> None:
    page = Elements(ask(client, WHO))
    ids = {attributes.get("id") for _, attributes in page.found}
    for link in page.all("a"):
        address = str(link["href"])
        if address.startswith("#"):
            assert address[1:] in ids
        else:
            assert client.get(address).status_code == 200


def test_the_link_of_a_source_opens_its_page_with_the_words_marked(client: TestClient) -> None:
    page = Elements(ask(client, WHO))
    (link, *_) = [str(link["href"]) for link in page.all("a") if "mark=" in str(link["href"])]
    opened = client.get(link).text
    (marked,) = re.findall(r'<mark id="markert">(.*?)</mark>', opened, re.DOTALL)
    assert "ti timer i bassenget" in " ".join(marked.split())


def test_a_list_is_a_table_of_all_its_measures(client: TestClient) -> None:
    page = ask(client, "Hvilke tiltak har barnehagene ansvaret for?")
    assert "Tiltak (3)" in page
    assert page.count('<th scope="row">') == 3


def test_a_list_is_offered_as_spreadsheets_of_just_its_rows(client: TestClient) -> None:
    page = Elements(ask(client, "Hvilke tiltak har barnehagene ansvaret for?"))
    links = [str(link["href"]) for link in page.all("a") if "download" in link]
    assert [link.split("?")[0] for link in links] == ["/api/v1/measures.xlsx", "/api/v1/measures.csv"]
    content = client.get(links[1]).text
    assert len(content.splitlines()) == 4
    assert not [link for link in Elements(ask(client, WHO)).all("a") if "download" in link]


def test_a_refusal_shows_the_nearest(client: TestClient) -> None:
    page = ask(client, "Hva koster en elsykkel?")
    assert "Fant ikke svar" in page
    assert "Nærmeste jeg fant" in page


def test_a_retelling_says_so(client: TestClient) -> None:
    page = ask(client, "Hvem kutter frukten?")
    assert "Håndbok for nye ansatte" in page
    assert '<span class="badge">gjenfortelling</span>' in page
    assert "gjenfortelling" in client.get(f"/documents/{HANDBOOK_ID}/pages/2").text


@pytest.mark.parametrize(
    ("question", "complaint"), [("", "tomt"), (" ?", "tomt"), ("å" * 2001, "2001 tegn")], ids=["", "?", "long"]
)
def test_a_question_that_cannot_be_taken_says_why(client: TestClient, question: str, complaint: str) -> None:
    response = client.get(f"/?q={quote_plus(question)}")
    assert response.status_code == 422
    assert complaint in response.text
    (field,) = Elements(response.text).all("input")
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "klage")


@pytest.mark.parametrize("path", ["/?q={}", f"/documents/{PLAN_ID}/pages/1?mark={{}}"])
def test_nothing_from_the_address_becomes_markup(client: TestClient, path: str) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = client.get(path.format(quote_plus(attack))).text
    assert not Elements(page).all("script")
    assert not Elements(page).all("img")


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
    assert text.index('<details class="as-text"') < text.index('<mark id="markert-tekst"')
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


@pytest.mark.parametrize(
    ("question", "badge", "issuer"),
    [
        ("Hvem låner ut regntøy?", '<span class="badge">gjenfortelling</span>', "utgiver ikke oppgitt"),
        ("Kven låner ut regntøy?", '<span class="badge" lang="nn">attforteljing</span>', "utgjevar ikkje oppgitt"),
        ("Who cooks the soup of carrots?", '<span class="badge" lang="en">retelling</span>', "issuer not stated"),
    ],
)
def test_a_retelling_says_so_in_the_language_of_the_answer(
    pdf_client: TestClient, question: str, badge: str, issuer: str
) -> None:
    page = ask(pdf_client, question)
    assert badge in page
    assert issuer in page


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


@pytest.mark.parametrize("path", ["/nei", "/documents/nei/pages/1", f"/documents/{PLAN_ID}/pages/99"])
def test_what_is_not_there_is_a_page_in_norwegian(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert "Fant ikke siden" in response.text
    assert response.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("path", ["/", "/nei", "/static/planassistent.css", "/api/v1/documents", "/api/v1/nei"])
def test_every_response_keeps_scripts_and_frames_out(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith(
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_questions_are_not_kept_in_caches(client: TestClient) -> None:
    assert client.get("/?q=Hvem").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", f"/?q={quote_plus(WHO)}", f"/documents/{PLAN_ID}/pages/3", "/nei"])
def test_a_page_has_its_landmarks_and_asks_nobody_else(client: TestClient, path: str) -> None:
    text = client.get(path).text
    page = Elements(text)
    assert page.all("html") == [{"lang": "nb"}]
    for landmark in ("header", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1
    assert page.all("a")[0] == {"class": "skip", "href": "#innhold"}
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    assert " style=" not in text
    labels = {label["for"] for label in page.all("label")}
    assert {field["id"] for field in page.all("input") if field.get("type") != "hidden"} <= labels


def test_an_empty_library_says_what_to_do(app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.state.services.assistant, "documents", list)
    assert "planassistent ingest" in client.get("/").text
