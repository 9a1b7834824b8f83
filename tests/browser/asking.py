"""Asking in the box of the page."""

from playwright.sync_api import Page, expect


def ask(page: Page, question: str) -> None:
    """Asks in the box, and waits for the answer to be whole."""
    asked = page.locator(".asked").count()
    page.locator("#q").fill(question)
    page.locator("#q").press("Enter")
    expect(page.locator(".asked")).to_have_count(asked + 1)
    expect(page.locator(".is-pending")).to_have_count(0)
