import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.api import rate_store
from assistant.api.dependencies import Services
from assistant.api.machine import KEY_HEADER
from assistant.api.owner import COOKIE
from assistant.api.rate_store import RateStore
from assistant.api.rates import Budget
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.service import Assistant
from assistant.web.budgets import budget_of
from assistant.web.callers import address_of
from assistant.web.rate_limit import RateLimits
from assistant.web.static_files import static_path
from corpus.library import Library
from tests.assistant.web.visitor import Visitor


@pytest.fixture
def opened(assistant: Assistant, library: Library, tmp_path: Path) -> Iterator[Callable[..., FastAPI]]:
    """An application with limits of its own, over the shared library; not to be written to."""
    jobs = Jobs(library)

    def made(**settings: object) -> FastAPI:
        app = create_app(Settings(data_dir=tmp_path, **settings))  # type: ignore[arg-type]
        app.state.services = Services(assistant, jobs)
        return app

    yield made
    jobs.close()


def client_of(app: FastAPI, address: str = "192.0.2.1", *, at_home: bool = False) -> TestClient:
    base = "http://127.0.0.1:8000" if at_home else "http://planer.example"
    return Visitor(app, base_url=base, client=(address, 5000), raise_server_exceptions=False)


def asked(client: TestClient) -> int:
    return client.post("/api/v1/search", json={"query": "svømmekurs", "limit": 1}).status_code


def test_who_asks_too_often_is_told_how_long_to_wait(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, limit_ask="2/minute", limit_shared=5))
    client.cookies.set(COOKIE, "en")
    assert [asked(client) for _ in range(3)] == [200, 200, 429]
    refused = client.post("/api/v1/search", json={"query": "svømmekurs"})
    assert 50 <= int(refused.headers["Retry-After"]) <= 60
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["title"] == "Too many requests"
    assert f"om {refused.headers['Retry-After']} sekunder" in refused.json()["detail"]
    assert client.get("/api/v1/documents").status_code == 200, "another budget"


@pytest.mark.parametrize(
    ("language", "told"), [("nb", "Prøv igjen om"), ("nn", "førespurnader"), ("en", "Try again in")]
)
def test_people_are_told_on_a_page(opened: Callable[..., FastAPI], language: str, told: str) -> None:
    client = client_of(opened(open_reading=True, limit_ask="1/minute", limit_shared=1))
    client.get("/?q=svømmekurs")
    page = client.get("/?q=svømmekurs", headers={"Accept-Language": language})
    assert (page.status_code, page.headers["content-type"]) == (429, "text/html; charset=utf-8")
    assert told in page.text
    assert int(page.headers["Retry-After"]) > 0
    assert page.headers["Cache-Control"] == "no-store"


def test_the_chat_is_told_in_one_sentence(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, limit_ask="1/minute", limit_shared=1))
    ask = {"data": {"q": "Hvem har ansvar for svømmekurs?"}, "headers": {"Accept": "text/event-stream"}}
    assert client.post("/", **ask).status_code == 200  # type: ignore[arg-type]
    refused = client.post("/", **ask)  # type: ignore[arg-type]
    assert refused.status_code == 429
    assert refused.headers["content-type"].startswith("text/plain")
    assert refused.text.startswith("Det kom for mange forespørsler på kort tid. Prøv igjen om ")


def test_budgets_are_of_a_user_and_of_an_address(opened: Callable[..., FastAPI]) -> None:
    app = opened(open_reading=True, limit_ask="2/minute", limit_shared=2)
    first, second, third, elsewhere = (client_of(app), client_of(app), client_of(app), client_of(app, "192.0.2.2"))
    for name, client in (("a", first), ("b", second), ("c", third), ("d", elsewhere)):
        client.cookies.set(COOKIE, name)
    assert [asked(first) for _ in range(3)] == [200, 200, 429]
    assert asked(second) == 200, "of the four of the address, three went to the first, of which one was too many"
    assert asked(third) == 429, "the address has had its four"
    assert asked(elsewhere) == 200


def test_the_server_key_is_not_counted_and_the_machine_leniently(opened: Callable[..., FastAPI]) -> None:
    app = opened(limit_ask="1/minute", limit_shared=3)
    client = client_of(app, "127.0.0.1", at_home=True)
    assert [asked(client) for _ in range(4)] == [200, 200, 200, 429]
    app.state.key = "key"
    client.headers[KEY_HEADER] = "another"
    assert asked(client) == 429
    client.headers[KEY_HEADER] = "key"
    assert [asked(client) for _ in range(9)] == [200] * 9


def test_limits_can_be_off(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, limit_ask="off"))
    assert {asked(client) for _ in range(12)} == {200}


def test_health_and_a_page_with_many_files_are_not_held_up(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, limit_other="1/minute", limit_shared=1))
    assert client.get("/dokumenter").status_code == 200
    assert client.get("/dokumenter").status_code == 429
    paths = [static_path("planassistent.js"), static_path("icon.svg"), "/healthz", "/readyz"]
    assert {client.get(path).status_code for path in paths * 20} == {200}


