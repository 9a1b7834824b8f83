"""Answers that grow: what is done meanwhile, and a server that goes down."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.asking import ask
from tests.browser.pages import WHO
from tests.browser.relay import Relay
from tests.browser.server import serving
from tests.browser.watching import Watch


def test_a_question_asked_while_an_answer_grows_is_asked_when_that_is_done(page: Page, address: str) -> None:
    relay = Relay(address)
    page.goto(relay.address)
    relay.halt_after = b"event: citation"
    for question in (WHO, "Hvem har ansvar for PPT-fagsenter?"):
        page.locator("#q").fill(question)
        page.locator("#q").press("Enter")
        expect(page.locator(".turn-of-talk .answer").first).to_contain_text("UTD og Bydelene")
    expect(page.locator(".ask [data-waiting]")).to_be_visible()
    expect(page.locator("#q")).to_have_value("Hvem har ansvar for PPT-fagsenter?")
    expect(page.locator(".turn-of-talk")).to_have_count(1)
    relay.go_on.set()
    expect(page.locator(".turn-of-talk .sources .source")).to_have_count(2)
    expect(page.locator(".turn-of-talk").last).to_contain_text("PPT og Bydelene")
    expect(page.locator(".ask [data-waiting]")).to_be_hidden()
    expect(page.locator("#q")).to_have_value("")


def test_who_follows_a_marker_while_the_answer_grows_stays_at_its_source(page: Page, address: str) -> None:
    relay = Relay(address)
    page.goto(relay.address)
    for target, halt in (("a.marker", b"event: citation"), ("#kilde-{}1", b"event: done")):
        relay.go_on.clear()
        relay.halt_after = halt
        place = "" if target == "a.marker" else "2-"
        page.locator("#q").fill(WHO)
        page.locator("#q").press("Enter")
        turn = page.locator(".turn-of-talk").last
        focused = turn.locator(target.format(place)).first
        focused.focus()
        relay.go_on.set()
        expect(page.locator(".is-pending")).to_have_count(0)
        expect(page.locator(".turn-of-talk").last.locator(target.format(place)).first).to_be_focused()
    relay.close()


@pytest.mark.slow
def test_a_server_restarted_mid_stream_is_told_and_asked_again(
    page: Page, watch: Watch, plans_read: Path, tmp_path: Path, embedding_model_dir: Path
) -> None:
    data = Path(shutil.copytree(plans_read, tmp_path / "data"))
    watch.expect("net::ERR")
    with serving(data, embedding_model_dir) as address:
        relay = Relay(address)
        page.goto(relay.address)
        ask(page, WHO)
        relay.break_after = b"event: token"
        page.locator("#q").fill("Og når?")
        page.locator("#q").press("Enter")
        assert relay.broken.wait(10)
    expect(page.locator(".failed")).to_contain_text("Forbindelsen til tjenesten ble brutt")
    expect(page.locator("#kunngjoring")).to_contain_text("Spørsmålet er ikke tapt")
    assert violations(page) == []
    relay.break_after = None
    page.get_by_role("button", name="Prøv igjen").click()  # still down
    expect(page.locator(".failed")).to_be_visible()
    with serving(data, embedding_model_dir) as address:
        relay.behind = address
        page.get_by_role("button", name="Prøv igjen").click()
        expect(page.locator(".failed")).to_have_count(0)
        expect(page.locator(".turn-of-talk").nth(1)).to_contain_text("Boklesing og leselyst")
        expect(page.locator("#q")).to_be_focused()
        page.reload()  # it was kept before the stream was cut, and stands once
        expect(page.locator(".asked")).to_have_count(2)
    relay.close()
