"""Asking, from the first question to its page, its spreadsheet, and its deletion."""

import csv
import io
import json
import re
import sqlite3
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.asking import ask
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.browser.pages import WHO
from tests.browser.server import serving
from tests.corpus.text.test_national_ids import made_up

LIST = "Hvilke tiltak har bydelene ansvar for?"
LOW = {"width": 1280, "height": 560}
NOWHERE = "Hvem vant verdensmesterskapet i sjakk i 1972?"
NUMBER = made_up(15, 10, "86950")

OBSERVE = """() => {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) window.moved.push([entry.value, entry.sources.map((one) => one.node?.className)]);
    }
  }).observe({type: "layout-shift", buffered: true});
}"""


@pytest.fixture(scope="module")
def own(plans_copy: Path, embedding_model_dir: Path) -> Iterator[str]:
    """The address of a server that may be written to."""
    with serving(plans_copy, embedding_model_dir) as found:
        yield found


def test_from_the_first_question_to_the_marked_page_and_back_to_the_conversation(page: Page, own: str) -> None:
    page.goto(own)
    ask(page, WHO)
    expect(page.locator("#kunngjoring")).to_contain_text("Svar: UTD")
    expect(page.locator("#kunngjoring")).to_contain_text("1 kilde.")
    expect(page.locator("#kilde-1")).to_be_visible()
    expect(page.locator(".answer")).to_contain_text("Maskinlaget svar, uten språkmodell")
    expect(page).to_have_url(re.compile("/samtaler/"))
    ask(page, "Og når?")
    expect(page.locator(".turn-of-talk").nth(1)).to_contain_text("Tolket som:")
    page.locator("#kilde-2-1 a").click()
    expect(page.locator("#markert").first).to_be_attached()
    page.go_back()
    expect(page.locator(".asked")).to_have_count(2)
    assert violations(page) == []
    page.go_back()
    expect(page.locator("#eksempler")).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_nothing_moves_while_the_answers_come(new_context: NewContext, own: str, viewport: dict[str, int]) -> None:
    page = new_context(viewport=viewport).new_page()
    page.goto(own)
    page.evaluate(OBSERVE)
    for question in (WHO, LIST, NOWHERE, f"Hvem hjelper {NUMBER}?"):
        page.locator("#q").fill(question)
        page.locator("#q").press("Enter")
        expect(page.locator(".is-pending")).to_have_count(0)
        page.wait_for_timeout(700)
    assert page.evaluate("window.moved") == []


def test_the_list_is_sorted_in_place_and_its_spreadsheet_is_what_the_api_gives(page: Page, own: str) -> None:
    page.goto(own)
    ask(page, LIST)
    page.locator("#sorter-1-title").click()
    heading = page.locator("th[aria-sort]")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page.locator("#kunngjoring")).to_have_text("Tiltakene er sortert.")
    shown = page.locator(".measures th[scope=row]").all_inner_texts()
    assert shown == sorted(shown, key=str.casefold)
    expect(page).to_have_url(re.compile("sorter=title"))
    with page.expect_download() as started:
        page.get_by_role("link", name="Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(started.value.path()).read_bytes())).active
    assert sheet is not None
    names, *rows = [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True)]
    address = page.get_by_role("link", name="CSV").get_attribute("href")
    with urllib.request.urlopen(f"{own}{address}") as answer:
        told = list(csv.reader(io.StringIO(answer.read().decode("utf-8-sig")), delimiter=";"))
    assert told == [names, *rows]
    with urllib.request.urlopen(f"{own}{address}".replace("measures.csv", "measures")) as answer:
        measures = json.load(answer)
    assert sorted(row["title"] for row in measures) == sorted(shown)
    assert [row[names.index("Tiltak")] for row in rows] == [row["title"] for row in measures]


