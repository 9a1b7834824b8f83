import pytest
from starlette.testclient import TestClient

from assistant.web.about import KEPT
from corpus.schema import Base
from tests.assistant.web.elements import Elements


def test_every_table_is_told_of() -> None:
    told = {table for kept in KEPT for table in kept.tables}
    assert set(Base.metadata.tables) - {"alembic_version"} <= told


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("path", ["/tilgjengelighet", "/personvern"])
def test_the_statements_are_there_and_linked_from_every_page(client: TestClient, path: str, language: str) -> None:
    page = Elements(client.get(f"{path}?lang={language}").text)
    assert [html["lang"] for html in page.all("html")] == [language]
    assert len(page.all("h1")) == 1
    assert path in [link["href"] for link in Elements(client.get("/").text).all("a")]


def test_every_cookie_that_is_set_is_told(client: TestClient) -> None:
    client.get("/?lang=nn&omrade=Fjellvik")
    client.get("/?q=Hvem+har+ansvar+for+bibliotekkasse%3F")
    text = client.get("/personvern").text
    assert client.cookies
    for name in client.cookies:
        assert f"<code>{name}</code>" in text


def test_whether_answers_are_kept_is_told_as_it_is(client: TestClient) -> None:
    text = client.get("/personvern").text
    assert ("Svarene lagres ikke" in text) == ("answer" not in Base.metadata.tables["turn"].columns)
