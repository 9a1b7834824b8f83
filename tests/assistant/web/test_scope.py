import pytest
from starlette.testclient import TestClient

from assistant.web.scope import COOKIE, Scope
from tests.assistant.web.elements import Elements


def test_one_s_own_comes_first_then_what_it_is_part_of() -> None:
    scope = Scope("Oslo, Bydel Grorud", ())
    others = ("Oslo, Bydel Grorud", "Oslo", "national", None, "Oslo, Bydel Alna", "Jevnaker")
    assert [scope.distance(other) for other in others] == [0, 1, 2, 2, 3, 3]
    assert {Scope().distance(other) for other in others} == {0}


def test_the_choice_is_remembered_and_can_be_taken_back(client: TestClient) -> None:
    assert "Område: Fjellvik" in client.get("/?omrade=Fjellvik").text
    assert "Område: Fjellvik" in client.get("/nei").text
    assert "Område: Alle" in client.get("/?omrade=").text
    assert "Område: Alle" in client.get("/").text


@pytest.mark.parametrize("name", ["Atlantis", "national", "<b>"])
def test_what_no_plan_is_for_cannot_be_chosen(client: TestClient, name: str) -> None:
    assert "Område: Alle" in client.get("/", params={"omrade": name}).text
    assert COOKIE not in client.cookies


def test_choosing_keeps_the_question(client: TestClient) -> None:
    page = client.get("/?q=Hvem%3F&omrade=Fjellvik&lang=nb").text
    form = page[page.index('<details class="site-scope"') : page.index("</details>")]
    fields = Elements(form + "</details>").all("input")
    assert [(field["name"], field["value"]) for field in fields] == [("q", "Hvem?")]
