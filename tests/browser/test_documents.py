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
from tests.browser.conftest import NARROW, PHONE, NewContext
from tests.browser.pages import PLAN_ID
from tests.browser.server import proxied, serving


def is_shown(page: Page) -> bool:
    """Whether the image of a page was loaded."""
    expect(page.locator(".sheet img")).to_have_js_property("complete", True)
    return bool(page.evaluate("document.querySelector('.sheet img').naturalWidth > 0"))


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_list_to_a_hit_to_the_next_page_to_the_file(
    new_context: NewContext, address: str, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts).new_page()
    page.goto(address)
    page.get_by_role("link", name="Dokumenter").click()
    page.get_by_label("Gjelder for").select_option("Oslo")
    page.get_by_role("button", name="Vis").click()
    expect(page.locator(".document")).to_have_count(1)
    page.get_by_role("link", name=re.compile("^Overordnet handlingsplan")).click()
    page.get_by_role("link", name="Les dokumentet").click()
    page.get_by_label("Søk i dokumentet").fill("boklesing")
    page.keyboard.press("Enter")
    expect(page.locator(".hit-bar")).to_contain_text("Ingen av dem er på denne siden")
    page.get_by_role("link", name="Neste treff").click()
    assert page.url.endswith("#treff")
    expect(page.locator("mark.current")).to_have_text("Boklesing")
    expect(page.locator("rect.current")).to_be_in_viewport()
    number = int(page.url.partition("/pages/")[2].partition("?")[0])
    page.get_by_role("link", name="Neste side").first.click()
    assert f"/pages/{number + 1}?sok=boklesing" in page.url
    page.get_by_label("Gå til side").fill("7")
    page.keyboard.press("Enter")
    expect(page.locator(".source-line strong")).to_have_text("s. 7")
    file = page.get_by_role("link", name="Åpne hele filen").get_attribute("href")
    response = page.request.get(f"{address}{file}")
    assert (response.status, response.body()[:5]) == (200, b"%PDF-")


def test_the_keyboard_alone_leads_from_the_list_to_a_hit(page: Page, address: str) -> None:
    page.goto(f"{address}/dokumenter/{PLAN_ID}")
    page.locator(".ds-skip-link").press("Enter")
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "sok":
            break
    page.keyboard.type("oppvekstombudet")
    page.keyboard.press("Enter")
    expect(page.locator(".hits li").first).to_be_visible()
    page.locator(".hits a").first.press("Enter")
    expect(page.locator("#treff")).to_be_attached()
    page.locator("a[rel=next]").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hit-bar")).to_be_visible()


def test_nothing_moves_while_the_image_loads_and_it_stands_beside_the_text(
    new_context: NewContext, address: str
) -> None:
    path = f"{address}/documents/{PLAN_ID}/pages/6?sok=barnehagene"
    for viewport, is_beside in ((None, True), (PHONE, False)):
        page = new_context(**({"viewport": viewport} if viewport else {})).new_page()
        page.goto(path)
        assert is_shown(page)
        shifted = page.evaluate(
            """() => new Promise((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
                .observe({type: "layout-shift", buffered: true});
              setTimeout(() => resolve(sum), 300);
            })"""
        )
        assert shifted == 0
        image, text = page.locator(".sheet").bounding_box(), page.locator(".page-text").bounding_box()
        assert image is not None
        assert text is not None
        assert (text["x"] > image["x"] + image["width"]) == is_beside
        assert (text["y"] > image["y"] + image["height"]) == (not is_beside)


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
        assert f"{address}/documents/{OLD_ID}/pages/" in page.url
        expect(page.locator("#markert")).to_be_attached()
        assert is_shown(page)
        page.get_by_label("Søk i dokumentet").fill("språk")
        page.keyboard.press("Enter")
        assert page.url.startswith(f"{address}/documents/{OLD_ID}/pages/")
        page.get_by_label("Gå til side").fill("2")
        page.get_by_role("button", name="Gå", exact=True).click()
        assert page.url.startswith(f"{address}/documents/{OLD_ID}/pages/2?generation=")
        assert "&sok=" in page.url
        page.wait_for_load_state()  # a click does not wait for style sheets
        assert violations(page) == []
