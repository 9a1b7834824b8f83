import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages import PAGES, WHO


def test_the_keyboard_alone_leads_to_the_answer_and_its_source(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator(".ds-skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(WHO)
    page.keyboard.press("Enter")
    page.locator("a.marker").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#markert").first).to_be_attached()
    assert "/pages/6?" in page.url  # printed as s. 7


def test_the_language_is_chosen_and_remembered(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    page.get_by_role("link", name="Nynorsk").click()
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.goto(f"{address}{PAGES['page']}")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.get_by_role("heading", name="Sida som tekst")).to_be_visible()
    expect(page.get_by_role("link", name="Nynorsk")).to_have_attribute("aria-current", "true")


def test_a_browser_in_english_is_met_in_english(new_context: NewContext, address: str) -> None:
    page = new_context(locale="en-GB").new_page()
    page.goto(f"{address}{PAGES['answer']}")
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.locator("blockquote").first).to_have_attribute("lang", "nb")
    expect(page.locator(".source .source-line").first).to_contain_text("p. 7")
    page.get_by_role("link", name="Open p. 7").click()
    expect(page.locator(".source-line strong")).to_have_text("p. 7")
    page.goto(address)
    page.locator(".examples a").first.click()
    expect(page.locator(".asked")).to_contain_text("Who is responsible for")
    expect(page.locator("#kilde-1")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(re.compile(r"\bs\. \d"))


@pytest.mark.parametrize("scripts", [True, False])
def test_one_s_own_municipality_is_chosen_with_and_without_scripts(
    new_context: NewContext, address: str, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    page.goto(address)
    page.locator(".site-scope summary").click()
    page.locator("#omrade").select_option("Jevnaker")
    page.get_by_role("button", name="Velg").click()
    page.goto(address)
    expect(page.locator(".site-scope summary")).to_have_text("Område: Jevnaker")
    expect(page.locator(".searched li").first).to_contain_text("Jevnaker")


def test_the_menu_closes_with_escape_and_gives_the_focus_back(page: Page, address: str) -> None:
    page.goto(address)
    summary = page.locator(".site-scope summary")
    summary.press("Enter")
    page.locator("#omrade").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#omrade")).to_be_hidden()
    expect(summary).to_be_focused()


def test_a_page_moves_nothing_once_it_is_shown(page: Page, address: str) -> None:
    page.goto(f"{address}{PAGES['answer']}")
    shifted = page.evaluate(
        """() => new Promise((resolve) => {
          let sum = 0;
          new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; })
            .observe({type: "layout-shift", buffered: true});
          setTimeout(() => resolve(sum), 500);
        })"""
    )
    assert shifted == 0
