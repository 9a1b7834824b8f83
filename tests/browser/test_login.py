"""A person logs in at a real provider, does what the role gives, and logs out."""

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import violations
from tests.browser.conftest import NARROW, NewContext
from tests.browser.provider import real_provider
from tests.browser.server import serving
from tests.browser.watching import Watch
from tests.servers import free_port


@pytest.fixture(scope="module")
def with_login(plans_read: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[str]:
    """The address of a server whose users log in at the provider."""
    own, port = shutil.copytree(plans_read, tmp_path_factory.mktemp("login") / "data"), free_port()
    with real_provider() as issuer:
        settings = {
            "OIDC_ISSUER": issuer,
            "OIDC_CLIENT_ID": "planassistent",
            "OIDC_CLIENT_SECRET": "prove-klientens-verdi-8Q1",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "PUBLIC_URL": f"http://127.0.0.1:{port}",
            "ADMINISTRATOR_GROUPS": "drift",
        }
        with serving(Path(own), embedding_model_dir, port, **settings) as address:
            yield address


@pytest.fixture
def provider_pages(watch: Watch) -> None:
    """The provider's own pages want styles from elsewhere, and get none."""
    for words in ("unpkg", "jsdelivr", "ERR_PROXY_CONNECTION_FAILED", "favicon"):
        watch.expect(words)


def log_in(page: Page) -> None:
    """Logs Kari in, once the provider asks who it is."""
    page.get_by_role("button", name="kari", exact=True).first.click()


@pytest.mark.usefixtures("provider_pages")
def test_somebody_logs_in_works_and_logs_out(page: Page, with_login: str, watch: Watch) -> None:
    page.goto(f"{with_login}/tiltak?q=kompetanse")
    log_in(page)
    expect(page).to_have_url(f"{with_login}/tiltak?q=kompetanse")
    page.goto(with_login)
    page.get_by_label("Spørsmål").fill("Hvem har ansvaret for kompetanseplanen?")
    page.get_by_role("button", name="Spør").click()
    expect(page.locator(".turn-of-talk .sources li").first).to_be_visible()
    page.get_by_role("link", name="Administrasjon").click()
    page.get_by_role("link", name="Tokener").click()
    page.get_by_label("Hvilken tjeneste det er til").fill("Intranett")
    page.get_by_role("button", name="Lag token").click()
    expect(page.locator("code.secret")).to_contain_text("pa_")
    assert not violations(page)
    page.locator(".site-user summary").click()
    assert not violations(page)
    page.get_by_role("button", name="Logg ut", exact=True).click()
    page.get_by_role("button").first.click()  # the provider asks whether to log out there as well
    expect(page.get_by_role("heading", name="Du er logget ut")).to_be_visible()
    assert not violations(page)
    page.get_by_role("link", name="Logg inn").first.click()
    log_in(page)
    expect(page.locator(".site-user-name")).to_have_text("Kari Nordmann")


@pytest.mark.usefixtures("provider_pages")
def test_a_question_is_not_lost_where_the_login_ended_meanwhile(page: Page, with_login: str, watch: Watch) -> None:
    watch.expect("401")
    page.goto(with_login)
    log_in(page)
    page.get_by_label("Spørsmål").wait_for()
    page.wait_for_load_state()  # and what makes it stream
    page.context.clear_cookies()
    page.get_by_label("Spørsmål").fill("Hva er veivalgene?")
    page.get_by_role("button", name="Spør").click()
    log_in(page)
    expect(page.get_by_label("Spørsmål")).to_have_value("Hva er veivalgene?")


@pytest.mark.usefixtures("provider_pages")
def test_a_narrow_screen_without_scripts_has_the_name_and_the_way_out(new_context: NewContext, with_login: str) -> None:
    page = new_context(viewport=NARROW, java_script_enabled=False).new_page()
    page.goto(with_login)
    log_in(page)
    page.locator(".site-user summary").click()
    expect(page.get_by_role("button", name="Logg ut", exact=True)).to_be_visible()
    box = page.locator(".site-user > form").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW["width"]
    page.get_by_role("button", name="Logg ut overalt").click()
    page.get_by_role("button").first.click()
    page.get_by_role("heading", name="Du er logget ut").wait_for()
