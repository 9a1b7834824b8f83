"""A draft is written by several, on bad days: nobody's words are lost."""

import re
import shutil
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, NewContext
from tests.browser.drafting import begin, of_server, saved
from tests.browser.server import running, serving
from tests.browser.watching import Watch
from tests.servers import free_port

TEXT = "utfordringsbilde"
ROW = "sprak.boklesing"
AT_MOST_LOST = 2.0  # seconds of typing
ROUNDS = 40  # looks, four a second, until two who wrote at once have the same text


@pytest.fixture(scope="module")
def place(plans_copy: Path, embedding_model_dir: Path) -> Iterator[str]:
    """The address of a server that is written to."""
    with serving(plans_copy, embedding_model_dir) as found:
        yield found


def test_what_is_typed_is_saved_and_read_without_a_click(page: Page, place: str) -> None:
    draft = begin(page, place)
    page.goto(f"{draft}/felt/{ROW}")
    page.locator("#del-description").press_sequentially("Vi leser hver dag [9].")
    saved(page)
    expect(page.locator("#lest-description .fault")).to_contain_text("viser til en kilde som ikke finnes")
    page.get_by_role("button", name="Fjern henvisningen").click()
    expect(page.locator("#del-description")).to_have_value("Vi leser hver dag.")
    expect(page.locator("#lest-description .fault")).to_have_count(0)
    assert of_server(page, draft, ROW)["description"] == "Vi leser hver dag."


def test_a_quote_is_put_in_where_one_writes_and_named_as_verbatim(page: Page, place: str) -> None:
    draft = begin(page, place)
    page.goto(f"{draft}/felt/{ROW}")
    page.locator("#del-funding").fill("Egen ramme.")
    quote = page.locator(".suggestion blockquote").first.inner_text().strip()
    page.get_by_role("button", name="Sett inn som sitat").first.click()
    expect(page.locator("#del-funding")).to_have_value(f"Egen ramme. «{quote}» [1]")
    page.locator("#lest-funding summary").click()
    expect(page.locator("#lest-funding .origin").last).to_have_text("ordrett")
    page.locator("#lest-funding a.marker").first.click()
    expect(page.locator("#markert").first).to_be_attached()


def test_a_text_is_proposed_from_the_chosen_passages_and_taken_in(page: Page, place: str) -> None:
    draft = begin(page, place)
    page.goto(f"{draft}/felt/{ROW}")
    page.get_by_role("button", name="Foreslå tekst").click()
    expect(page.locator("#tekstforslag")).to_contain_text("Velg ett eller flere avsnitt")
    page.locator("input[name=valgt]").first.check()
    page.get_by_role("button", name="Foreslå tekst").click()
    expect(page.locator("#forslaget")).to_be_focused()
    page.get_by_role("button", name="Sett inn forslaget").click()
    expect(page.locator("#del-description")).to_have_value(re.compile(r"^«.+» \[1\]"))
    saved(page)


def test_two_write_in_different_paragraphs_and_are_never_asked(
    new_context: NewContext, watch: Watch, place: str
) -> None:
    watch.expect("412")
    one, other = (new_context().new_page() for _ in range(2))
    draft = begin(one, place)
    one.goto(f"{draft}/felt/{TEXT}")
    one.locator("#del-text").fill("Første.\n\nSiste.")
    saved(one)
    other.goto(f"{draft}/felt/{TEXT}")
    for page, place_in_it in ((one, len("Første.")), (other, len("Første.\n\nSiste."))):
        input_ = page.locator("#del-text")
        input_.focus()
        input_.evaluate("(input, at) => input.setSelectionRange(at, at)", place_in_it)
    for number in range(12):
        one.keyboard.type(f" a{number}", delay=30)
        other.keyboard.type(f" b{number}", delay=30)
    for page in (one, other):
        expect(page.locator("#konflikt-text")).to_be_hidden()
    told = " ".join(f"a{number}" for number in range(12)), " ".join(f"b{number}" for number in range(12))
    whole = f"Første. {told[0]}\n\nSiste. {told[1]}"
    for page in (one, other):
        expect(page.locator("#del-text")).to_have_value(whole)
    assert of_server(one, draft, TEXT)["text"] == whole


