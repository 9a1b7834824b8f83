"""What stood in a field before, over HTTP."""

from starlette.testclient import TestClient

from tests.assistant.api.drafting import DRAFTS, TEXT, begun, saved

LONG = "Barnehagene i bydelen har fått flere barn med behov for ekstra støtte, og for få som kan gi den."


def test_versions_are_listed_read_compared_and_brought_back(here: TestClient) -> None:
    made = begun(here)["id"]
    saved(here, made, LONG)
    saved(here, made, "Barnehagene har fått flere barn.")
    versions = here.get(f"{DRAFTS}/{made}/versions", params={"key": TEXT}).json()
    assert [one["revision"] for one in versions] == [2, 1]
    assert "parts" not in versions[0]
    assert here.get(f"{DRAFTS}/{made}/versions").json() == versions
    assert here.get(f"{DRAFTS}/{made}/versions/{TEXT}/1").json()["parts"]["text"] == LONG
    compared = here.get(f"{DRAFTS}/{made}/compare/{TEXT}", params={"from": 1}).json()
    assert (compared["old"], compared["new"]) == (1, 2)
    (part,) = compared["parts"]
    assert "".join(one["text"] for one in part["segments"] if one["change"] != "added").strip() == LONG
    removed = [one["text"] for one in part["segments"] if one["change"] == "removed"]
    assert any("ekstra støtte" in text for text in removed)
    restored = here.post(f"{DRAFTS}/{made}/fields/{TEXT}/restore", json={"revision": 1})
    assert (restored.json()["parts"]["text"], restored.headers["etag"]) == (LONG, '"3"')
    assert here.get(f"{DRAFTS}/{made}/versions").json()[0]["restored"] == 1
    for path in (f"versions/{TEXT}/9", f"compare/{TEXT}?from=9", "compare/finnes-ikke"):
        assert here.get(f"{DRAFTS}/{made}/{path}").status_code == 404
    assert here.post(f"{DRAFTS}/{made}/fields/{TEXT}/restore", json={"revision": 9}).status_code == 404


def test_a_version_is_not_brought_back_over_what_one_has_not_seen(here: TestClient) -> None:
    made = begun(here)["id"]
    saved(here, made, LONG)
    saved(here, made, "Noe annet.")
    url = f"{DRAFTS}/{made}/fields/{TEXT}/restore"
    refused = here.post(url, json={"revision": 1}, headers={"If-Match": '"1"'})
    assert (refused.status_code, refused.json()["current"]["parts"]["text"]) == (412, "Noe annet.")
