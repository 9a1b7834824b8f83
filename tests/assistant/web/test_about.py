from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from assistant.register.names import unit_names
from assistant.service import Assistant
from assistant.web.about import KEPT
from corpus.store.schema import Base
from tests.assistant.web.elements import Elements
from tests.assistant.web.visitor import Visitor


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


def test_every_cookie_that_is_set_is_told(client: TestClient, assistant: Assistant) -> None:
    client.get("/?lang=nn&omrade=Fjellvik")
    client.post("/min-enhet", data={"unit": next(iter(unit_names(assistant.library.snapshot)))})
    text = client.get("/personvern").text
    assert len(client.cookies) == 4
    for name in client.cookies:
        assert f"<code>{name}</code>" in text


def test_conversations_and_how_to_delete_them_are_told(client: TestClient) -> None:
    text = client.get("/personvern").text
    assert "Til 30 dager etter det siste spørsmålet" in text
    assert "sletter dem under «Samtaler» eller «Mine data»" in text


def test_how_long_things_are_kept_is_what_the_settings_say(embedding_model_dir: Path, tmp_path: Path) -> None:
    days = {"conversation_days": 7, "audit_days": 11, "token_days": 13, "account_days": 17, "draft_days": 19}
    settings = Settings(data_dir=tmp_path, model_dir=embedding_model_dir).model_copy(update=days)
    text = Visitor(create_app(settings), base_url="http://127.0.0.1:8000").get("/personvern").text
    for said in (
        "Til 7 dager etter",
        "I 11 dager",
        "Til 13 dager etter",
        "ikke har logget inn på 17 dager",
        "Til 19 dager etter den siste endringen",
    ):
        assert said in text


def test_what_teams_has_is_told_where_it_is_set_up_and_only_there(settings: Settings) -> None:
    texts = []
    for update in ({}, {"teams_app_id": "aaaaaaaa-0000-4000-8000-000000000001"}):
        app = create_app(settings)
        app.state.settings = settings.model_copy(update=update)
        texts.append(Visitor(app, base_url="http://127.0.0.1:8000").get("/personvern").text)
    for said in ("Kobling til Teams", "Meldinger fra Teams", "gjennom Microsofts tjenester", "Ellers sendes ingenting"):
        assert [said in text for text in texts] == [False, True]
    assert "Ingenting sendes ut" not in texts[1]


def test_files_that_wait_to_be_confirmed_are_told(client: TestClient) -> None:
    text = client.get("/personvern").text
    assert "venter på at noen bekrefter hva de er" in text
    assert "Ellers slettes de etter ett døgn" in text


def test_it_is_said_which_language_model_gets_the_questions_and_where(settings: Settings) -> None:
    elsewhere = {"llm_model": "mellomstor", "llm_base_url": "https://modeller.eksempel.no/v1", "llm_api_key": "k"}
    settings = Settings(**{**settings.model_dump(exclude_unset=True), **elsewhere})
    text = Visitor(create_app(settings), base_url="http://127.0.0.1:8000").get("/personvern").text
    assert "språkmodellen mellomstor hos modeller.eksempel.no" in text
    assert "Ingenting sendes ut" not in text
