"""Rows of one's own over HTTP."""

from starlette.testclient import TestClient

from tests.assistant.api.drafting import DRAFTS, ROW, ROW_SAID, TABLE, begun, put


def test_rows_of_one_s_own_are_added_where_the_template_lets_one(here: TestClient) -> None:
    made = begun(here)["id"]
    added = here.post(f"{DRAFTS}/{made}/rows", json={"table": TABLE})
    assert (added.status_code, added.headers["etag"], added.json()["key"]) == (201, '"0"', f"{TABLE}.eget-1")
    own = added.json()["key"]
    assert put(here, made, own, 0, title="Bålmat", **ROW_SAID).json()["own"]
    for table in ("arbeidsplass", "utfordringsbilde", "finnes-ikke"):
        refused = here.post(f"{DRAFTS}/{made}/rows", json={"table": table})
        assert refused.status_code == 422
        assert TABLE in refused.json()["detail"]
    url = f"{DRAFTS}/{made}/rows/{own}"
    assert here.delete(url).status_code == 428
    assert here.delete(url, headers={"If-Match": '"0"'}).status_code == 412
    assert here.delete(url, headers={"If-Match": '"1"'}).json()["removed"]
    assert here.delete(url, headers={"If-Match": '"2"'}).status_code == 404
    assert here.delete(f"{DRAFTS}/{made}/rows/{ROW}", headers={"If-Match": '"0"'}).status_code == 404
    assert own not in [one["key"] for one in here.get(f"{DRAFTS}/{made}/fields").json()]
    back = here.post(f"{DRAFTS}/{made}/fields/{own}/restore", json={"revision": 1})
    assert back.json()["parts"]["title"] == "Bålmat"
