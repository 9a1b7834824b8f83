"""The list of drafts, and how one is begun."""

from pathlib import Path

from starlette.testclient import TestClient

from assistant.config import Settings
from tests.assistant.web.drafting import begun, page


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


def test_a_draft_that_is_none_cannot_be_opened(here: TestClient) -> None:
    for path in ("/utkast/finnes-ikke", "/utkast/finnes-ikke/felt/x", "/utkast/finnes-ikke/versjoner/x"):
        assert here.get(path).status_code == 404
    path = begun(here)
    assert here.get(f"{path}/felt/finnes.ikke").status_code == 404


def test_a_template_of_ones_own_that_cannot_be_used_is_told_where_drafts_are_begun(
    here: TestClient, with_plans: Settings
) -> None:
    Path(with_plans.templates_dir).mkdir()
    (with_plans.templates_dir / "feil.toml").write_text("id = 7", encoding="utf-8")
    assert "feil.toml" in page(here, "/utkast")
