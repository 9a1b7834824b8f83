"""The image of a page in the reader."""

from playwright.sync_api import Page, expect


def is_shown(page: Page) -> bool:
    """Whether the image of a page was loaded."""
    expect(page.locator(".sheet img")).to_have_js_property("complete", True)
    return bool(page.evaluate("document.querySelector('.sheet img').naturalWidth > 0"))
