from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event
from starlette.testclient import TestClient

from assistant.auth.sessions import COOKIE, digest_of
from assistant.config import Settings
from corpus.library import Library
from tests.assistant.auth.conftest import browser, logged_in, over, with_login
from tests.assistant.auth.made_up_provider import MadeUpProvider, returned
from tests.assistant.web.visitor import Visitor


def set_cookie(response: Any, name: str) -> str:
    """What a response says when it sets a cookie."""
    return str(next(value for value in response.headers.get_list("set-cookie") if value.startswith(name)))


def test_the_cookie_of_a_login_is_for_us_alone_and_for_so_long(visitor: Visitor, provider: MadeUpProvider) -> None:
    said = set_cookie(logged_in(visitor, provider), COOKIE)
    assert {part.strip() for part in said.split(";")[1:]} == {"HttpOnly", "Max-Age=43200", "Path=/", "SameSite=lax"}


@pytest.mark.parametrize(
    ("url", "root", "name", "path"),
    [
        ("https://planer.example", "", f"__Host-{COOKIE}", "Path=/"),
        ("https://planer.example/hjelp", "/hjelp", f"__Secure-{COOKIE}", "Path=/hjelp"),
    ],
)
def test_where_browsers_come_by_https_no_neighbour_sets_the_cookie(
    settings: Settings, shelf: Library, provider: MadeUpProvider, url: str, root: str, name: str, path: str
) -> None:
    made = browser(
        over(with_login(settings, provider.issuer, public_url=url, root_path=root), shelf), "https://planer.example"
    )
    address = made.get(f"{root}/logg-inn").headers["location"]
    back = made.get(returned(address, provider.authorize(address)))
    assert back.headers["location"] == f"{root}/"
    parts = set_cookie(back, name).split("; ")
    assert {"Secure", path} <= set(parts)
    assert made.get(f"{root}/").status_code == 200