def test_budgets_hold_under_a_root_path(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, root_path="/plan", limit_ask="1/minute", limit_shared=1))
    asking = [client.post("/plan/api/v1/search", json={"query": "a b"}).status_code for _ in range(2)]
    assert asking == [200, 429]
    assert client.get("/plan/healthz").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "query", "budget"),
    [
        ("POST", "/api/v1/ask", "", Budget.ASK),
        ("POST", "/api/v1/ask/stream", "", Budget.ASK),
        ("POST", "/", "", Budget.ASK),
        ("GET", "/", "q=a", Budget.ASK),
        ("GET", "/", "q=", Budget.ASK),
        ("GET", "/", "lang=en", Budget.OTHER),
        ("GET", "/api/v1/documents/a/hits", "q=b", Budget.ASK),
        ("POST", "/api/v1/drafts/a/fields/b/proposal", "", Budget.ASK),
        ("POST", "/utkast/a/felt/b/forslag", "", Budget.ASK),
        ("GET", "/api/v1/drafts/a/export.docx", "", Budget.EXPORT),
        ("GET", "/api/v1/drafts/a/export.pdf", "", Budget.EXPORT),
        ("POST", "/api/v1/documents", "", Budget.UPLOAD),
        ("GET", "/api/v1/documents", "", Budget.OTHER),
        ("POST", "/admin/opplasting", "", Budget.UPLOAD),
        ("GET", "/logg-inn", "", Budget.LOGIN),
        ("GET", "/logg-inn/retur", "code=a", Budget.LOGIN),
        ("GET", "/mine-data/export", "", Budget.EXPORT),
        ("GET", "/admin/revisjon.csv", "", Budget.EXPORT),
        ("GET", "/api/v1/measures.xlsx", "", Budget.EXPORT),
        ("GET", "/api/v1/documents/a/file", "", Budget.EXPORT),
        ("GET", "/api/v1/conversations/a.md", "", Budget.EXPORT),
        ("GET", "/api/v1/openapi.json", "", Budget.OTHER),
        ("GET", "/api/v1/documents/a/pages/1.png", "", Budget.OTHER),
        ("GET", "/tiltak", "q=a", Budget.OTHER),
        ("GET", "/static/abc/chat.js", "", None),
        ("GET", "/healthz", "", None),
    ],
)
def test_what_is_counted_as_what(method: str, path: str, query: str, budget: Budget | None) -> None:
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode()}
    assert budget_of(scope) == budget


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("made up", "made up too", False),
    ],
)
def test_who_has_an_ipv6_address_has_the_network(one: str, other: str, same: bool) -> None:
    assert (address_of({"client": (one, 1)}) == address_of({"client": (other, 2)})) is same


def test_a_made_up_address_of_any_length_is_kept_short() -> None:
    found = address_of({"client": ("x" * 10**6, 1)})
    assert found is not None
    assert len(found.name) < 100


def test_a_hundred_thousand_made_up_addresses_fill_no_memory() -> None:
    store = RateStore()
    tracemalloc.start()
    try:
        for number in range(100_000):
            assert store.acquire_entry(f"LIMITER/other/address 2001:db8:{number:x}::/64/600/1/minute", 600, 60)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(store) == rate_store.MOST_NAMES
    assert held < 40 * 2**20


def test_many_times_of_few_fill_no_memory_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_store, "MOST_TIMES", 100)
    store = RateStore()
    for name in "abcdefgh":
        for _ in range(40):
            store.acquire_entry(name, 1000, 3600)
    assert len(store) == 2
    assert store.get_moving_window("h", 1000, 3600)[1] == 40


def test_what_is_over_is_forgotten_and_the_window_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 1000.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    store = RateStore()
    assert store.acquire_entry("a", 2, 60)
    now += 30
    assert store.acquire_entry("a", 2, 60)
    assert not store.acquire_entry("a", 2, 60)
    now += 31
    assert store.acquire_entry("a", 2, 60), "the first is more than a minute ago"
    assert not store.acquire_entry("a", 2, 60)
    now += 61
    assert store.acquire_entry("b", 2, 60)
    assert len(store) == 1, "of a, nothing counts any more"


def test_a_proxy_that_no_setting_names_is_told_once(
    opened: Callable[..., FastAPI], caplog: pytest.LogCaptureFixture
) -> None:
    client = client_of(opened(open_reading=True))
    for _ in range(3):
        client.get("/dokumenter", headers={"X-Forwarded-For": "192.0.2.7"})
    told = [record.getMessage() for record in caplog.records if record.name == RateLimits.__module__]
    assert len(told) == 1
    assert "PLANASSISTENT_TRUSTED_PROXIES" in told[0]
    assert "192.0.2.7" not in told[0]


def test_what_a_stranger_says_of_its_address_counts_for_nothing(opened: Callable[..., FastAPI]) -> None:
    client = client_of(opened(open_reading=True, limit_ask="1/minute", limit_shared=1))
    body = {"query": "svømmekurs"}
    said = [client.post("/api/v1/search", json=body, headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(2)]
    assert [answer.status_code for answer in said] == [200, 429]


def test_the_store_counts_without_a_limit_too_and_says_until_when() -> None:
    store = RateStore()
    before = time.time()
    assert [store.incr("kari", 60), store.incr("kari", 60, 2)] == [1, 3]
    assert store.get("kari") == 3
    assert before + 59 <= store.get_expiry("kari") <= time.time() + 60
    assert store.get("ola") == 0
    assert store.get_expiry("ola") <= time.time()
