"""Drafts as they are written in a browser."""

from playwright.sync_api import Page, expect


def begin(
    page: Page, address: str, unit: str = "Bydel Furuset", period: str = "2025–2027", form: str = "Bokmål"
) -> str:
    """The address of a draft that was begun by the form."""
    page.goto(f"{address}/utkast")
    page.get_by_label("Bydel eller kommune").fill(unit)
    page.get_by_label("Periode").fill(period)
    page.get_by_label(form, exact=True).check()
    page.get_by_role("button", name="Begynn").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(unit)
    return page.url


def save(page: Page) -> None:
    """Saves what was typed."""
    page.locator("#lagre").click()
    saved(page)


def saved(page: Page) -> None:
    """Waits until all that was typed is saved."""
    expect(page.locator("#lagret")).to_contain_text("Lagret")


def of_server(page: Page, draft: str, key: str) -> dict[str, str]:
    """What the server has in a field."""
    address, _, draft_id = draft.rpartition("/utkast/")
    found = page.request.get(f"{address}/api/v1/drafts/{draft_id}/fields/{key}").json()
    parts: dict[str, str] = found["parts"]
    return parts
