"""An answer that a language model writes, as it grows in a real browser: nothing unverified is ever in the page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import DESKTOP, PHONE, NewContext
from tests.browser.server import serving
from tests.browser.test_chat import OBSERVE
from tests.language_model.lying import number_of
from tests.language_model.scripted import MODEL, Asked, Played, ScriptedServer, saying
from tests.language_model.scripted import serving as serving_model

WORDS = "PPT-fagsenter I samarbeid med bydelene skal PPT utarbeide et felles henvisningsskjema"
QUESTIONS = {
    "nb": "Hvem har ansvar for PPT-fagsenter?",
    "nn": "Kven har ansvaret for PPT-fagsenter?",
    "en": "Who is responsible for PPT-fagsenter?",
}
WRITTEN = {
    "nb": ("PPT og bydelene har ansvaret for PPT-fagsenter i 2025.", "PPT skal utarbeide et felles henvisningsskjema."),
    "nn": ("PPT og bydelane har ansvaret for PPT-fagsenter i 2025.", "PPT skal utarbeide eit felles henvisingsskjema."),
    "en": ("PPT and the districts (Bydelene) are responsible for PPT-fagsenter in 2025.",),
}
ASKED_IN = {"nn": "nynorsk", "en": "engelsk", "nb": "bokmål"}
LIE = "Zebrarektor har ansvaret for PPT-fagsenter."
ANOTHER = "Sebrarektor har ansvaret for PPT-fagsenter."
SAID = {
    "nb": "skrevet av språkmodellen scripted",
    "nn": "skrive av språkmodellen scripted",
    "en": "written by the language model scripted",
}
AWAY = {"nb": "scripted svarte ikke nå", "nn": "scripted svara ikkje no", "en": "scripted did not answer now"}
LATER = 1.5  # seconds between two sentences
SLOW = pytest.mark.slow
SELDOM = [pytest.param(language, marks=SLOW) for language in ("nn", "en")]

WATCHED = """() => {
  window.seen = []; window.announced = [];
  const live = document.getElementById("kunngjoring");
  new MutationObserver(() => {
    const text = document.body.innerText;
    if (window.seen.at(-1) !== text) window.seen.push(text);
    const said = live.textContent.trim();
    if (said && window.announced.at(-1) !== said) window.announced.push(said);
  }).observe(document.body, {subtree: true, childList: true, characterData: true, attributes: true});
}"""


def written(asked: Asked) -> Played:
    """The sentences in the language that is asked for, a lie before, between and after them, each a while later."""
    language = next(code for code, name in ASKED_IN.items() if f"Svar på {name} med" in asked.text)
    number = number_of(WORDS, asked.text) or 1
    texts = [LIE, *(text for one in WRITTEN[language] for text in (one, ANOTHER))]
    told = [{"text": text, "rests_on": [{"passage": number, "words": WORDS}]} for text in texts]
    whole = [json.dumps(one, ensure_ascii=False) for one in told]
    return Played(['{"sentences": [', *(f"{one}, " for one in whole[:-1]), f"{whole[-1]}]}}"], delay=LATER / 2)


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    """The language model of the server."""
    with serving_model(written) as scripted:
        yield scripted


@pytest.fixture(scope="module")
def own(plans_copy: Path, embedding_model_dir: Path, model: ScriptedServer) -> Iterator[str]:
    """The address of a server with that model."""
    settings = {"LLM_MODEL": MODEL, "LLM_BASE_URL": model.base_url, "LLM_PAUSE_SECONDS": "0", "LLM_RETRIES": "0"}
    with serving(plans_copy, embedding_model_dir, 0, **settings) as found:
        yield found


def opened(context: NewContext, own: str, language: str, viewport: dict[str, int]) -> Page:
    """The page, watched over all that changes in it."""
    page = context(viewport=viewport).new_page()
    page.goto(f"{own}/?lang={language}")
    page.evaluate(WATCHED)
    page.evaluate(OBSERVE)
    return page


def asks(page: Page, question: str) -> None:
    page.locator("#q").fill(question)
    page.locator("#q").press("Enter")


@pytest.mark.parametrize(
    ("language", "viewport"),
    [("nb", DESKTOP), pytest.param("nn", PHONE, marks=SLOW), pytest.param("en", DESKTOP, marks=SLOW)],
    ids=["nb", "nn-phone", "en"],
)
def test_the_first_sentence_and_its_source_are_there_before_the_last_is_written(
    new_context: NewContext, own: str, model: ScriptedServer, language: str, viewport: dict[str, int]
) -> None:
    model.script = written
    page = opened(new_context, own, language, viewport)
    asks(page, QUESTIONS[language])
    first, last = WRITTEN[language][0], WRITTEN[language][-1]
    expect(page.locator(".is-pending .answer-text")).to_contain_text(first)
    if viewport is DESKTOP:  # below the answer they would move as it grows
        expect(page.locator(".is-pending #kilde-1")).to_be_visible()
    if first != last:
        assert last not in page.locator(".turn-of-talk").inner_text()
    expect(page.locator(".is-pending")).to_have_count(0)
    expect(page.locator(".answer-text")).to_contain_text(last)
    expect(page.locator("#kilde-1")).to_be_visible()
    expect(page.locator(".answer")).to_contain_text(SAID[language])
    expect(page.locator("#q")).to_be_focused()
    announced = page.evaluate("window.announced")
    assert sum(first in text for text in announced) == 1
    assert first in announced[-1]
    assert page.evaluate("window.moved") == []
    seen = "\n".join(page.evaluate("window.seen"))
    assert first in seen
    assert not re.search("Zebra|Sebra|rests_on|passage", seen)
    assert violations(page) == []


@pytest.mark.parametrize("language", ["nb", *SELDOM])
def test_while_the_model_is_away_the_plans_are_quoted_and_the_page_says_so(
    new_context: NewContext, own: str, model: ScriptedServer, language: str
) -> None:
    model.script = lambda _: Played(["down"], status=500)
    page = opened(new_context, own, language, DESKTOP)
    asks(page, QUESTIONS[language])
    expect(page.locator(".answer")).to_contain_text(AWAY[language])
    expect(page.locator("#kilde-1")).to_be_visible()
    assert page.evaluate("window.moved") == []
    assert violations(page) == []


def test_a_lie_and_raw_json_are_never_in_the_page(new_context: NewContext, own: str, model: ScriptedServer) -> None:
    lies = f'{{"sentences": [{{"text": "{LIE}", "rests_on": [{{"passage": 1, "words": "PPT-fagsenter"}}]}}]}}'
    model.script = lambda _: saying(lies, letters=10, delay=0.05)
    page = opened(new_context, own, "nb", DESKTOP)
    asks(page, QUESTIONS["nb"])
    expect(page.locator(".answer")).to_contain_text("kunne ikke belegges godt nok")
    expect(page.locator(".answer-text")).to_contain_text("PPT og Bydelene har ansvaret")
    assert not re.search("Zebra|rests_on", "\n".join(page.evaluate("window.seen")))