@pytest.mark.parametrize("seconds", [6, pytest.param(60, marks=pytest.mark.slow)])
def test_two_write_in_one_place_and_no_word_is_lost(
    new_context: NewContext, watch: Watch, place: str, seconds: int
) -> None:
    watch.expect("412")
    pages = {name: new_context().new_page() for name in "ab"}
    draft = begin(pages["a"], place)
    for page in pages.values():
        page.goto(f"{draft}/felt/{TEXT}")
        page.locator("#del-text").focus()
    typed: list[str] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for name, page in pages.items():
            word = f"{name}{len(typed)}"
            page.keyboard.type(f"{word} ", delay=20)
            typed.append(word)
            if len(typed) % 30 == 0:
                _settle(page)
    for _ in range(ROUNDS):
        for page in pages.values():
            _settle(page)
        pages["a"].wait_for_timeout(250)
        texts = (of_server(pages["a"], draft, TEXT)["text"], *(_text(page) for page in pages.values()))
        found = [text.split() for text in texts]
        if found[0] == found[1] == found[2]:  # nobody has anything left to save
            break
    assert [sorted(set(typed) - set(one)) for one in found] == [[], [], []]


def _text(page: Page) -> str:
    return page.locator("#del-text").input_value()


def _settle(page: Page) -> None:
    """Chooses both texts where somebody has to choose, and writes on at the end."""
    if page.locator("#konflikt-text").is_visible():
        page.get_by_role("button", name="Behold begge").click()
    page.locator("#del-text").press("Control+End")


@pytest.mark.slow
def test_a_server_that_dies_while_one_types_loses_two_seconds_at_most_and_the_browser_nothing(
    page: Page, watch: Watch, plans_read: Path, embedding_model_dir: Path, tmp_path: Path
) -> None:
    watch.expect("Failed to load resource")
    data, port = Path(shutil.copytree(plans_read, tmp_path / "data")), free_port()
    typed: list[tuple[float, str]] = []

    def type_for(seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            word = f"ord{len(typed)}"
            page.keyboard.type(f"{word} ", delay=15)
            typed.append((time.monotonic(), word))

    with running(data, embedding_model_dir, port) as (address, process):
        draft = begin(page, address)
        page.goto(f"{draft}/felt/{TEXT}")
        page.locator("#del-text").focus()
        type_for(5)
        killed = time.monotonic()
        process.send_signal(signal.SIGKILL)
        process.wait(10)
        type_for(2)
        expect(page.locator("#lagret")).to_contain_text("tatt vare på i denne nettleseren")
        with running(data, embedding_model_dir, port) as (_, _again):
            kept = of_server(page, draft, TEXT)["text"].split()
            assert {word for at, word in typed if at < killed - AT_MOST_LOST} <= set(kept)
            saved(page)
            assert of_server(page, draft, TEXT)["text"].split() == [word for _, word in typed]


def test_what_was_not_saved_before_the_page_was_left_is_offered_again(
    new_context: NewContext, watch: Watch, place: str
) -> None:
    context = new_context()
    lost, page = context.new_page(), context.new_page()
    lost.add_init_script("window.fetch = () => Promise.reject(new TypeError('nobody answers'))")
    draft = begin(lost, place)
    lost.goto(f"{draft}/felt/{TEXT}")
    lost.locator("#del-text").fill("Dette kom aldri fram.")
    expect(lost.locator("#lagret")).to_contain_text("tatt vare på i denne nettleseren")
    lost.close()
    page.goto(f"{draft}/felt/{TEXT}")
    expect(page.locator("#ulagret")).to_contain_text("Dette kom aldri fram.")
    page.get_by_role("button", name="Hent inn teksten").click()
    saved(page)
    assert of_server(page, draft, TEXT)["text"] == "Dette kom aldri fram."
    page.reload()
    expect(page.locator("#ulagret")).to_be_hidden()


def test_a_field_is_written_without_scripts(new_context: NewContext, place: str) -> None:
    page = new_context(java_script_enabled=False, viewport=PHONE).new_page()
    draft = begin(page, place)
    page.goto(f"{draft}/felt/{ROW}")
    page.locator("#del-description").fill("Vi leser hver dag.")
    page.get_by_role("button", name="Sett inn som sitat").first.click()
    expect(page.locator("#del-description")).to_contain_text("Vi leser hver dag. «")
    page.get_by_role("button", name="Neste felt").click()
    expect(page).to_have_url(f"{draft}/felt/psykososialt.kapittel-8")
