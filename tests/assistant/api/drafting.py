"""A client that writes drafts, as the tests of several modules need one."""

from typing import Any

from starlette.testclient import TestClient

DRAFTS = "/api/v1/drafts"
TEXT = "utfordringsbilde"
ROW = "barnehagehverdag.mattilbudet"
TABLE = "barnehagehverdag"
ROW_SAID = {"description": "Frukt hver dag.", "responsible": "Kjøkkenet", "schedule": "2027", "funding": "Egen ramme"}


def begun(client: TestClient, **said: Any) -> dict[str, Any]:
    """A draft of the shipped template."""
    response = client.post(DRAFTS, json={"template": "lokal-handlingsplan", "unit": "Elvheim", **said})
    assert response.status_code == 201, response.text
    found: dict[str, Any] = response.json()
    return found


def put(client: TestClient, draft_id: str, key: str, revision: int, **parts: str) -> Any:
    """A save of a field by who saw it at a revision."""
    headers = {"If-Match": f'"{revision}"'}
    return client.put(f"{DRAFTS}/{draft_id}/fields/{key}", json={"parts": parts}, headers=headers)


def saved(client: TestClient, draft_id: str, text: str, key: str = TEXT) -> dict[str, Any]:
    """What stands in a field after it was written over as it is."""
    revision = client.get(f"{DRAFTS}/{draft_id}/fields/{key}").json()["revision"]
    response = put(client, draft_id, key, revision, text=text)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found
