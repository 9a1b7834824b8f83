import pytest
from starlette.testclient import TestClient

from assistant.web.language import COOKIE
from tests.assistant.web.elements import Elements


def language(page: str) -> str | None:
    (html,) = Elements(page).all("html")
    return html["lang"]


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nn"),
        ("no", "nb"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,de;q=0.9", "nb"),
        ("de,en;q=0.2,nn;q=0.3", "nn"),
        ("en;q=0,nn;q=nonsense", "nb"),
        ("", "nb"),
    ],
)
def test_the_browser_s_language_is_met(client: TestClient, header: str, shown: str) -> None:
    assert language(client.get("/", headers={"accept-language": header}).text) == shown


def test_the_language_that_is_asked_for_is_remembered(client: TestClient) -> None:
    response = client.get("/?lang=nn", headers={"accept-language": "en"})
    assert language(response.text) == "nn"
    assert response.headers["set-cookie"].startswith(f"{COOKIE}=nn; ")
    assert "samesite=lax" in response.headers["set-cookie"].lower()
    assert language(client.get("/nei", headers={"accept-language": "en"}).text) == "nn"
    assert language(client.get("/?lang=en").text) == "en"


def test_a_language_that_is_not_known_changes_nothing(client: TestClient) -> None:
    response = client.get("/?lang=%22%3E")
    assert language(response.text) == "nb"
    assert "planassistent-language" not in response.headers.get("set-cookie", "")


def test_the_switch_keeps_the_page_and_its_question(client: TestClient) -> None:
    page = Elements(client.get("/?q=Hvem%20%26%20hva%3F&lang=nb").text)
    (link,) = [link["href"] for link in page.all("a") if link.get("hreflang") == "en"]
    assert link == "/?q=Hvem+%26+hva%3F&lang=en"