def test_a_refusal_says_what_was_searched_and_shows_the_nearest(page: Page, own: str) -> None:
    page.goto(own)
    ask(page, NOWHERE)
    expect(page.get_by_role("heading", name="Fant ikke svar")).to_be_visible()
    expect(page.get_by_role("heading", name="Nærmeste jeg fant")).to_be_visible()
    expect(page.locator(".answer-text")).to_contain_text("5 dokumenter")
    page.locator("[data-ask]").first.click()
    expect(page.locator(".asked")).to_have_count(2)
    expect(page.locator("#kilde-2-1")).to_be_visible()


def test_a_national_identity_number_goes_nowhere(page: Page, own: str, plans_copy: Path) -> None:
    page.goto(own)
    page.locator("#q").fill(f"Hvem hjelper barnet med {NUMBER}?")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("heading", name="Spørsmålet er stoppet")).to_be_visible()
    expect(page.locator(".stopped mark")).to_have_text(NUMBER)
    expect(page.locator("#q")).to_have_value("Hvem hjelper barnet med [fødselsnummer]?")
    expect(page.locator("#q")).to_be_focused()
    assert violations(page) == []
    assert NUMBER not in page.url
    page.get_by_role("button", name="Spør slik i stedet").click()
    expect(page.locator(".asked")).to_have_text("Spørsmål: Hvem hjelper barnet med [fødselsnummer]?")
    expect(page.locator(".is-pending")).to_have_count(0)
    assert not [path.name for path in plans_copy.rglob("*") if path.is_file() and NUMBER.encode() in path.read_bytes()]


def test_a_conversation_is_renamed_exported_and_deleted(page: Page, own: str, plans_copy: Path) -> None:
    page.goto(own)
    ask(page, WHO)
    page.locator(".conversation-menu > summary").click()
    page.get_by_label("Navn på samtalen").fill("Leselyst i vår")
    page.get_by_role("button", name="Gi nytt navn").click()
    expect(page).to_have_title("Leselyst i vår – Planassistent")
    page.get_by_role("link", name="Samtaler").click()
    expect(page.get_by_role("link", name="Leselyst i vår", exact=True)).to_be_visible()
    assert violations(page) == []
    with page.expect_download() as started:
        page.get_by_role("link", name="Markdown").click()
    told = Path(started.value.path()).read_text(encoding="utf-8")
    assert told.startswith("# Leselyst i vår\n")
    assert WHO in told
    assert f"{own}/documents/" in told
    with page.expect_download() as started:
        page.get_by_role("link", name="JSON").click()
    whole = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert whole["messages"][0]["question"] == WHO
    page.locator("summary", has_text="Slett").click()
    page.get_by_role("button", name="Slett samtalen").click()
    expect(page.get_by_text("Du har ingen samtaler ennå")).to_be_visible()
    rows = sqlite3.connect(f"file:{plans_copy / 'catalogue.sqlite3'}?mode=ro", uri=True)
    found = [
        rows.execute(f"SELECT count(*) FROM {table} WHERE {column} = ?", (whole["id"],)).fetchone()[0]
        for table, column in (("conversation", "id"), ("turn", "conversation_id"))
    ]
    rows.close()
    assert found == [0, 0]


def test_the_keyboard_alone_asks_reads_and_goes_on(page: Page, own: str) -> None:
    page.goto(own)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # past the header
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type(WHO)
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-1")).to_be_visible()
    expect(page.locator(".is-pending")).to_have_count(0)
    expect(page.locator("#q")).to_be_focused()
    for _ in range(12):  # back through what may be asked next, to the answer's first source mark
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.classList.contains('marker')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#kilde-1")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#markert").first).to_be_attached()


