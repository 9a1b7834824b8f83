"""What those who write a draft say to each other, over HTTP."""

from starlette.testclient import TestClient

from tests.assistant.api.drafting import DRAFTS, ROW, TEXT, begun
from tests.assistant.web.visitor import Visitor


def test_comments_are_written_resolved_and_deleted(here: TestClient) -> None:
    made = begun(here)["id"]
    url = f"{DRAFTS}/{made}/comments"
    said = here.post(url, json={"key": TEXT, "text": "  Hvem\ngjør det? "})
    assert (said.status_code, said.json()["text"], said.json()["resolved_at"]) == (201, "Hvem\ngjør det?", None)
    one = f"{url}/{said.json()['id']}"
    assert here.patch(one, json={"resolved": True}).json()["resolved_at"] is not None
    assert here.patch(one, json={"text": "Hvem?"}).json()["text"] == "Hvem?"
    assert here.patch(one, json={"resolved": False}).json()["resolved_at"] is None
    assert [found["text"] for found in here.get(url, params={"key": TEXT}).json()] == ["Hvem?"]
    assert here.get(url, params={"key": ROW}).json() == []
    assert here.post(url, json={"key": "finnes-ikke", "text": "Hei"}).status_code == 404
    assert here.post(url, json={"key": TEXT, "text": " \u200b\n"}).status_code == 422
    assert here.delete(one).status_code == 204
    assert here.delete(one).status_code == 404
    assert here.patch(one, json={"resolved": True}).status_code == 404


def test_others_comments_are_resolved_and_not_rewritten(here: TestClient) -> None:
    made = begun(here)["id"]
    url = f"{DRAFTS}/{made}/comments"
    said = here.post(url, json={"key": TEXT, "text": "Mine ord."}).json()
    other = Visitor(here.app, base_url="http://127.0.0.1:8000", cookies={"planassistent-browser": "en annen"})
    one = f"{url}/{said['id']}"
    assert other.get(url).json()[0]["mine"] is False
    assert other.patch(one, json={"text": "Dine ord."}).status_code == 403
    assert other.delete(one).status_code == 403
    assert other.patch(one, json={"resolved": True}).status_code == 200
    assert here.get(url).json()[0]["text"] == "Mine ord."
