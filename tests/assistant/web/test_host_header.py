import pytest
from starlette.testclient import TestClient

SOUND = ("", "plan.example", "plan.example:8000", "127.0.0.1:80", "[::1]:8000", "[::1]", "plan_1")
NONE = (
    "[",
    "[::1",
    "]",
    "a b",
    "plan.example:",
    "plan.example:x",
    "plan.example/..",
    "a@plan.example",
    "%00",
    "x" * 300,
)


@pytest.mark.parametrize("host", SOUND)
def test_the_name_of_a_machine_is_taken(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", NONE)
@pytest.mark.parametrize("path", ["/", "/admin", "/api/v1/feedback", "/static/none", "/nothing"])
def test_what_is_no_name_is_a_bad_request(client: TestClient, host: str, path: str) -> None:
    response = client.get(path, headers={"Host": host})
    assert response.status_code == 400
    assert "content-security-policy" in response.headers
