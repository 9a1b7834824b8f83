"""The list of drafts, how one is begun, and a draft as a whole."""

import re
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from assistant.api.dependencies import Services
from assistant.api.owner import COOKIE
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from tests.assistant.web.drafting import ROW, SWIMMING, TALKS, TEXT, begun, page, send, shown
from tests.assistant.web.visitor import Visitor


@pytest.fixture
def here(with_plans: Settings) -> Iterator[TestClient]:
    """A client on the server's own machine, over the two made-up plans."""
    with open_library(with_plans) as library:
        app = create_app(with_plans)
        jobs = Jobs(library)
        app.state.services = Services(Assistant(library), jobs)
        yield Visitor(app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
        jobs.close()


def other(here: TestClient) -> TestClient:
    """Somebody else, in a browser of their own."""
    found = Visitor(here.app, base_url="http://127.0.0.1:8000")
    found.cookies.set(COOKIE, secrets.token_hex(), domain="127.0.0.1")
    return found


def test_a_draft_is_begun_by_a_form_and_stands_in_the_list(here: TestClient) -> None:
    assert "Begynn" in page(here, "/utkast")
    path = begun(here, enhet=" Fjellvik  kommune ", periode="2026–2028", malform="nn")
    outline = page(here, path)
    assert "Lokalt utfordringsbilete" in outline
    assert 'lang="nn"' in outline
    listed = page(here, "/utkast")
    assert "Fjellvik kommune · 2026–2028 · Nynorsk" in listed
    assert f'href="{path}"' in listed
    services = here.app.state.services  # type: ignore[attr-defined]
    assert services.library.drafts.get(path.rpartition("/")[2]).jurisdiction == "Fjellvik"


def test_a_form_without_a_unit_is_told_so_and_keeps_what_was_said(here: TestClient) -> None:
    response = here.post("/utkast", data={"mal": "lokal-handlingsplan", "enhet": " ", "periode": "2026"})
    assert response.status_code == 422
    assert "Skriv hvilken bydel eller kommune" in response.text
    assert 'value="2026"' in response.text


def test_the_outline_has_every_field_with_its_state(here: TestClient) -> None:
    path = begun(here)
    field = page(here, f"{path}/felt/{ROW}")
    send(here, f"{path}/felt/{ROW}", field, description="Frukt [3].")
    outline = page(here, path)
    assert len(set(re.findall(rf'href="{path}/felt/([\w.-]+)"', outline))) == 36
    assert "1 av 4 ruter" in outline
    assert "1 må rettes" in outline


def test_a_row_of_ones_own_is_added_named_and_removed(here: TestClient) -> None:
    path = begun(here)
    response = here.post(f"{path}/rader", data={"tabell": "sprak"}, follow_redirects=False)
    row = response.headers["location"]
    assert row == f"{path}/felt/sprak.eget-1"
    seen = page(here, row)
    send(here, row, seen, title="Eventyrstund", description="Hver uke.")
    assert "Eventyrstund" in page(here, path)
    send(here, row, page(here, row), "fjern")
    assert "Eventyrstund" not in page(here, path)
    assert "Hver uke." in page(here, f"{path}/versjoner/sprak.eget-1")
    assert here.post(f"{path}/rader", data={"tabell": "arbeidsplass"}).status_code == 422


def test_an_adopted_plan_is_read_and_not_written(here: TestClient) -> None:
    path = begun(here)
    field = page(here, f"{path}/felt/{TEXT}")
    here.post(path, data={"tilstand": "adopted"})
    assert "readonly" in page(here, f"{path}/felt/{TEXT}")
    late = send(here, f"{path}/felt/{TEXT}", field, text="For sent.")
    assert late.status_code == 409
    assert "For sent." in late.text
    assert here.post(path, data={"tittel": "Ny tittel", "periode": ""}).status_code == 422
    here.post(path, data={"tilstand": "draft"})
    assert send(here, f"{path}/felt/{TEXT}", field, text="I tide.").status_code == 303


def test_a_draft_is_deleted_for_good(here: TestClient) -> None:
    path = begun(here)
    assert "slettet" in here.post(f"{path}/slett").text
    page(here, path, 404)


def test_a_draft_that_is_none_cannot_be_opened(here: TestClient) -> None:
    for path in ("/utkast/finnes-ikke", "/utkast/finnes-ikke/felt/x", "/utkast/finnes-ikke/versjoner/x"):
        assert here.get(path).status_code == 404
    path = begun(here)
    assert here.get(f"{path}/felt/finnes.ikke").status_code == 404


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


def test_that_links_of_sources_work_on_this_machine_alone_is_told_where_there_are_some(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    assert "virker bare på denne maskinen" not in page(here, draft)
    passage = here.app.state.services.library.snapshot.passages[0]  # type: ignore[attr-defined]
    send(here, path, page(here, path), f"kilde:{passage.id}\n{' '.join(passage.text.split())}", inn_i="text")
    assert "virker bare på denne maskinen" in page(here, draft)


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


def test_versions_are_compared_and_brought_back(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    long = "Barnehagene har fått flere barn med behov for ekstra støtte, og for få som kan gi den."
    send(here, path, page(here, path), text=long)
    send(here, path, page(here, path), text="Kort.")
    versions = f"{draft}/versjoner/{TEXT}"
    compared = page(here, f"{versions}?fra=1&til=2")
    assert "<del>" in compared
    assert "<ins>Kort" in compared
    here.post(versions, data={"revisjon": "1"})
    assert shown(page(here, path), "text") == long
    assert "Hentet tilbake fra versjon 1" in page(here, versions)


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


def test_a_template_of_ones_own_that_cannot_be_used_is_told_where_drafts_are_begun(
    here: TestClient, with_plans: Settings
) -> None:
    Path(with_plans.templates_dir).mkdir()
    (with_plans.templates_dir / "feil.toml").write_text("id = 7", encoding="utf-8")
    assert "feil.toml" in page(here, "/utkast")


def test_a_draft_is_taken_out_and_one_with_a_source_that_is_none_is_refused_with_the_sentence(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    send(here, path, page(here, path), text="Vi leser hver dag.")
    word = here.get(f"{draft}/eksport.docx")
    assert word.content.startswith(b"PK")
    assert "attachment" in word.headers["content-disposition"]
    assert "Vi leser hver dag." in here.get(f"{draft}/eksport.md").text
    assert here.get(f"{draft}/eksport.json").json()
    send(here, path, page(here, path), text="Vi leser hver dag [7].")
    refused = page(here, f"{draft}/eksport.docx", 409)
    assert "Vi leser hver dag" in refused
    assert f'href="{path}"' in refused


def test_duties_and_gaps_are_told(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{ROW}"
    send(here, path, page(here, path), description="Vi gir alle barn frukt.")
    told = page(here, f"{draft}/dekning")
    assert "Tiltak som mangler noe (1)" in told
    assert "Tomme felt (35)" in told


def test_what_is_not_answered_stands_first_under_the_field_to_open_and_what_is_with_its_sentence(
    here: TestClient,
) -> None:
    draft = begun(here)
    path = f"{draft}/felt/barnehagehverdag.eget-1"
    here.post(f"{draft}/rader", data={"tabell": "barnehagehverdag"})
    send(here, path, page(here, path), title="Samtaler med foresatte")
    told = page(here, f"{draft}/dekning")
    assert "0 %" in told
    assert "Besvart (" not in told
    assert TALKS in under(told.partition("Ikke besvart (")[2], path)
    said = "Vi inviterer foreldrene til samtale i oktober og mars. Pedagogisk leder sender innkallingen."
    send(here, path, page(here, path), description=said)
    left, _, done = page(here, f"{draft}/dekning").partition("Besvart (")
    assert TALKS not in left
    assert under(done, path).index("oktober og mars") < under(done, path).index(TALKS)
    assert "mangler ansvarlig og samarbeidspartnere, tidsplan, finansiering" in left


def under(told: str, path: str) -> str:
    """What is folded together under the link to a field."""
    return told.partition(f'href="{path}"')[2].partition("</details>")[0]


def test_an_adopted_draft_is_read_in_as_a_plan_and_no_other(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    send(here, path, page(here, path), text="Vi leser hver dag.")
    assert "Legg inn som plan" not in page(here, draft)
    assert here.post(f"{draft}/innlesing").status_code == 409
    here.post(draft, data={"tilstand": "adopted"})
    assert "Legg inn som plan" in page(here, draft)
    led = here.post(f"{draft}/innlesing", follow_redirects=False)
    assert led.status_code == 303
    assert led.headers["location"].startswith("/admin/jobber?jobb=")
