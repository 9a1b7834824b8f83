"""Each request has an id, in its answer and in every line that is written for it, and no line has what was asked."""

import logging
import re

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.logs import REQUEST, Formatter
from assistant.web.tracing import HEADER

WORD = "hemmeligord"
GIVEN = "3f2a9b7c-3f2a-9b7c-3f2a-9b7c3f2a9b7c"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every line of ours as it would be written, from debug up."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(Formatter().format(record))

    ours = logging.getLogger("assistant")
    monkeypatch.setattr(ours, "handlers", [Kept()])
    monkeypatch.setattr(ours, "level", logging.DEBUG)
    logging.getLogger("assistant.web.tracing").manager._clear_cache()  # type: ignore[attr-defined]
    return found


def test_an_id_is_made_or_taken_where_it_is_one(client: TestClient) -> None:
    made = [client.get("/healthz").headers[HEADER] for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f]{16}", one) for one in made)
    assert made[0] != made[1]
    assert client.get("/healthz", headers={HEADER: GIVEN}).headers[HEADER] == GIVEN
    for strange in ("Kari Nordmann", "01019012345", "a" * 65, f"{GIVEN}\x7f", ""):
        assert re.fullmatch(r"[0-9a-f]{16}", client.get("/healthz", headers={HEADER: strange}).headers[HEADER])


def test_refusals_and_faults_have_it_too(
    client: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, lines: list[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        assert REQUEST.get() == GIVEN  # in a thread of its own
        raise RuntimeError(WORD)

    monkeypatch.setattr(app.state.services.assistant, "ask", fail)
    asked = client.post("/api/v1/ask", json={"question": WORD}, headers={HEADER: GIVEN})
    assert (asked.status_code, asked.headers[HEADER]) == (500, GIVEN)
    for language, word in (("nb", "ved hjelp av den"), ("nn", "ved hjelp av han"), ("en", "include this code")):
        page = client.get("/", params={"q": "Hvem?", "lang": language}, headers={HEADER: GIVEN})
        assert page.status_code == 500
        assert f"<code>{GIVEN}</code>" in page.text
        assert re.search(word, page.text)
    assert "<code>" not in client.get("/finnes-ikke").text
    assert HEADER in client.get("/", headers={"Host": "a b"}).headers
    assert HEADER in client.post("/", headers={"Sec-Fetch-Site": "cross-site"}).headers
    fault = next(line for line in lines if line.startswith("WARNING"))
    assert re.fullmatch(
        rf"WARNING assistant.web.tracing \[{GIVEN}\]: request ended "
        r"method=POST route=/api/v1/ask status=500 ms=\d+\.\d",
        fault,
    )
    assert WORD not in "\n".join(lines)


def test_a_line_names_the_route_and_not_what_was_asked(client: TestClient, lines: list[str]) -> None:
    client.get("/", params={"q": WORD}, headers={HEADER: GIVEN})
    client.get(f"/dokumenter/{WORD}")
    client.get(f"/{WORD}")
    client.request(WORD, "/healthz")
    told = [re.sub(r" ms=.*| \[.*\]", "", line).partition("ended ")[2] for line in lines if "request ended" in line]
    assert told == [
        "method=GET route=/ status=200",
        "method=GET route=/dokumenter/{document_id} status=404",
        "method=GET route=none status=404",
        "method=other route=/healthz status=405",
    ]
    assert WORD not in "\n".join(lines)
