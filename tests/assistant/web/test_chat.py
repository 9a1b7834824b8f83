import re
from urllib.parse import quote_plus

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.web.form_tokens import FIELD
from corpus.library import Library
from corpus.store.database import CatalogueError
from corpus.store.held_conversations import HeldConversations
from tests.assistant.web.elements import WHO, Elements, ask
from tests.conftest import HANDBOOK_ID


@pytest.mark.parametrize(
    ("language", "who"),
    [("nb", "Hvem har ansvar for"), ("nn", "Kven har ansvar for"), ("en", "Who is responsible for")],
)
def test_the_first_page_offers_examples_in_its_language_that_can_be_asked(
    client: TestClient, language: str, who: str
) -> None:
    page = Elements(client.get("/", headers={"Accept-Language": language}).text)
    examples = [str(link["href"]) for link in page.all("a") if str(link["href"]).startswith("/?q=")]
    assert examples[0].startswith(f"/?q={quote_plus(who)}")
    for example in examples:
        assert 'id="kilde-1"' in client.get(example, headers={"Accept-Language": language}).text


def test_an_answer_that_could_not_be_saved_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise CatalogueError("database or disk is full")

    assert "kunne ikke lagres" not in client.get("/", params={"q": WHO}).text
    monkeypatch.setattr(HeldConversations, "keep", fail)
    assert "Svaret kunne ikke lagres." in client.get("/", params={"q": WHO}).text
    stream = client.post("/", data={"q": WHO}, headers={"Accept": "text/event-stream"})
    assert "Svaret kunne ikke lagres." in stream.text


def test_an_answer_that_is_not_saved_yet_says_so_until_it_is(
    client: TestClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise CatalogueError("database or disk is full")

    with monkeypatch.context() as fault:
        fault.setattr(library._catalogue._database, "brief_transaction", full)
        answered = client.post("/", data={"q": WHO}, follow_redirects=False)
        path = answered.headers["Location"].partition("#")[0]
        assert "Svaret er ikke lagret ennå." in client.get(path).text
        stream = client.post("/", data={"q": WHO}, headers={"Accept": "text/event-stream"})
        assert "Svaret er ikke lagret ennå." in stream.text
    assert library.conversations.write_held()
    page = client.get(path).text
    assert "ikke lagret" not in page
    assert "Svømmekurs" in page


def test_an_english_page_says_where_in_english_and_leaves_the_quotes(client: TestClient) -> None:
    page = client.get("/", params={"q": WHO}, headers={"Accept-Language": "en"}).text
    assert "Fjellvik kommune, p. 3" in Elements(page).text
    assert "Open p. 3" in page
    assert "s. 3" not in page.partition('<h3 id="svar-1">')[2].partition('class="needs-scripts"')[0]
    assert "Alle femåringer skal få tilbud om ti timer i bassenget." in page
    asked = Elements(ask(client, "Who is responsible for svømmekurs for femåringer?"))
    (copied,) = [str(button["data-copy"]) for button in asked.all("button") if "data-copy" in button]
    assert "Fjellvik kommune, p. 3" in copied


def test_the_answer_stands_beside_its_sources(client: TestClient) -> None:
    page = ask(client, WHO)
    assert 'href="#kilde-1"' in page
    assert "Handlingsplan for gode barnehager 2025–2028" in page
    assert "Fjellvik kommune, s. 3" in Elements(page).text
    assert "Veivalg 1: Trygge barn i små grupper" in page
    assert "Alle femåringer skal få tilbud om ti timer i bassenget." in page
    assert "Maskinlaget svar" in page
    assert "uten språkmodell" in page


def test_what_quotes_nothing_does_not_call_its_quotes_verbatim(client: TestClient) -> None:
    assert "Sitatene er ordrette." in ask(client, WHO)
    greeted = ask(client, "hei")
    assert "Maskinlaget svar" in greeted
    assert "ordrette" not in greeted


def hidden(page: str) -> dict[str, str]:
    """The fields that the form of a question sends beside it."""
    form = page[page.index('<form class="ask"') :]
    fields = Elements(form[: form.index("</form>") + 7]).all("input")
    return {str(field["name"]): str(field["value"]) for field in fields if field.get("type") == "hidden"}


def test_a_follow_up_works_and_shows_how_it_was_taken(client: TestClient) -> None:
    assert list(hidden(client.get("/").text)) == [FIELD]
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
    assert page.all("a")
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
    assert '<span class="ds-tag" data-color="warning">gjenfortelling</span>' in page
    assert "gjenfortelling" in client.get(f"/documents/{HANDBOOK_ID}/pages/2").text


def test_what_a_retelling_is_is_told_once_where_one_is_listed_or_cited(client: TestClient) -> None:
    told = "«Gjenfortelling» betyr at dokumentet gjengir originalen"
    assert told in client.get("/").text
    first = ask(client, "Hvem kutter frukten?")
    assert first.count(told) == 1
    on = client.get("/", params={"q": "Og hvem vasker bordene?", **hidden(first)}).text
    assert on.count('class="turn-of-talk"') == 2
    assert on.count(told) == 1
    assert told not in ask(client, WHO)


@pytest.mark.parametrize(
    ("question", "complaint"), [("", "tomt"), (" ?", "tomt"), ("å" * 2001, "2001 tegn")], ids=["", "?", "long"]
)
def test_a_question_that_cannot_be_taken_says_why(client: TestClient, question: str, complaint: str) -> None:
    response = client.get(f"/?q={quote_plus(question)}")
    assert response.status_code == 422
    assert complaint in response.text
    (field,) = [field for field in Elements(response.text).all("input") if field.get("id") == "q"]
    assert (field["aria-invalid"], field["aria-describedby"]) == ("true", "klage")


@pytest.mark.parametrize(
    ("language", "marked", "issuer"),
    [
        ("nb", "gjenfortelling", "utgiver ikke oppgitt"),
        ("nn", "attforteljing", "utgjevar ikkje oppgitt"),
        ("en", "retelling", "issuer not stated"),
    ],
)
def test_a_retelling_says_so_in_the_language_of_the_page(
    pdf_client: TestClient, language: str, marked: str, issuer: str
) -> None:
    for question in ("Hvem låner ut regntøy?", "Kven låner ut regntøy?", "Who cooks the soup of carrots?"):
        page = pdf_client.get("/", params={"q": question}, headers={"Accept-Language": language}).text
        assert f'<span class="ds-tag" data-color="warning">{marked}</span>' in page
        assert issuer in page


def test_an_empty_library_says_what_to_do(app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.state.services.assistant, "documents", list)
    assert "planassistent ingest" in client.get("/").text
