"""From an upload to an answer, from feedback to a candidate, and an adviser's note where it belongs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import PHONE, NewContext
from tests.browser.pages import PLAN_ID, WHO
from tests.browser.server import serving
from tests.browser.watching import Watch
from tests.made_up_pdf import pdf

PLAN = [["Turplan for Elvedal 2026–2028", "Barna drar på tur til Zebrahaugen hver onsdag med Turlaget."]]
NEW_PLAN = [["Turplan for Elvedal 2026–2028", "Barna drar på tur til Zebrahaugen hver fredag med Turlaget."]]
ASKED = "Når drar barna på tur til Zebrahaugen?"
LONG = 60_000  # milliseconds: reading begins a process


@pytest.fixture(scope="module")
def admin(plans_copy: Path, embedding_model_dir: Path) -> Iterator[str]:
    """The address of a server over plans that may be written to."""
    with serving(plans_copy, embedding_model_dir) as found:
        yield found


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    sent = [FilePayload(name=name, mimeType="application/octet-stream", buffer=content) for name, content in files]
    page.locator("#fil").set_input_files(sent)
    page.get_by_role("button", name="Les filene").click()


def test_from_an_upload_to_an_answer_then_replaced_and_removed(page: Page, admin: str, watch: Watch) -> None:
    watch.expect("422")
    page.goto(f"{admin}/admin/dokumenter")
    page.get_by_role("main").get_by_role("link", name="Legg inn dokumenter").click()
    hostile = "<img src=x onerror=alert(1)>.pdf"
    choose(page, ("turplan.pdf", pdf(PLAN)), (hostile, b"%PDF-1.4 not a PDF at all"))
    expect(page.get_by_role("group", name="turplan.pdf")).to_be_visible(timeout=LONG)
    expect(page.get_by_text(hostile)).to_be_visible()  # as words
    expect(page.get_by_text("kan ikke legges inn:")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Legg inn filen").click()
    expect(page.get_by_text("Skriv en tittel, eller bruk forslaget.")).to_be_visible()  # nothing is taken silently
    page.get_by_label("Tittel").fill("Turplan for Elvedal 2026–2028")
    page.get_by_label("Språk (må velges)").select_option("nb")
    page.get_by_label("Utgiver").fill("Elvedal kommune")
    page.get_by_label("Gyldig fra").fill("2026")
    page.get_by_role("button", name="Legg inn filen").click()
    expect(page.get_by_text("Lagt inn", exact=True)).to_be_visible(timeout=LONG)
    assert violations(page) == []

    page.get_by_role("link", name="Still et spørsmål").click()
    page.get_by_role("textbox").first.fill(ASKED)
    page.keyboard.press("Enter")
    expect(page.locator(".answer-text")).to_contain_text("onsdag", timeout=LONG)
    expect(page.locator(".source").first).to_contain_text("Elvedal kommune")

    page.goto(f"{admin}/admin/dokumenter")
    page.get_by_role("link", name="Erstatt Turplan for Elvedal").click()
    choose(page, ("ny.pdf", pdf(NEW_PLAN)))
    expect(page.get_by_label("Utgiver")).to_have_value("Elvedal kommune", timeout=LONG)
    page.get_by_role("button", name="Legg inn filen").click()
    expect(page.get_by_text("Lagt inn", exact=True)).to_be_visible(timeout=LONG)
    page.goto(f"{admin}/?q={ASKED}")
    expect(page.locator(".answer-text")).to_contain_text("fredag", timeout=LONG)

    page.goto(f"{admin}/admin/dokumenter")
    page.get_by_role("link", name="Fjern Turplan for Elvedal").click()
    page.get_by_role("button", name="Fjern dokumentet").click()
    expect(page.get_by_text("Dokumentet turplan er fjernet.")).to_be_visible(timeout=LONG)
    expect(page.get_by_role("row").filter(has_text="Elvedal")).to_have_count(0)


def test_a_file_that_cannot_be_read_says_why_and_what_to_do_without_scripts(
    new_context: NewContext, admin: str
) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(f"{admin}/admin/opplasting")
    choose(page, ("tabell.xlsx", b"PK\x03\x04"))
    for _ in range(60):
        if page.get_by_text("kan ikke legges inn:").count():
            break
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Se hvor langt det er kommet").click()
    expect(page.locator(".notice")).to_contain_text("tabell.xlsx kan ikke legges inn: filer av typen «.xlsx»")


def test_from_feedback_to_triage_to_a_candidate(page: Page, new_context: NewContext, admin: str) -> None:
    page.goto(admin)
    page.locator("#q").fill(WHO)
    page.locator("#q").press("Enter")
    form = page.locator("form.feedback")
    form.get_by_text("Si mer").click(timeout=LONG)
    form.get_by_label("Nei").check()
    form.get_by_label("Siden stemmer ikke").check()
    form.get_by_label("Med egne ord").fill("Ring 412 34 567")
    form.get_by_role("button", name="Send tilbakemeldingen").click()
    expect(form.locator(".ds-validation-message")).to_contain_text("personopplysninger")
    assert violations(page) == []
    form.get_by_label("Med egne ord").fill("Se heller <b>s. 9</b>")
    form.get_by_role("button", name="Send tilbakemeldingen").click()
    expect(page.locator("p.feedback")).to_contain_text("Takk!")
    expect(page.locator("#kunngjoring")).to_contain_text("Takk!")

    plain = new_context(java_script_enabled=False).new_page()
    plain.goto(f"{admin}/?q={ASKED}")
    plain.locator("form.feedback").get_by_label("Ja").check()
    plain.locator("form.feedback").get_by_role("button", name="Send", exact=True).click()
    expect(plain.get_by_role("heading", name="Takk")).to_be_visible()
    plain.get_by_role("link", name="Tilbake til samtalen").click()
    expect(plain.locator(".asked")).to_contain_text(ASKED)

    page.goto(f"{admin}/admin")
    page.get_by_role("link", name="Nye tilbakemeldinger").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    page.get_by_label("Grunn").select_option("wrong_page")
    page.get_by_role("button", name="Vis", exact=True).click()
    expect(page).to_have_url(re.compile("grunn=wrong_page"))
    expect(page.locator("tbody tr")).to_have_count(1)
    expect(page.locator("tbody")).to_contain_text("Se heller <b>s. 9</b>")
    assert violations(page) == []
    with page.expect_download() as told:
        page.get_by_role("link", name="Kandidat").click()
    (line,) = told.value.path().read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["question"] == WHO
    page.locator("tbody th a").click()
    page.get_by_role("button", name="Merk som: Rettet").click()
    expect(page.get_by_text("Rettet", exact=True)).to_be_visible()
    assert violations(page) == []


def test_a_note_is_shown_with_its_page_and_beside_answers_that_cite_it(page: Page, admin: str) -> None:
    page.goto(f"{admin}/?q={WHO}")
    page.locator(".source a").first.click()
    page.wait_for_url("**/pages/**")
    number = int(page.url.partition("/pages/")[2].partition("?")[0])
    page.goto(f"{admin}/admin/rettelser")
    page.get_by_label("Dokument").select_option(PLAN_ID)
    page.get_by_role("button", name="Velg dokument").click()
    page.get_by_label("Side (nummer").fill(str(number))
    page.get_by_label("Hva er riktig?").fill("Ansvaret er flyttet <script>alert(1)</script>")
    page.get_by_label("Underskrift").fill("Oppvekstkontoret")
    page.get_by_role("button", name="Lagre rettelsen").click()
    expect(page.get_by_role("heading", name="1 rettelse")).to_be_visible()
    assert violations(page) == []
    for path in (f"/?q={WHO}", f"/documents/{PLAN_ID}/pages/{number}"):
        page.goto(f"{admin}{path}")
        note = page.get_by_role("note", name="Rettelse fra en rådgiver")
        expect(note).to_contain_text("Ansvaret er flyttet <script>alert(1)</script>")
        expect(note).to_contain_text("Oppvekstkontoret")
    page.goto(f"{admin}/admin/rettelser")
    page.get_by_role("button", name="Ta bort").click()
    expect(page.get_by_role("heading", name="0 rettelser")).to_be_visible()


def test_the_indexes_are_rebuilt_and_it_is_said_when(page: Page, admin: str) -> None:
    page.goto(f"{admin}/admin/indeks")
    expect(page.get_by_text("Indeksene stemmer med dokumentene.")).to_be_visible()
    page.get_by_role("button", name="Bygg indeksene på nytt").click()
    expect(page.get_by_text("Indeksene er bygd på nytt")).to_be_visible(timeout=LONG)
