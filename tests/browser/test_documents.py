import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.page_image import is_shown
from tests.browser.pages import PLAN_ID


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
    expect(page).to_have_url(re.compile("#treff$"))
    expect(page.locator("mark.current")).to_have_text("Boklesing")
    expect(page.locator("rect.current")).to_be_in_viewport()
    number = int(page.url.partition("/pages/")[2].partition("?")[0])
    page.get_by_role("link", name="Neste side").first.click()
    expect(page).to_have_url(re.compile(rf"/pages/{number + 1}\?sok=boklesing"))
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