def test_each_login_has_a_cookie_of_its_own_and_ends_the_one_before(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    first = visitor.cookies[COOKIE]
    accounts = library_of(visitor).accounts
    visitor.cookies.delete(COOKIE)
    logged_in(visitor, provider)
    second = visitor.cookies[COOKIE]
    assert first != second
    assert accounts.login(str(digest_of(second))) is not None
    assert accounts.login(second) is None  # the store has no cookie in it
    visitor.cookies.set(COOKIE, "utgaatt", domain="127.0.0.1")
    assert visitor.get("/").status_code == 303


def library_of(visitor: Visitor) -> Library:
    """The library of a browser's application."""
    assert isinstance(visitor.app, FastAPI)
    found: Library = visitor.app.state.services.assistant.library
    return found


def test_logging_out_ends_the_login_here_and_leads_to_the_provider(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    cookie = visitor.cookies[COOKIE]
    out = visitor.post("/logg-ut")
    assert out.status_code == 303
    assert out.headers["location"] == (
        f"{provider.issuer}/logout?client_id=planassistent"
        "&post_logout_redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Flogg-ut"
    )
    assert provider.issuer in out.headers["content-security-policy"]  # browsers ask it of redirects of forms
    assert COOKIE not in visitor.cookies
    visitor.cookies.set(COOKIE, cookie, domain="127.0.0.1")
    assert visitor.get("/").status_code == 303
    assert "Du er logget ut" in visitor.get("/logg-ut").text


def test_a_provider_without_a_logout_leads_to_our_own_page(visitor: Visitor, provider: MadeUpProvider) -> None:
    provider.metadata_changes = {"end_session_endpoint": None}
    logged_in(visitor, provider)
    assert visitor.post("/logg-ut").headers["location"] == "/logg-ut"


def test_logging_out_everywhere_ends_the_logins_of_the_same_person_alone(
    visitor: Visitor, login_app: FastAPI, provider: MadeUpProvider
) -> None:
    others = browser(login_app)
    second = browser(login_app)
    logged_in(visitor, provider)
    logged_in(second, provider)
    logged_in(others, provider, sub="ola")
    visitor.post("/logg-ut", data={"alle": "1"})
    assert [client.get("/").status_code for client in (visitor, second, others)] == [303, 303, 200]


def test_a_login_ends_when_its_time_is_out_whatever_is_done(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    accounts, cookie = library_of(visitor).accounts, "en-kort-en"
    found = accounts.login(str(digest_of(visitor.cookies[COOKIE])))
    assert found is not None
    accounts.begin(str(digest_of(cookie)), found.account_id, "Kari", [], timedelta(seconds=-1))
    assert accounts.login(str(digest_of(cookie))) is None


def test_a_request_looks_once_for_its_login(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider)
    asked: list[str] = []
    engine = library_of(visitor)._catalogue._database.engine

    def note(*arguments: object) -> None:
        if "login_session" in str(arguments[2]):
            asked.append(str(arguments[2]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert visitor.get("/personvern").status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len(asked) == 1


def test_the_same_person_has_the_same_account_and_another_server_s_secret_makes_another(
    settings: Settings, shelf: Library, provider: MadeUpProvider
) -> None:
    ids = []
    same = with_login(settings, provider.issuer)
    for chosen in (same, same, with_login(settings, provider.issuer)):
        made = browser(over(chosen, shelf))
        logged_in(made, provider)
        login = shelf.accounts.login(str(digest_of(made.cookies[COOKIE])))
        assert login is not None
        ids.append(login.account_id)
    assert ids[0] == ids[1] != ids[2]
    assert len(ids[0]) == 64
    assert "kari" not in ids[0]


def test_conversations_are_the_person_s_in_every_browser_and_nobody_else_s(
    visitor: Visitor, login_app: FastAPI, provider: MadeUpProvider
) -> None:
    logged_in(visitor, provider)
    asked = visitor.post("/", data={"q": "Hvem har ansvaret for svømmekurset?"})
    assert asked.status_code == 303
    path = asked.headers["location"].partition("#")[0]
    second, other = browser(login_app), browser(login_app)
    logged_in(second, provider)
    logged_in(other, provider, sub="ola")
    other.cookies.set("planassistent-browser", visitor.cookies["planassistent-browser"], domain="127.0.0.1")
    assert [client.get(path).status_code for client in (visitor, second, other)] == [200, 200, 404]


def test_whoever_is_not_logged_in_is_told_by_the_api_and_led_there_by_parts_of_pages(visitor: Visitor) -> None:
    refused = visitor.get("/api/v1/documents")
    assert (refused.status_code, refused.headers["www-authenticate"]) == (401, "Bearer")
    assert "/logg-inn" in refused.json()["detail"]
    part = visitor.get(
        "/tiltak?q=x", headers={"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/tiltak?q=x"}
    )
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/logg-inn?tilbake=%2Ftiltak%3Fq%3Dx")
    sent = visitor.post("/", data={"q": "Hvem?"})
    assert sent.status_code == 401
    assert "Det du sendte, er ikke gjort" in sent.text


def test_with_open_reading_visitors_read_and_may_log_in_for_more(
    settings: Settings, shelf: Library, provider: MadeUpProvider
) -> None:
    made = browser(over(with_login(settings, provider.issuer, open_reading=True), shelf))
    page = made.get("/tiltak?q=x")
    assert page.status_code == 200
    assert 'href="/logg-inn?tilbake=%2Ftiltak%3Fq%3Dx"' in page.text
    assert made.get("/admin").status_code == 403
    logged_in(made, provider, groups=["drift"])
    assert made.get("/admin").status_code == 200


def test_an_editor_is_shown_what_an_editor_may_open(visitor: Visitor, provider: MadeUpProvider) -> None:
    logged_in(visitor, provider, groups=["redaktører"])
    page = visitor.get("/admin").text
    links = {part.split('"')[0] for part in page.split('href="')[1:] if part.startswith("/admin")}
    assert "/admin/opplasting" in links
    assert {link: visitor.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_a_call_of_the_api_with_the_cookie_of_a_login_says_where_it_is_from(
    visitor: Visitor, provider: MadeUpProvider
) -> None:
    logged_in(visitor, provider)
    script = TestClient(visitor.app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    script.cookies.update(visitor.cookies)
    body = {"query": "tur"}
    assert script.post("/api/v1/search", json=body).status_code == 403
    ours, evil = {"Origin": "http://127.0.0.1:8000"}, {"Origin": "http://evil.example"}
    assert script.post("/api/v1/search", json=body, headers=ours).status_code == 200
    assert script.post("/api/v1/search", json=body, headers=evil).status_code == 403
