import pytest
from starlette.testclient import TestClient

ASK = "/api/v1/search"
BODY = {"query": "svømmekurs"}


@pytest.mark.parametrize(
    ("headers", "is_taken"),
    [
        ({}, True),  # no browser
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://127.0.0.1:8000"}, False),
        ({"Origin": "http://127.0.0.1:8000"}, True),
        ({"Origin": "http://127.0.0.1:81"}, False),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "http://["}, False),
    ],
)
def test_another_site_changes_nothing(client: TestClient, headers: dict[str, str], is_taken: bool) -> None:
    response = client.post(ASK, json=BODY, headers=headers)
    assert (response.status_code == 200) is is_taken
    assert is_taken or response.status_code == 403
    assert "content-security-policy" in response.headers


def test_reading_is_open_to_links_from_anywhere(client: TestClient) -> None:
    assert client.get("/", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 200
