import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.assistant.web.elements import WHO, Elements
from tests.assistant.web.visitor import Visitor
from tests.corpus.text.test_national_ids import made_up

LIST = "Hvilke tiltak har barnehagene ansvaret for?"
STREAM = {"accept": "text/event-stream"}


@pytest.fixture
def client(app: FastAPI) -> Iterator[TestClient]:
    """A client with cookies of its own, whose conversations are deleted after."""
    made = Visitor(app, raise_server_exceptions=False, base_url="http://127.0.0.1:8000")
    yield made
    for found in made.get("/api/v1/conversations").json():
        made.delete(f"/api/v1/conversations/{found['id']}")


def asked(client: TestClient, question: str, **fields: str) -> str:
    """The path of the conversation that a question by the form leads to."""
    response = client.post("/", data={"q": question, **fields}, follow_redirects=False)
    assert response.status_code == 303
    return response.headers["location"].partition("#")[0]


def test_a_question_by_the_form_leads_to_its_conversation_with_the_whole_history(client: TestClient) -> None:
    path = asked(client, WHO)
    conversation = path.rpartition("/")[2]
    assert asked(client, LIST, samtale=conversation) == path
    page = client.get(path).text
    elements = Elements(page)
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert page.index(WHO) < page.index(LIST)
    assert 'href="#kilde-1"' in page
    assert 'href="#kilde-2-1"' in page
    for link in elements.all("a"):
        address = str(link["href"])
        assert address[1:] in ids if address.startswith("#") else client.get(address).status_code == 200


def test_the_cookie_is_set_once_and_is_for_us_alone(client: TestClient) -> None:
    said = client.get("/").headers["set-cookie"]
    assert said.startswith("planassistent-browser=")
    assert "HttpOnly" in said
    assert "SameSite=lax" in said
    assert "set-cookie" not in client.get("/").headers


def test_a_conversation_that_is_not_found_is_not_called_a_document(client: TestClient) -> None:
    response = client.get("/samtaler/finnes-ikke")
    assert response.status_code == 404
    assert "Fant ikke samtalen" in response.text
    assert "Dokumentet" not in response.text


def test_a_conversation_shows_the_name_that_it_was_given(client: TestClient) -> None:
    path = asked(client, WHO)
    assert "<h1>Spør planene</h1>" in client.get(path).text
    assert "<h1>Foreldremøte &amp; mat</h1>" in client.post(f"{path}/navn", data={"tittel": "Foreldremøte & mat"}).text
    assert "<h1>Spør planene</h1>" in client.post(f"{path}/navn", data={"tittel": ""}).text
    long = f"{WHO} {'Og si gjerne litt om når det skal skje. ' * 5}".strip()
    assert "<h1>Spør planene</h1>" in client.get(asked(client, long)).text


def test_conversations_are_listed_renamed_and_deleted(client: TestClient, app: FastAPI) -> None:
    assert "Du har ingen samtaler ennå" in client.get("/samtaler").text
    path = asked(client, WHO)
    assert WHO in client.get("/samtaler").text
    page = client.post(f"{path}/navn", data={"tittel": "Svømming <b>nå</b>"}).text
    assert "<title>Svømming &lt;b&gt;nå&lt;/b&gt; – Planassistent</title>" in page
    assert "Svømming &lt;b&gt;nå&lt;/b&gt;" in client.get("/samtaler").text
    number = made_up(15, 10, "86950")
    assert "Navnet ble ikke lagret" in client.post(f"{path}/navn", data={"tittel": f"Om {number}"}).text
    assert number not in client.get("/samtaler").text
    assert WHO in client.post(f"{path}/navn", data={"tittel": " "}).text
    other = Visitor(app, base_url="http://127.0.0.1:8000")
    for response in (other.get(path), other.post(f"{path}/slett"), other.post(f"{path}/navn", data={"tittel": "x"})):
        assert response.status_code == 404
    assert "Du har ingen samtaler ennå" in client.post(f"{path}/slett").text
    assert client.get(path).status_code == 404


def titles(page: str) -> list[str]:
    return re.findall(r'<th scope="row">(.*?)</th>', page)


def test_the_measures_of_an_answer_are_sorted_by_their_columns(client: TestClient) -> None:
    path = asked(client, LIST)
    (link,) = [a for a in Elements(client.get(path).text).all("a") if a.get("id") == "sorter-1-title"]
    page = client.get(str(link["href"])).text
    assert titles(page) == sorted(titles(page))
    assert [th.get("aria-sort") for th in Elements(page).all("th") if th.get("aria-sort")] == ["ascending"]
    (link,) = [a for a in Elements(page).all("a") if a.get("id") == "sorter-1-title"]
    page = client.get(str(link["href"])).text
    assert titles(page) == sorted(titles(page), reverse=True)
    assert client.get(f"{path}?svar=1&sorter=tull").status_code == 200
    assert client.get(f"{path}?svar=9&sorter=title").status_code == 200


def test_what_may_be_asked_next_goes_on_with_the_conversation(client: TestClient) -> None:
    path = asked(client, WHO)
    links = [str(a["href"]) for a in Elements(client.get(path).text).all("a") if "data-ask" in a]
    assert links
    assert all(f"samtale={path.rpartition('/')[2]}" in link for link in links)
    assert client.get(links[0]).text.count('id="spurt-') == 2


def test_personal_data_stops_the_question_and_the_masked_text_is_offered(client: TestClient) -> None:
    response = client.post("/", data={"q": "Hvem hjelper Ola Nordmann, født 12.03.2019?"})
    page = response.text
    assert "<mark>Ola Nordmann, født 12.03.2019</mark>" in page
    fields = [(field["name"], field["value"]) for field in Elements(page).all("input") if field.get("name") == "q"]
    assert fields == 2 * [("q", "Hvem hjelper [navn og fødselsdato]?")]
    assert "Du har ingen samtaler ennå" in client.get("/samtaler").text


def test_the_stream_is_told_in_the_language_of_the_page(client: TestClient) -> None:
    text = client.post("/", data={"q": WHO}, headers={**STREAM, "accept-language": "en"}).text
    assert "Searching the documents" in text
    assert '"said": "Answer: ' in text
    assert "<!doctype" not in text
    assert text.count("event: done") == 1
    assert "event: stopped" in client.post("/", data={"q": "Ring 41234567"}, headers=STREAM).text
    assert client.post("/", data={"q": " "}, headers=STREAM).status_code == 422


@pytest.mark.parametrize("headers", [{}, STREAM], ids=["page", "stream"])
def test_markup_in_a_question_is_shown_as_words(client: TestClient, headers: dict[str, str]) -> None:
    question = "<script>alert(1)</script> ![x](http://ond.example/x.png) [a](javascript:alert(1)) hvem har ansvar?"
    text = client.post("/", data={"q": question}, headers=headers).text.replace('\\"', '"')
    assert "&lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text
    assert not re.search(r"<img|(?:href|src)=\"(?:javascript|http://ond)", text)


def test_a_question_that_the_store_did_not_take_is_answered_all_the_same(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.conversations.Conversations.get", lambda *_: None)
    page = client.post("/", data={"q": WHO}).text
    assert 'href="#kilde-1"' in page
    assert "event: done" in client.post("/", data={"q": WHO}, headers=STREAM).text