def test_the_question_box_leaves_a_form_of_feedback_alone_in_a_low_window(new_context: NewContext, own: str) -> None:
    page = new_context(viewport=LOW, reduced_motion="reduce").new_page()
    page.goto(own)
    ask(page, WHO)
    form = page.locator("form.feedback")
    form.locator("summary").click()
    for name in ("Feil kilde", "Noe annet", "Med egne ord", "Send tilbakemeldingen"):
        field = form.get_by_label(name).or_(form.get_by_role("button", name=name)).last
        field.focus()
        box = field.bounding_box()
        assert box is not None
        place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        on_top = page.evaluate("({x, y}) => document.elementFromPoint(x, y)?.closest('form')?.className", place)
        assert on_top == "feedback", name
    form.get_by_label("Nei").check()
    form.get_by_label("Med egne ord").fill("Ring Kari på 412 34 567")
    form.get_by_role("button", name="Send tilbakemeldingen").click()
    expect(form.locator(".ds-validation-message")).to_be_in_viewport()
    expect(form.get_by_label("Med egne ord")).to_be_focused()
    assert violations(page) == []


def test_two_tabs_at_once_each_keep_to_their_own(new_context: NewContext, own: str) -> None:
    context = new_context()
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(own)
    for tab, question in ((first, WHO), (second, LIST)):
        tab.locator("#q").fill(question)
    for tab in (first, second):
        tab.locator("#q").press("Enter")
    for tab in (first, second):
        expect(tab.locator(".turn-of-talk .sources .source").first).to_be_visible()
        expect(tab.locator(".is-pending")).to_have_count(0)
    assert first.url != second.url
    ask(first, "Og når?")
    expect(first.locator(".turn-of-talk").nth(1)).to_contain_text("Boklesing og leselyst")
    third = context.new_page()  # the same conversation twice: each goes on from what it shows
    third.goto(first.url)
    ask(third, "Hvem har ansvar for PPT-fagsenter?")
    ask(first, "Hvem har ansvar for det?")
    expect(first.locator(".turn-of-talk").nth(2)).to_contain_text("Boklesing og leselyst")
    third.goto(f"{own}/samtaler")
    expect(third.locator(".conversation")).to_have_count(2)


def test_it_is_all_there_without_scripts(new_context: NewContext, own: str) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(own)
    page.locator("#q").fill(WHO)
    page.locator("#q").press("Enter")
    expect(page.locator("#kilde-1")).to_be_visible()
    assert "/samtaler/" in page.url
    expect(page.get_by_role("button", name="Kopier").filter(visible=True)).to_have_count(0)
    expect(page.locator("[data-copy]").or_(page.locator("[data-quote]"))).not_to_have_count(0)
    page.locator("#q").fill(LIST)
    page.locator("#q").press("Enter")
    expect(page.locator(".asked")).to_have_count(2)
    page.locator("#sorter-2-responsible").click()
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "ascending")


def test_on_a_phone_no_keyboard_stays_over_the_answer(new_context: NewContext, own: str) -> None:
    page = new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.goto(own)
    page.locator("#q").tap()
    page.locator("#q").fill(WHO)
    expect(page.locator("#q")).to_be_focused()
    page.locator("#q").press("Enter")
    expect(page.locator(".answer")).to_contain_text("UTD og Bydelene")
    expect(page.locator("#q")).not_to_be_focused()
    page.locator("#q").fill("Kari Nordmann (4 år) slår, hva gjør vi?")
    page.locator("#q").press("Enter")
    expect(page.locator(".stopped")).to_be_visible()
    expect(page.locator("#q")).not_to_be_focused()


def test_the_answer_is_copied_with_its_sources(new_context: NewContext, own: str) -> None:
    page = new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(own)
    ask(page, WHO)
    page.get_by_role("button", name="Kopier svaret med kilder").click()
    expect(page.locator("#kunngjoring")).to_have_text("Svaret er kopiert, med kildene.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{WHO}\n\nUTD og Bydelene har ansvaret")
    assert f"{own}/documents/" in copied
    html = page.evaluate("async () => (await (await navigator.clipboard.read())[0].getType('text/html')).text()")
    assert f'<a href="{own}/documents/' in html
    assert ">Åpne s. 7</a>" in html
    page.get_by_role("button", name="Kopier sitatet").first.click()
    expect(page.locator("#kunngjoring")).to_have_text("Sitatet er kopiert, med kilden.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("«")
    assert f"gjenfortelling)\n{own}/documents/" in copied
