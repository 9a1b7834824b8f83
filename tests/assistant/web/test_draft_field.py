"""A field of a draft: what is put in, mended and said of it, and nobody's words are lost."""

import re
import secrets

import pytest
from starlette.testclient import TestClient

from assistant.api.owner import COOKIE
from tests.assistant.web.drafting import ROW, SWIMMING, TEXT, begun, page, send, shown
from tests.assistant.web.visitor import Visitor


def other(here: TestClient) -> TestClient:
    """Somebody else, in a browser of their own."""
    found = Visitor(here.app, base_url="http://127.0.0.1:8000")
    found.cookies.set(COOKIE, secrets.token_hex(), domain="127.0.0.1")
    return found


def test_a_passage_is_put_in_as_a_quote_with_its_number_and_what_was_typed_stays(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{ROW}"
    seen = page(here, path)
    passage = next(
        passage
        for passage in here.app.state.services.library.snapshot.passages  # type: ignore[attr-defined]
        if SWIMMING in " ".join(passage.text.split())
    )
    act = f"sitat:{passage.id}\n{SWIMMING}"
    assert send(here, path, seen, act, description="Vi svømmer.", inn_i="description").status_code == 303
    seen = page(here, path)
    assert shown(seen, "description") == f"Vi svømmer. «{SWIMMING}» [1]"
    assert "1 ordrett, 0 tilpasset, 1 egen" in seen
    send(here, path, seen, f"kilde:{passage.id}\n{SWIMMING}", inn_i="funding", funding="Rammen")
    assert shown(page(here, path), "funding") == "Rammen [1]"
    altered = send(here, path, page(here, path), f"sitat:{passage.id}\nNoe annet.")
    assert altered.status_code == 422
    assert "Kilden kan ikke brukes" in altered.text


def test_one_button_mends_a_sentence(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{TEXT}"
    send(here, path, page(here, path), text="Vi leser [4]. Vi ler.")
    seen = page(here, path)
    assert "viser til en kilde som ikke finnes" in seen
    send(here, path, seen, "rett:text:0:unknown_source")
    assert shown(page(here, path), "text") == "Vi leser. Vi ler."


def test_two_in_one_field_lose_nothing_without_scripts(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{ROW}"
    seen = page(here, path)
    assert send(other(here), path, seen, description="Frukt hver dag.").status_code == 303
    assert send(here, path, seen, schedule="2027").status_code == 303
    both = page(here, path)
    assert (shown(both, "description"), shown(both, "schedule")) == ("Frukt hver dag.", "2027")
    met = send(here, path, seen, description="Brød hver dag.")
    assert met.status_code == 409
    assert shown(met.text, "description") == "Brød hver dag."
    assert "Frukt hver dag." in met.text
    send(here, path, met.text, "velg:description:both")
    assert shown(page(here, path), "description") == "Frukt hver dag.\n\nBrød hver dag."


def test_what_is_too_long_is_not_lost(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{TEXT}"
    response = send(here, path, page(here, path), text="x" * 20_001)
    assert response.status_code == 422
    assert "x" * 20_001 in response.text


def test_a_comment_is_written_resolved_and_deleted(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{TEXT}"
    assert send(here, path, page(here, path), "kommenter", kommentar="  ").status_code == 422
    send(here, path, page(here, path), "kommenter", kommentar="Hvem skriver?", text="Vi skriver.")
    seen = page(here, path)
    assert "Hvem skriver?" in seen
    assert shown(seen, "text") == "Vi skriver."
    found = re.search(r'value="lost:(\w+)"', seen)
    assert found
    send(here, path, seen, f"lost:{found[1]}")
    assert "Åpne igjen" in page(here, path)
    send(here, path, seen, f"slett-kommentar:{found[1]}")
    assert "Hvem skriver?" not in page(here, path)


def test_what_somebody_writes_is_text_and_no_markup(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    send(here, path, page(here, path), "kommenter", text="</textarea><b>hei</b> [2]", kommentar="<i>hei</i>")
    for shown_at in (draft, path, f"{path}/lest", f"{draft}/versjoner/{TEXT}"):
        assert not {"<b>hei", "<i>hei"} & set(re.findall(r"<[bi]>hei", here.get(shown_at).text))


def test_personal_data_and_strange_cells_are_told(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{ROW}"
    send(here, path, page(here, path), description="Ring 412 34 567.", responsible="Ukjent avdeling", schedule="snart")
    seen = page(here, path)
    assert "personopplysninger. De hører ikke" in seen
    assert "«Ukjent avdeling» er ikke en enhet" in seen
    assert "Tidsplanen sier ikke når" in seen


@pytest.mark.parametrize(
    ("language", "hint"),
    [("nb", "Vi fant ikke igjen alt"), ("nn", "Vi fann ikkje att alt"), ("en", "We did not find all")],
)
def test_beside_a_sentence_that_says_more_than_its_source_stands_what_the_source_says(
    here: TestClient, language: str, hint: str
) -> None:
    draft = begun(here)
    hits = here.post("/api/v1/search", json={"query": SWIMMING, "limit": 3}).json()
    passage = next(hit["passage_id"] for hit in hits if SWIMMING in " ".join(hit["text"].split()))
    here.post(f"/api/v1/drafts/{draft.rpartition('/')[2]}/sources", json={"passage_id": passage, "quote": SWIMMING})
    path = f"{draft}/felt/{TEXT}"
    here.headers["Accept-Language"] = language
    send(here, path, page(here, path), text="Alle barn får ny sykkel [1].")
    seen = page(here, path)
    assert hint in seen
    assert SWIMMING in seen.partition(hint)[2].partition("</div>")[0], "beside the sentence"
    assert hint in page(here, f"{path}/lest")
    send(here, path, page(here, path), text=f"«{SWIMMING}» [1] Alle barn får ny sykkel.")
    assert hint not in page(here, path)


def test_a_field_leads_to_the_next_that_is_not_finished_past_those_that_are(here: TestClient) -> None:
    draft = begun(here)
    for key in ("forside.dato", "innledning.behandling", TEXT):
        path = f"{draft}/felt/{key}"
        seen = page(here, path)
        assert "Neste som ikke er ferdig" not in seen, "it is the next one"
        send(here, path, seen, text="2026")
    seen = page(here, f"{draft}/felt/forside.bydel")
    assert "Neste som ikke er ferdig: <span" in seen
    assert 'value="til:mal-og-forventninger"' in seen


def test_one_s_own_comment_is_by_oneself_and_not_by_somebody_without_a_name(here: TestClient) -> None:
    path = f"{begun(here)}/felt/{TEXT}"
    send(here, path, page(here, path), "kommenter", kommentar="Hvem skriver?")
    assert "<strong>du</strong>" in page(here, path)
    assert "<strong>noen uten navn</strong>" in page(other(here), path)
