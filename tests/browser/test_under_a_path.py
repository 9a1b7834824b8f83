"""What stands under a path of a reverse proxy."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from corpus.models import Metadata
from tests.assistant.comparing.made_up import ADDED, ISSUER, NEW_ID, OLD_ID, REMOVED, new_pdf, old_pdf
from tests.browser.accessibility import violations
from tests.browser.conftest import NARROW, NewContext
from tests.browser.page_image import is_shown
from tests.browser.pages import WHO
from tests.browser.server import proxied, serving


@pytest.fixture(scope="module")
def editions(plans_copy: Path, embedding_model_dir: Path) -> Iterator[str]:
    """A server under /plan, with the shipped plans and a made-up one in two editions."""
    with open_library(Settings(data_dir=plans_copy, model_dir=embedding_model_dir)) as library:
        for document_id, content, start in ((OLD_ID, old_pdf(), 2021), (NEW_ID, new_pdf(), 2025)):
            said = Metadata(
                id=document_id,
                title=f"Språkplan for Fjellvik {start}–{start + 3}",
                issuer=ISSUER,
                valid_from=start,
                valid_to=start + 3,
            )
            ingest_content(library, content, f"{document_id}.pdf", said)
    with serving(plans_copy, embedding_model_dir, ROOT_PATH="/plan", OPEN_READING="true") as found:
        yield found


@pytest.mark.parametrize("strip", [True, False], ids=["path taken off", "path left on"])
def test_it_works_under_a_path_of_a_reverse_proxy(page: Page, editions: str, strip: bool) -> None:
    with proxied(editions, "/plan", strip=strip) as address:
        page.goto(f"{address}/")
        page.get_by_role("link", name="Nynorsk").click()
        page.get_by_role("textbox").fill(WHO)
        page.keyboard.press("Enter")
        page.locator(".source a").first.click()
        expect(page.locator(".sheet img")).to_have_js_property("complete", True)
        assert page.evaluate("document.querySelector('.sheet img').naturalWidth") > 0
        expect(page.locator("html")).to_have_attribute("lang", "nn")
        page.get_by_role("link", name="Planassistent").click()
        expect(page).to_have_url(f"{address}/")
        assert {cookie["path"] for cookie in page.context.cookies()} == {"/plan"}
        page.wait_for_load_state("networkidle")  # before the proxy goes


def test_two_editions_are_found_and_compared_under_a_path_of_a_proxy(new_context: NewContext, editions: str) -> None:
    page = new_context(viewport=NARROW, color_scheme="dark").new_page()
    with proxied(editions, "/plan", strip=True) as address:
        page.goto(f"{address}/dokumenter")
        page.get_by_role("link", name="Språkplan for Fjellvik 2021–2024", exact=True).click()
        expect(page.locator("h1 + .source-line")).to_contain_text("eldre utgave")
        page.get_by_role("link", name="Hva er nytt i denne utgaven?").click()
        for title in ADDED | REMOVED:
            expect(page.get_by_role("rowheader", name=title, exact=True)).to_be_visible()
        folded = page.locator("details.unchanged")
        expect(folded.get_by_role("link").first).to_be_hidden()
        folded.locator("summary").press("Enter")
        expect(folded.get_by_role("row")).to_have_count(3)
        page.wait_for_load_state()  # a click does not wait for style sheets
        assert violations(page) == []
        folded.get_by_role("link").first.click()
        expect(page).to_have_url(re.compile(rf"^{address}/documents/{OLD_ID}/pages/"))
        expect(page.locator("#markert")).to_be_attached()
        assert is_shown(page)
        page.get_by_label("Søk i dokumentet").fill("språk")
        page.keyboard.press("Enter")
        expect(page).to_have_url(re.compile(rf"^{address}/documents/{OLD_ID}/pages/.*sok=spr"))
        page.get_by_label("Gå til side").fill("2")
        page.get_by_role("button", name="Gå", exact=True).click()
        expect(page).to_have_url(re.compile(rf"^{address}/documents/{OLD_ID}/pages/2\?generation=.*&sok="))
        page.wait_for_load_state()  # a click does not wait for style sheets
        assert violations(page) == []
