"""The fields of a draft over HTTP: saved by who saw them, and nobody's words are lost."""

import threading
from typing import Any

from starlette.testclient import TestClient

from tests.assistant.api.drafting import DRAFTS, ROW, ROW_SAID, TEXT, begun, put, saved
from tests.assistant.web.visitor import Visitor
from tests.corpus.text.test_national_ids import made_up


def field(client: TestClient, draft_id: str, key: str = TEXT) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"{DRAFTS}/{draft_id}/fields/{key}").json()
    return found


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
