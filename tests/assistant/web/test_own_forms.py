import re

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from assistant.api.owner import COOKIE
from assistant.app import create_app
from assistant.config import Settings
from assistant.web.form_tokens import FIELD, HEADER, made_token
from assistant.web.rendering import FOLDER
from tests.assistant.web.visitor import Visitor

POSTS = sorted(
    {
        str(route.path)
        for route in iter_route_contexts(create_app(Settings()).routes)
        if "POST" in (route.methods or ()) and not str(route.path).startswith("/api/")
    }
)
STALE = "Skjemaet kan ikke brukes lenger"


@pytest.mark.parametrize("template", sorted(FOLDER.glob("*.html")), ids=lambda file: file.name)
def test_every_form_that_changes_something_has_its_token(template: object) -> None:
    text = template.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    forms = [part for part in text.split("<form")[1:] if 'method="post"' in part.split("{{ form_field()")[0]]
    assert len(forms) == text.count('method="post"')
    for form in forms:
        assert "{{ form_field() }}" in form.split("</form>")[0]


def test_there_are_pages_that_are_posted_to() -> None:
    assert len(POSTS) > 10


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("sent", [None, "", "feil", made_token("en annens")])
def test_no_page_takes_a_form_without_its_token(app: FastAPI, path: str, sent: str | None) -> None:
    client = TestClient(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    client.cookies.set(COOKIE, "min", domain="127.0.0.1")
    data = {} if sent is None else {FIELD: sent}
    refused = client.post(re.sub(r"\{\w+\}", "x", path), data=data)
    assert refused.status_code == 403
    assert STALE in refused.text


def test_a_form_is_taken_from_the_page_that_it_stands_on(client: TestClient) -> None:
    page = client.get("/").text
    token = page.split(f'name="{FIELD}" value="')[1].split('"')[0]
    plain = TestClient(client.app, base_url="http://127.0.0.1:8000", follow_redirects=False)
    plain.cookies.update(client.cookies)
    assert plain.post("/min-enhet", data={FIELD: token, "enhet": "x"}).status_code == 303
    assert plain.post("/min-enhet", headers={HEADER: token}, data={"enhet": "x"}).status_code == 303
    assert plain.post("/min-enhet", data={"enhet": "x"}).status_code == 403


def test_another_browser_s_token_is_not_taken(app: FastAPI) -> None:
    first, second = (Visitor(app, base_url="http://127.0.0.1:8000", follow_redirects=False) for _ in range(2))
    assert first.post("/min-enhet", data={"enhet": "x"}).status_code == 303
    second.cookies.set(COOKIE, "en annen", domain="127.0.0.1")
    stolen = {HEADER: made_token(first.cookies[COOKIE])}
    assert second.post("/min-enhet", data={"enhet": "x"}, headers=stolen).status_code == 403
