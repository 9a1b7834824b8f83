import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant.api.draft_sources import quoted_passage
from assistant.api.problems import ProblemError
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from corpus.models import Metadata
from tests.assistant.api.drafting import DRAFTS, ROW, ROW_SAID, TABLE, TEXT, begun, put, saved
from tests.assistant.web.visitor import Visitor
from tests.conftest import ACTION_PLAN
from tests.corpus.text.test_national_ids import made_up

LONG = "Barnehagene i bydelen har fått flere barn med behov for ekstra støtte, og for få som kan gi den."


@pytest.fixture(scope="module")
def plan_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with a plan, to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("drafted-from"), model_dir=embedding_model_dir)
    with open_library(settings) as library:
        ingest_content(library, ACTION_PLAN.encode(), "plan.txt", Metadata(jurisdiction="Oslo"))
    return settings.data_dir


@pytest.fixture
def here(settings: Settings, plan_data: Path) -> Iterator[TestClient]:
    """A client on the server's own machine, which has a plan."""
    shutil.copytree(plan_data, settings.data_dir)
    with Visitor(create_app(settings), base_url="http://127.0.0.1:8000") as opened:
        yield opened


def field(client: TestClient, draft_id: str, key: str = TEXT) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{DRAFTS}/{draft_id}/fields/{key}").json()
    return found


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


def test_a_field_is_saved_by_who_saw_it_and_named_by_its_etag(here: TestClient) -> None:
    made = begun(here)["id"]
    url = f"{DRAFTS}/{made}/fields/{ROW}"
    assert here.get(url).headers["etag"] == '"0"'
    first = put(here, made, ROW, 0, **ROW_SAID)
    assert (first.status_code, first.headers["etag"], first.json()["parts"]) == (200, '"1"', ROW_SAID)
    read = here.get(url)
    assert read.json() == first.json()
    assert here.get(url, headers={"If-None-Match": read.headers["etag"]}).status_code == 304
    weakened = here.put(url, json={"parts": {**ROW_SAID, "funding": ""}}, headers={"If-Match": 'W/"1"'})
    assert weakened.status_code == 200  # as a proxy that packs answers has it
    assert here.get(f"{DRAFTS}/{made}/fields").json()[0]["key"] == "forside.bydel"


def test_who_does_not_say_what_was_seen_overwrites_nothing(here: TestClient) -> None:
    made = begun(here)["id"]
    url = f"{DRAFTS}/{made}/fields/{TEXT}"
    for headers in ({}, {"If-Match": "*"}, {"If-Match": "0"}, {"If-Match": '"nei"'}):
        refused = here.put(url, json={"parts": {"text": "Noe."}}, headers=headers)
        assert refused.status_code == 428
        assert "If-Match" in refused.json()["detail"]
    assert field(here, made)["revision"] == 0


def test_on_a_conflict_both_texts_are_at_hand(here: TestClient) -> None:
    made = begun(here)["id"]
    saved(here, made, "Karis ord.")
    refused = put(here, made, TEXT, 0, text="Olas ord.")
    assert refused.status_code == 412
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.headers["etag"] == '"1"'
    assert refused.json()["current"] == field(here, made)
    assert refused.json()["current"]["parts"] == {"text": "Karis ord."}
    again = put(here, made, TEXT, 1, text="Karis ord. Olas ord.")
    assert again.json()["parts"] == {"text": "Karis ord. Olas ord."}


