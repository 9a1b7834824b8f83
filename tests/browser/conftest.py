"""A real browser on a real server over the shipped plans. Nothing leaves the machine, nothing is said in the console.

`page` is a watched browser page, `address` the server's; `violations(page)` of accessibility.py asks axe.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.server import serving
from tests.browser.watching import Watch

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync "
    # All but the loopback by a proxy that is not there: a route through here would ask of each request, and cost the
    # cache (39 pages in 11 s instead of 6).
    "--proxy-server=127.0.0.1:9 --proxy-bypass-list=127.0.0.1;localhost"
).split()
DESKTOP, PHONE, NARROW = (
    {"width": 1280, "height": 800},
    {"width": 360, "height": 740},
    {"width": 320, "height": 568},
)

PATIENCE = 30_000  # milliseconds: on a busy machine the first question of a server waits for its word lists

NewContext = Callable[..., BrowserContext]

expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def plans_copy(plans_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with the shipped plans, for the tests of one module to write to."""
    return Path(shutil.copytree(plans_read, tmp_path_factory.mktemp("plans-copy") / "data"))


@pytest.fixture(scope="session")
def address(plans_read: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[str]:
    """The address of a server over the shipped plans; not to be written to."""
    own = shutil.copytree(plans_read, tmp_path_factory.mktemp("browser") / "data")
    with serving(Path(own), embedding_model_dir) as found:
        yield found


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; where it is missing, a failure for CI and root, and else a skip that says what to type.

    Playwright keeps an event loop running for as long as it is there, and no other test of the process can run one.
    """
    program = shutil.which("chromium")
    if program is None:
        message = "Chromium is missing; type: sudo apt-get install chromium"
        if os.environ.get("CI") or os.geteuid() == 0:
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def watch() -> Iterator[Watch]:
    """What the pages of a test may not do; `watch.expect("404")` where an error is what the test is about."""
    watched = Watch()
    yield watched
    assert not watched.faults


@pytest.fixture
def new_context(chromium: Browser, watch: Watch) -> Iterator[NewContext]:
    """Makes watched browser contexts: bokmål, light, desktop, unless asked otherwise."""
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = chromium.new_context(**{"locale": "nb-NO", "viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def page(new_context: NewContext) -> Page:
    """A watched page of a desktop browser."""
    return new_context().new_page()
