import csv
import io
import json
from pathlib import Path
from urllib.request import urlopen

import icalendar
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext

ROWS = ".rows tbody tr:not(.group)"


def told(address: str, path: str) -> list[dict[str, object]]:
    """The rows that the interface has."""
    with urlopen(f"{address}{path}") as response:
        found: list[dict[str, object]] = json.load(response)
    return found


def titles(page: Page) -> list[str]:
    return page.locator(f"{ROWS} th > a").all_inner_texts()


def saved(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.locator(".downloads a", has_text=name).click()
    return Path(download.value.path()).read_bytes()


def test_a_filter_is_an_address_and_an_address_is_a_filter(page: Page, address: str) -> None:
    page.goto(f"{address}/tiltak")
    page.get_by_label("Ansvarlig").focus()
    page.get_by_label("Ansvarlig").select_option(label="Pedagogisk-psykologisk tjeneste, PPT (1)")
    page.wait_for_url("**/tiltak?responsible=ppt")
    expect(page.locator("#treff")).to_have_text("1 av 35 tiltak")
    expect(page.locator("#kunngjoring")).to_have_text("1 av 35 tiltak")
    expect(page.locator("#responsible")).to_be_focused()
    assert titles(page) == [row["title"] for row in told(address, "/api/v1/measures?responsible=ppt")]
    page.get_by_label("År").select_option("2027")
    expect(page.get_by_text("Ingen rader oppfyller alle filtrene.")).to_be_visible()
    page.get_by_role("link", name="Uten «År: 2027»").click()
    page.wait_for_url("**/tiltak?responsible=ppt")
    page.go_back()
    page.wait_for_url("**/tiltak?responsible=ppt&year=2027")
    expect(page.locator("#year")).to_have_value("2027")
    page.get_by_role("link", name="Fjern filteret Ansvarlig").click()
    page.wait_for_url("**/tiltak?year=2027")
    expect(page.locator("#treff")).to_be_focused()  # the chip that had the focus is gone
    assert len(titles(page)) == len(told(address, "/api/v1/measures?year=2027"))


@pytest.mark.parametrize("scripts", [True, False])
def test_it_filters_groups_and_sorts_with_and_without_scripts(
    new_context: NewContext, address: str, scripts: bool
) -> None:
    page = new_context(java_script_enabled=scripts, viewport=PHONE).new_page()
    page.goto(f"{address}/tiltak")
    page.get_by_label("Ord").fill("nettverk")
    page.get_by_role("button", name="Vis").click()
    page.wait_for_url("**/tiltak?q=nettverk")
    expect(page.locator("#treff")).to_contain_text("av 35 tiltak")
    page.get_by_label("Grupper etter").select_option("priority")
    if not scripts:
        page.get_by_role("button", name="Vis").click()
    page.wait_for_url("**/tiltak?q=nettverk&group=priority")
    expect(page.locator(".group h3").first).to_contain_text("Veivalg")
    page.locator("#sorter-title").click()
    page.wait_for_url("**/tiltak?q=nettverk&group=priority&sort=title")
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Tiltak▲")
    assert titles(page) == sorted(titles(page))
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_files_hold_the_rows_of_the_page(page: Page, address: str) -> None:
    query = "?responsible=uke&year=2026"
    rows = told(address, f"/api/v1/measures{query}")
    page.goto(f"{address}/tiltak{query}")
    assert titles(page) == [row["title"] for row in rows]
    book = load_workbook(io.BytesIO(saved(page, "Excel")))["Tiltak"]
    heading, *lines = book.iter_rows(values_only=True)
    found = [dict(zip(heading, line, strict=True)) for line in lines]
    assert [(line["Tiltak"], line["Tidsplan"]) for line in found] == [(row["title"], row["schedule"]) for row in rows]
    text = io.StringIO(saved(page, "CSV").decode("utf-8-sig"), newline="")
    assert [line["Tiltak"] for line in csv.DictReader(text, delimiter=";")] == [row["title"] for row in rows]
    calendar = icalendar.Calendar.from_ical(saved(page, "kalender"))
    summaries = [str(event["summary"]) for event in calendar.walk("VEVENT")]
    assert summaries == [
        "Oppstart: Mattilbudet i barnehagen: Kartlegge kjøkkenfasiliteter",
        "Mattilbudet i barnehagen: Erfaringer av fra igangsatte tiltak",
    ]
    (event, *_) = calendar.walk("VEVENT")
    page.goto(str(event["url"]))
    expect(page.locator("#markert").first).to_be_attached()


def test_no_link_leads_to_another_number_of_rows_than_it_says(page: Page, address: str) -> None:
    page.goto(f"{address}/tiltak")
    said = page.locator(".aside", has_text="er ikke hendelser")
    expect(said).to_contain_text("27 kontinuerlige tiltak")
    expect(said.get_by_role("link")).to_have_count(0)  # 28 go on, and one of them is an event by its other parts too
    page.goto(f"{address}/tiltak?priority=veivalg+2")
    page.locator(".aside", has_text="er ikke hendelser").get_by_role("link", name="14 kontinuerlige tiltak").click()
    expect(page.locator("#treff")).to_have_text("14 av 35 tiltak")


def test_paper_shows_the_rows_from_the_first_page_on_and_no_controls(page: Page, address: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{address}/tiltak?responsible=bydelene&year=2026")
    for control in (".filters", ".looks", ".mine", ".downloads"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator(".chip").first).to_be_visible()
    expect(page.locator(".rows")).to_have_css("break-inside", "auto")  # else it begins on a page of its own
    expect(page.locator(".rows tbody tr").first).to_have_css("break-inside", "avoid")


def test_the_keyboard_leads_from_the_list_over_the_measure_to_the_marked_page(page: Page, address: str) -> None:
    page.goto(f"{address}/tiltak")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#ord")).to_be_focused()
    page.keyboard.type("OsloMet")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tiltak?q=OsloMet")
    expect(page.locator("#treff")).to_have_text("1 av 35 tiltak")
    expect(page.locator("#ord")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Samarbeid og dialog med OsloMet":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Samarbeid og dialog med OsloMet")
    expect(page.get_by_role("heading", name="Planen er ikke enig med seg selv")).to_be_visible()
    expect(page.locator(".ds-tag", has_text="gjenfortelling").first).to_be_visible()
    page.get_by_role("link", name="Åpne s. 10 med ordene markert").press("Enter")
    expect(page.locator("#markert").first).to_be_attached()
    assert "/pages/9?" in page.url  # printed as s. 10


def test_the_timeline_draws_what_the_table_says(page: Page, address: str) -> None:
    page.goto(f"{address}/tiltak?responsible=uke")
    page.get_by_role("link", name="Tidslinje").press("Enter")
    page.wait_for_url("**/tiltak?responsible=uke&view=timeline")
    expect(page.locator("#som-tidslinje")).to_be_focused()
    lines = page.locator(".timeline ul .line")
    expect(lines).to_have_count(3)
    expect(lines.nth(1)).to_contain_text("Oppstart 2025 (slutt ikke oppgitt)")
    bars = [lines.nth(number).locator(".bar").bounding_box() for number in range(3)]
    continuous, starting, later = (box for box in bars if box is not None)
    assert continuous["x"] < starting["x"] < later["x"]
    assert abs(later["x"] + later["width"] - continuous["x"] - continuous["width"]) < 2  # both to the plan's last year


def test_one_s_own_unit_is_one_click_away(page: Page, address: str) -> None:
    page.goto(f"{address}/tiltak?responsible=utd")
    page.get_by_role("button", name="Husk Byrådsavdeling for utdanning, UTD som min enhet").click()
    page.goto(f"{address}/plikter")
    page.get_by_role("link", name="Mine plikter").click()
    page.wait_for_url("**/plikter?responsible=utd")
    expect(page.locator("#treff")).to_have_text("15 av 85 plikter")
    page.get_by_role("button", name="Glem min enhet").click()
    expect(page.get_by_role("link", name="Mine plikter")).to_have_count(0)
