"""A text that is proposed with a language model, in a real browser: verified and marked, or words of the plans."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE
from tests.browser.drafting import begin, of_server, save, saved
from tests.browser.server import serving
from tests.browser.taken_home import TakenHome, squeezed
from tests.language_model.replies import reply
from tests.language_model.scripted import MODEL, Played, ScriptedServer, saying
from tests.language_model.scripted import serving as serving_model
from tests.language_model.smollm import MODEL as SMOLLM
from tests.language_model.smollm import serving_smollm

TEXT = "utfordringsbilde"
ROW = "sprak.boklesing"
LIE = "Zebrarektor har ansvaret for alle barnehager."
NOTE = "Utarbeidet med støtte av KI"


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedServer]:
    """A language model that says what a test has it say."""
    with serving_model(lambda _: saying("")) as scripted:
        yield scripted


@pytest.fixture(scope="module")
def place(plans_copy: Path, embedding_model_dir: Path, model: ScriptedServer) -> Iterator[str]:
    """The address of a server with that model."""
    said = {"LLM_PAUSE_SECONDS": "0", "LLM_RETRIES": "0", "LLM_TIMEOUT": "3"}
    with serving(plans_copy, embedding_model_dir, 0, LLM_MODEL=MODEL, LLM_BASE_URL=model.base_url, **said) as found:
        yield found


def ask(page: Page, field: str, patience: int = PATIENCE) -> str:
    """Has a text be proposed from the first suggestion of a field; the first of its words."""
    page.goto(field)
    words = page.locator(".suggestion blockquote").first.inner_text().strip()
    page.locator("input[name=valgt]").first.check()
    page.get_by_role("button", name="Foreslå tekst").click()
    expect(page.locator("#forslaget")).to_be_focused(timeout=patience)
    return words


def proposed(page: Page) -> list[tuple[str, str]]:
    """The sentences that are shown, each with its origin."""
    lines = page.locator(".proposal li")
    return [(one.locator(".origin").inner_text(), one.locator("span").last.inner_text()) for one in lines.all()]


def taken_home(page: Page, draft: str) -> TakenHome:
    """The Word file of a draft."""
    return TakenHome(page.request.get(f"{draft}/eksport.docx").body())


def is_labelled(taken: TakenHome) -> bool:
    """Whether a file says in its text and in its properties that a model helped; all of them, or none."""
    properties = taken.document.core_properties
    said = {f"{NOTE}." in taken.paragraphs, properties.keywords == NOTE, properties.comments == NOTE}
    assert len(said) == 1
    return said == {True}


def test_what_a_model_wrote_is_shown_where_it_is_borne_out_and_the_file_says_that_it_helped(
    page: Page, place: str, model: ScriptedServer
) -> None:
    draft = begin(page, place)
    page.goto(f"{draft}/felt/{TEXT}")
    words = page.locator(".suggestion blockquote").first.inner_text().strip()
    model.script = lambda _: saying(reply((LIE, 1, words), (words, 1, words)))
    assert ask(page, f"{draft}/felt/{TEXT}") == words
    assert proposed(page) == [("ordrett", f"{words.removesuffix('.')} [1].")]
    expect(page.locator(".proposal")).to_contain_text(f"Skrevet av språkmodellen {MODEL}.")
    assert LIE not in page.content()
    assert not is_labelled(taken_home(page, begin(page, place))), "a draft that no model helped with"
    page.goto(f"{draft}/felt/{TEXT}")
    page.locator("#del-text").fill(f"{words.removesuffix('.')} [1].")
    save(page)
    taken = taken_home(page, draft)
    assert is_labelled(taken)
    assert squeezed(words.removesuffix(".")) in taken.whole


@pytest.mark.parametrize(
    ("played", "told"),
    [
        pytest.param(Played(["down"], status=500), "svarte ikke nå", marks=pytest.mark.slow),
        (Played(hangs_before=-1), "svarte ikke nå"),
        (saying(reply((LIE, 1, LIE))), "skrev, kunne ikke belegges godt nok"),
        (saying("Beklager, jeg kan ikke hjelpe med det."), "skrev ikke noe som kunne brukes"),
    ],
    ids=["gone", "hanging", "lying", "silent"],
)
def test_where_a_model_is_of_no_use_words_of_the_plans_are_proposed_and_it_is_said_why(
    page: Page, place: str, model: ScriptedServer, played: Played, told: str
) -> None:
    model.script = lambda _: played
    draft = begin(page, place)
    ask(page, f"{draft}/felt/{TEXT}")
    expect(page.locator(".proposal")).to_contain_text(re.compile(f"[Ss]pråkmodellen {MODEL} .*{told}"))
    assert {origin for origin, _ in proposed(page)} == {"ordrett", "egen"}
    assert LIE not in page.content()
    page.get_by_role("button", name="Sett inn forslaget").click()
    saved(page)
    assert "«" in of_server(page, draft, TEXT)["text"]
    assert not is_labelled(taken_home(page, draft))


@pytest.mark.slow
def test_the_nonsense_of_a_real_model_is_verified_or_not_shown(
    page: Page, plans_read: Path, embedding_model_dir: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(plans_read, tmp_path / "data"))
    said = {"LLM_TIMEOUT": "60", "LLM_MAX_TOKENS": "60", "LLM_CONTEXT_TOKENS": "2200", "LLM_RETRIES": "0"}
    with serving_smollm() as base_url:
        settings = {"LLM_MODEL": SMOLLM, "LLM_BASE_URL": base_url, **said}
        with serving(data, embedding_model_dir, 0, **settings) as address:
            draft = begin(page, address)
            for field in (TEXT, ROW):
                ask(page, f"{draft}/felt/{field}", 4 * PATIENCE)  # a busy machine reads some tens of tokens a second
                stands_or_is_marked(page, draft)
                page.get_by_role("button", name="Sett inn forslaget").click()
                saved(page)
            record = page.request.get(draft.replace("/utkast/", "/api/v1/drafts/")).json()
            assert is_labelled(taken_home(page, draft)) == record["assisted"]
            page.goto("about:blank")  # before the server goes: the page of a field asks on


def stands_or_is_marked(page: Page, draft: str) -> None:
    """Each sentence that is shown is a source's words, or names one and says so, or is a line of ours."""
    sources = page.request.get(f"{draft.replace('/utkast/', '/api/v1/drafts/')}/sources").json()
    quotes = [squeezed(source["quote"]) for source in sources]
    for origin, text in proposed(page):
        plain = squeezed(re.sub(r" ?\[\d+\]", "", text)).strip("«».")
        if origin == "ordrett":
            assert any(plain in quote for quote in quotes)
        elif origin == "tilpasset":
            assert re.search(r"\[\d+\]", text)
        else:
            assert text.endswith(":")
    expect(page.locator(".proposal")).to_contain_text(re.compile(f"[Ss]pråkmodellen {SMOLLM}"))
