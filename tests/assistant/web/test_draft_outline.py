"""A draft as a whole: its chapters, its rows, its state."""

import re

from starlette.testclient import TestClient

from tests.assistant.web.drafting import ROW, TEXT, begun, page, send, shown

TABLES = ("barnehagehverdag", "sprak", "psykososialt", "samarbeid", "kvalitetsarbeid", "arbeidsplass", "kompetanse")
FIRST_ROW = "Dialog og samarbeid med universitets- og høyskolesektor"


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
    read = page(here, f"{path}/felt/{TEXT}")
    assert 'id="del-text"' not in read
    assert "Forslag fra planene" not in read
    late = send(here, f"{path}/felt/{TEXT}", field, text="For sent.")
    assert late.status_code == 409
    assert shown(late.text, "text") == "For sent."
    assert "readonly" in late.text
    assert here.post(path, data={"tittel": "Ny tittel", "periode": ""}).status_code == 422
    here.post(path, data={"tilstand": "draft"})
    assert send(here, f"{path}/felt/{TEXT}", field, text="I tide.").status_code == 303


def test_a_draft_is_deleted_for_good(here: TestClient) -> None:
    path = begun(here)
    assert "slettet" in here.post(f"{path}/slett").text
    page(here, path, 404)


def test_that_links_of_sources_work_on_this_machine_alone_is_told_where_there_are_some(here: TestClient) -> None:
    draft = begun(here)
    path = f"{draft}/felt/{TEXT}"
    assert "virker bare på denne maskinen" not in page(here, draft)
    passage = here.app.state.services.library.snapshot.passages[0]  # type: ignore[attr-defined]
    send(here, path, page(here, path), f"kilde:{passage.id}\n{' '.join(passage.text.split())}", inn_i="text")
    assert "virker bare på denne maskinen" in page(here, draft)


def chapter(outline: str, key: str) -> str:
    """What stands of a chapter in the outline."""
    return outline.partition(f'<div id="{key}" class="draft-section')[2].partition('class="draft-section')[0]


def test_an_outline_is_folded_but_for_the_chapter_to_go_on_with(here: TestClient) -> None:
    path = begun(here)
    for key in ("forside.bydel", "forside.dato", "innledning.behandling", TEXT, "mal-og-forventninger"):
        send(here, f"{path}/felt/{key}", page(here, f"{path}/felt/{key}"), text="2026")
    for key in ("kunnskapsgrunnlag", "oppfolging", "roller-og-ansvar"):
        send(here, f"{path}/felt/{key}", page(here, f"{path}/felt/{key}"), text="Skrevet.")
    outline = page(here, path)
    assert f'Gå videre med: <span lang="nb">{FIRST_ROW}' in outline
    assert "2 av 2 skrevet" in chapter(outline, "forside")
    assert [key for key in ("forside", *TABLES) if '" open>' in chapter(outline, key)] == ["barnehagehverdag"]


def test_a_sentence_to_mend_is_not_folded_away(here: TestClient) -> None:
    path = begun(here)
    send(here, f"{path}/felt/{ROW}", page(here, f"{path}/felt/{ROW}"), description="Frukt [3].")
    found = chapter(page(here, path), "barnehagehverdag")
    head, _, folded = found.partition("<details")
    assert "1 må rettes" in head
    assert "1 mangler noe" in head
    assert folded.partition(">")[0].endswith(" open")


def test_chapters_in_which_nothing_is_written_stand_in_one(here: TestClient) -> None:
    outline = page(here, begun(here))
    told = chapter(outline, "veivalg-og-innsatser")
    assert 'id="formal"' in told.partition("<details")[2]
    assert 'id="tiltak-veivalg-1" class="draft-section' in outline, "over tables, it is no text to fold"


def test_sources_that_stand_are_folded_where_they_are_many(here: TestClient) -> None:
    path = begun(here)
    draft = path.rpartition("/")[2]
    passages = here.app.state.services.library.snapshot.passages  # type: ignore[attr-defined]
    for number, passage in enumerate(passages[:4], start=1):
        here.post(f"/api/v1/drafts/{draft}/sources", json={"passage_id": passage.id})
        listed = page(here, path).partition('id="kilder"')[2]
        assert (f"{number} bekreftede kilder" in listed) == (number > 3)
        assert listed.count('class="source"') == number