def test_two_who_write_in_one_field_at_once_lose_no_word(here: TestClient) -> None:
    made = begun(here)["id"]

    def write(name: str) -> None:
        client = Visitor(here.app, base_url="http://127.0.0.1:8000", cookies={"planassistent-browser": name})
        for turn in range(10):
            current = field(client, made)
            while True:
                text = f"{current['parts']['text']} {name}{turn}"
                answer = put(client, made, TEXT, current["revision"], text=text)
                if answer.status_code == 200:
                    break
                assert answer.status_code == 412, answer.text
                current = answer.json()["current"]

    threads = [threading.Thread(target=write, args=(name,)) for name in ("kari", "ola")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    words = field(here, made)["parts"]["text"].split()
    assert sorted(words) == sorted(f"{name}{turn}" for name in ("kari", "ola") for turn in range(10))


def test_every_part_of_a_field_is_sent(here: TestClient) -> None:
    """One that was left out would be lost."""
    made = begun(here)["id"]
    for key, parts in (
        (ROW, {"description": "Frukt."}),
        (ROW, {**ROW_SAID, "title": "Frukt"}),
        (TEXT, {"text": "Noe.", "annet": ""}),
        (TEXT, {}),
    ):
        refused = put(here, made, key, 0, **parts)
        assert refused.status_code == 422
        assert refused.json()["detail"].startswith("parts: må være nøyaktig")
    assert put(here, made, "finnes-ikke", 0, text="Noe.").status_code == 404


def test_a_part_is_as_long_as_it_may_be_and_no_longer(here: TestClient) -> None:
    made = begun(here)["id"]
    assert put(here, made, TEXT, 0, text="å" * 20_000).status_code == 200
    refused = put(here, made, TEXT, 1, text="å" * 20_001)
    assert (refused.status_code, refused.json()["detail"]) == (422, "parts.text: kan ha høyst 20000 tegn")
    assert field(here, made)["parts"]["text"] == "å" * 20_000


def test_what_nobody_sees_is_left_out_and_lines_stay(here: TestClient) -> None:
    made = begun(here)["id"]
    found = put(here, made, TEXT, 0, text="Før\u200bste\r\nlin\u00adje\x00.\r\n\r\nAndre\u202e linje.").json()
    assert found["parts"]["text"] == "Første\nlinje.\n\nAndre linje."
    half = here.put(
        f"{DRAFTS}/{made}/fields/{TEXT}",
        content=b'{"parts": {"text": "\\ud800"}}',
        headers={"If-Match": '"1"', "Content-Type": "application/json"},
    )
    assert half.status_code == 422


def test_personal_data_is_told_and_no_word_is_lost(here: TestClient) -> None:
    made = begun(here)["id"]
    number = made_up(15, 10, "86950")
    text = f"Ring 91 23 45 67. Barnet har {number}."
    found = put(here, made, TEXT, 0, text=text).json()
    assert found["parts"]["text"] == text
    assert [(note["part"], note["kind"]) for note in found["notes"]] == [("text", "phone"), ("text", "national_id")]
    assert text[found["notes"][1]["start"] : found["notes"][1]["end"]] == number
    assert field(here, made)["notes"] == found["notes"]
    assert saved(here, made, "Ring oss.")["notes"] == []


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


def test_only_words_that_stand_on_their_page_are_taken_as_a_source(here: TestClient) -> None:
    made = begun(here)["id"]
    passage = here.post("/api/v1/search", json={"query": "bibliotekkasse"}).json()[0]
    said = {"passage_id": passage["passage_id"], "quote": passage["text"].rsplit(" ", 1)[0]}
    url = f"{DRAFTS}/{made}/sources"
    first = here.post(url, json=said)
    assert (first.status_code, first.json()["number"], first.json()["quote"]) == (201, 1, said["quote"])
    assert here.get(f"/api/v1/documents/plan/pages/{first.json()['page']}").status_code == 200
    assert here.post(url, json=said).json()["number"] == 1
    assert here.post(url, json={"passage_id": said["passage_id"]}).json()["number"] == 2
    for quote in ("Dette står ikke der.", said["quote"][1:], "…", said["quote"] + " skal"):
        refused = here.post(url, json={**said, "quote": quote})
        assert refused.status_code == 422
        assert "ordrett" in refused.json()["detail"]
    assert here.post(url, json={**said, "passage_id": "finnes-ikke"}).status_code == 422
    assert [one["number"] for one in here.get(url).json()] == [1, 2]


def test_words_of_another_passage_or_another_page_are_no_words_of_this(here: TestClient) -> None:
    library = here.app.state.services.library  # type: ignore[attr-defined]
    first, *_, last = library.snapshot.passages_in("plan")
    assert quoted_passage(library, first, first.text).page == first.first_page
    for passage, quote in (
        (first.model_copy(update={"text": "Noe annet."}), first.text),
        (first.model_copy(update={"first_page": last.first_page, "last_page": last.last_page}), first.text),
    ):
        with pytest.raises(ProblemError, match="ordrett"):
            quoted_passage(library, passage, quote)


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
