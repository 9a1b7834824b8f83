import re
from urllib.parse import quote_plus

import pytest
from starlette.testclient import TestClient

from tests.assistant.web.elements import WHO, Elements
from tests.conftest import PLAN_ID


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
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_questions_are_not_kept_in_caches(client: TestClient) -> None:
    assert client.get("/?q=Hvem").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/", f"/?q={quote_plus(WHO)}", f"/documents/{PLAN_ID}/pages/3", "/nei"])
def test_a_page_has_its_landmarks_and_asks_nobody_else(client: TestClient, path: str) -> None:
    text = client.get(path).text
    page = Elements(text)
    assert [html["lang"] for html in page.all("html")] == ["nb"]
    for landmark in ("header", "main", "footer", "h1"):
        assert len(page.all(landmark)) == 1
    assert page.all("a")[0] == {"class": "ds-skip-link", "href": "#innhold"}
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)
    assert " style=" not in text
    labels = {label["for"] for label in page.all("label")}
    assert {field["id"] for field in page.all("input") if field.get("type") != "hidden"} <= labels


@pytest.mark.parametrize("path", ["/?q={}", f"/documents/{PLAN_ID}/pages/1?mark={{}}"])
def test_nothing_from_the_address_becomes_markup(client: TestClient, path: str) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    page = client.get(path.format(quote_plus(attack))).text
    assert all(str(script["src"]).startswith("/static/") for script in Elements(page).all("script"))
    assert "<script>" not in page
    assert not Elements(page).all("img")
