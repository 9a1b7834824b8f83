"""Drafts over HTTP: their templates, how one is begun, changed and deleted, and what the log says of it."""

import threading
from unittest.mock import patch

from starlette.testclient import TestClient

from assistant.app import create_app
from assistant.config import Settings
from assistant.drafting.readiness import Readiness
from tests.assistant.api.drafting import DRAFTS, TABLE, TEXT, begun, put, saved
from tests.assistant.web.visitor import Visitor


def lines(client: TestClient) -> list[tuple[str, str, str]]:
    audit = client.app.state.audit  # type: ignore[attr-defined]
    audit.flush()
    return [(line.action, line.thing, line.thing_id) for line in audit._library.audit.list()]


def test_the_templates_there_are_and_one_s_own_beside_them(here: TestClient, settings: Settings) -> None:
    (shipped,) = here.get("/api/v1/templates").json()["templates"]
    assert (shipped["id"], shipped["title"]["nb"]) == ("lokal-handlingsplan", "Lokal handlingsplan")
    assert shipped["fields"] == len(list(begun(here)["fields"]))
    assert here.get("/api/v1/templates/lokal-handlingsplan").json()["sections"][0]["key"] == "forside"
    assert here.get("/api/v1/templates/finnes-ikke").status_code == 404
    settings.templates_dir.mkdir()
    (settings.templates_dir / "feil.toml").write_text("id = 7")
    assert "feil.toml" in here.get("/api/v1/templates").json()["complaints"][0]


def test_a_draft_is_begun_found_described_and_deleted(here: TestClient) -> None:
    made = begun(here, jurisdiction="Oslo, Bydel Elvheim", period=" 2026 –\n2029 ", written_form="nn")
    assert made["title"] == "Lokal handlingsplan – Elvheim"
    assert (made["period"], made["state"], made["written_form"]) == ("2026 – 2029", "draft", "nn")
    assert {one["revision"] for one in made["fields"]} == {0}
    assert made["template_record"]["id"] == made["template"] == "lokal-handlingsplan"
    assert [one["id"] for one in here.get(DRAFTS).json()] == [made["id"]]
    changed = here.patch(f"{DRAFTS}/{made['id']}", json={"title": "Vår plan", "state": "hearing"})
    assert (changed.json()["title"], changed.json()["state"], changed.json()["period"]) == (
        "Vår plan",
        "hearing",
        "2026 – 2029",
    )
    assert here.get(f"{DRAFTS}/{made['id']}").json() == changed.json()
    assert here.delete(f"{DRAFTS}/{made['id']}").status_code == 204
    assert here.get(f"{DRAFTS}/{made['id']}").status_code == 404
    assert here.get(DRAFTS).json() == []


def test_a_draft_that_cannot_be_begun_is_told_why(here: TestClient) -> None:
    for said, status, words in (
        ({"template": "finnes-ikke", "unit": "Elvheim"}, 404, "malen «finnes-ikke» finnes ikke"),
        ({"template": "lokal-handlingsplan", "unit": " \u200b "}, 422, "unit: er tomt"),
        ({"template": "lokal-handlingsplan", "unit": "x" * 201}, 422, "unit: kan ha høyst 200 tegn"),
        (
            {"template": "lokal-handlingsplan", "unit": "Elvheim", "jurisdiction": "Bergen"},
            422,
            "jurisdiction: ingen plan gjelder for «Bergen»",
        ),
        ({"template": "lokal-handlingsplan", "unit": "Elvheim", "annet": 1}, 422, "annet: er ikke et kjent felt"),
    ):
        refused = here.post(DRAFTS, json=said)
        assert refused.status_code == status
        assert words in refused.json()["detail"]


def test_an_adopted_draft_is_not_written_in(here: TestClient) -> None:
    made = begun(here)["id"]
    saved(here, made, "Vedtatt tekst.")
    url = f"{DRAFTS}/{made}"
    assert here.patch(url, json={"state": "adopted"}).json()["state"] == "adopted"
    for refused in (
        put(here, made, TEXT, 1, text="Noe annet."),
        here.post(f"{url}/rows", json={"table": TABLE}),
        here.post(f"{url}/fields/{TEXT}/restore", json={"revision": 1}),
        here.patch(url, json={"title": "Noe annet"}),
    ):
        assert refused.status_code == 409
        assert refused.json()["title"] == "Draft is adopted"
        assert refused.headers["content-type"] == "application/problem+json"
    assert here.patch(url, json={"state": "draft", "title": "Igjen"}).json()["title"] == "Igjen"
    assert put(here, made, TEXT, 1, text="Noe annet.").status_code == 200


def test_what_is_typed_is_one_line_of_the_audit_log_and_not_one_a_second(here: TestClient) -> None:
    made = begun(here)["id"]
    before = len(lines(here))
    for text in ("Vi", "Vi går", "Vi går på", "Vi går på tur"):
        saved(here, made, text)
    url = f"{DRAFTS}/{made}/fields/{TEXT}"
    tag = here.get(url).headers["etag"]
    seen = lines(here)
    assert here.get(url, headers={"If-None-Match": tag}).status_code == 304
    assert lines(here) == seen  # nothing was shown
    told = lines(here)[: len(lines(here)) - before]
    assert told.count(("changed", "draft", f"{made}/{TEXT}")) == 1
    assert ("seen", "draft", f"{made}/{TEXT}") in told
    here.delete(f"{DRAFTS}/{made}")
    assert lines(here)[0] == ("removed", "draft", made)
    assert ("added", "draft", "") in lines(here)


def test_what_is_done_to_a_part_of_a_draft_does_not_say_that_the_draft_was_removed(here: TestClient) -> None:
    made = begun(here)["id"]
    comment = here.post(f"{DRAFTS}/{made}/comments", json={"key": TEXT, "text": "Hei"}).json()["id"]
    here.delete(f"{DRAFTS}/{made}/comments/{comment}")
    assert lines(here)[0] == ("changed", "draft", f"{made}/{comment}")


def test_a_server_looks_through_the_drafts_once_it_runs(settings: Settings) -> None:
    looked = threading.Event()
    with patch.object(Readiness, "prepare", lambda _: looked.set()), Visitor(create_app(settings)):
        assert looked.wait(30)
