import json
import logging
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from fastapi import FastAPI

from assistant.auth.tokens import NewToken, create
from assistant.auth.user import Permission
from assistant.config import Settings
from corpus.library import Library
from corpus.store.collections import Collection
from corpus.store.database import CatalogueError
from corpus.store.tokens import Token, Tokens
from tests.assistant.auth.conftest import browser, logged_in, over, with_login
from tests.assistant.auth.made_up_provider import MadeUpProvider
from tests.assistant.web.visitor import Visitor

READ = "/api/v1/documents"


def shown(secret: str) -> dict[str, str]:
    """The header of a service."""
    return {"Authorization": f"Bearer {secret}"}


@pytest.mark.parametrize(
    ("scopes", "statuses"),
    [
        ((Permission.READ,), (200, 403, 403)),
        ((Permission.DRAFT,), (200, 403, 403)),
        ((Permission.EDIT,), (200, 200, 403)),
        ((Permission.ADMINISTER,), (200, 403, 200)),
    ],
)
def test_a_token_does_what_its_scopes_say_and_no_more(
    visitor: Visitor, shelf: Library, scopes: tuple[Permission, ...], statuses: tuple[int, ...]
) -> None:
    _, secret = create(shelf.tokens, NewToken(name="x", scopes=scopes), None)
    found = [visitor.get(path, headers=shown(secret)).status_code for path in (READ, "/admin/jobber", "/api/v1/tokens")]
    assert tuple(found) == statuses


def test_a_token_that_only_watches_sees_numbers_and_reads_no_plan(visitor: Visitor, shelf: Library) -> None:
    _, secret = create(shelf.tokens, NewToken(name="Prometheus", scopes=(Permission.WATCH,)), None)
    _, reader = create(shelf.tokens, NewToken(name="Intranett"), None)
    assert visitor.get("/metrics", headers=shown(secret)).status_code == 200
    for path in (READ, "/", "/admin", "/api/v1/tokens"):
        assert visitor.get(path, headers=shown(secret)).status_code == 403
    assert visitor.get("/metrics", headers=shown(reader)).status_code == 403
    assert visitor.get("/metrics").status_code == 401


@pytest.mark.parametrize("open_reading", [False, True])
def test_a_token_that_does_not_hold_is_401_even_where_reading_is_open(
    settings: Settings, shelf: Library, provider: MadeUpProvider, open_reading: bool
) -> None:
    made = browser(over(with_login(settings, provider.issuer, open_reading=open_reading), shelf))
    revoked, secret = create(shelf.tokens, NewToken(name="trukket"), None)
    shelf.tokens.revoke(revoked.id)
    late = "pa_utgaatt"
    ended = datetime.now(UTC) - timedelta(seconds=1)
    shelf.tokens.create(sha256(late.encode()).hexdigest(), "utgått", ["read"], None, ended)
    for wrong in (secret, late, "pa_feil", "", "x" * 5000, f"{secret}x"):
        refused = made.get(READ, headers=shown(wrong))
        assert refused.status_code == 401
        assert "tokenet er feil" in refused.json()["detail"]
        assert made.get("/", headers=shown(wrong)).status_code == 401
    assert made.get(READ, headers={"Authorization": "Basic eDp5"}).status_code == (200 if open_reading else 401)


@pytest.mark.parametrize(("times_away", "status"), [(1, 200), (9, 503)])
def test_nobody_is_told_that_their_token_is_wrong_because_the_database_was_away_for_a_moment(
    visitor: Visitor, shelf: Library, monkeypatch: pytest.MonkeyPatch, times_away: int, status: int
) -> None:
    _, secret = create(shelf.tokens, NewToken(name="Intranett"), None)
    find, away = Tokens.find, iter(range(times_away))

    def found(tokens: Tokens, digest: str) -> Token | None:
        if next(away, None) is not None:
            raise CatalogueError("the connection was closed")
        return find(tokens, digest)

    monkeypatch.setattr(Tokens, "find", found)
    assert visitor.get(READ, headers=shown(secret)).status_code == status


def test_only_the_digest_is_kept_and_the_day_of_use(
    visitor: Visitor, shelf: Library, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    token, secret = create(shelf.tokens, NewToken(name="Intranett", days=30), None)
    assert secret.startswith("pa_")
    assert len(secret) >= 46
    assert token.last_used is None
    visitor.get(READ, headers=shown(secret))
    kept = shelf.tokens.all()[0]
    assert kept.last_used == datetime.now(UTC).date()
    assert secret not in repr(kept) + caplog.text
    assert kept.expires_at is not None
    assert timedelta(days=29) < kept.expires_at - datetime.now(UTC) <= timedelta(days=30)


def test_an_administrator_makes_one_sees_it_once_and_revokes_it(
    visitor: Visitor, provider: MadeUpProvider, shelf: Library
) -> None:
    logged_in(visitor, provider, groups=["drift"])
    made = visitor.post("/admin/tokens", data={"navn": "Intranett", "rett": ["read"], "omfang": "alle", "dager": "10"})
    assert made.status_code == 200
    secret = made.text.split('<code class="secret">')[1].split("<")[0]
    assert visitor.get(READ, headers=shown(secret)).status_code == 200
    listed = visitor.get("/admin/tokens").text
    assert "Intranett" in listed
    assert secret not in listed
    (token,) = shelf.tokens.all()
    assert token.account_id is not None
    assert visitor.post(f"/admin/tokens/{token.id}/fjern").status_code == 303
    assert visitor.get(READ, headers=shown(secret)).status_code == 401
    assert visitor.post("/admin/tokens/ukjent/fjern").status_code == 404


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"navn": " "}, "Skriv hvilken tjeneste"),
        ({"navn": "x", "dager": "mange"}, "Skriv antall dager"),
        ({"navn": "x", "dager": "0"}, "Skriv antall dager"),
        ({"navn": "x", "rett": "alt"}, "Velg blant rettighetene"),
        ({"navn": "x", "rett": "administer", "omfang": "noen"}, "Den som administrerer, ser alle"),
    ],
)
def test_what_a_token_cannot_be_is_told(
    visitor: Visitor, provider: MadeUpProvider, shelf: Library, said: dict[str, str], told: str
) -> None:
    logged_in(visitor, provider, groups=["drift"])
    page = visitor.post("/admin/tokens", data=said)
    assert page.status_code == 422
    assert told in page.text
    assert not shelf.tokens.all()


def test_the_api_makes_lists_and_revokes(visitor: Visitor, shelf: Library) -> None:
    _, key = create(shelf.tokens, NewToken(name="drift", scopes=(Permission.ADMINISTER,)), None)
    made = visitor.post("/api/v1/tokens", json={"name": "Intranett"}, headers=shown(key))
    assert made.status_code == 201
    new = made.json()
    assert visitor.get(READ, headers=shown(new["secret"])).status_code == 200
    assert new["secret"] not in visitor.get("/api/v1/tokens", headers=shown(key)).text
    path = f"/api/v1/tokens/{new['token']['id']}"
    assert [visitor.delete(path, headers=shown(key)).status_code for _ in range(2)] == [204, 204]
    assert visitor.delete("/api/v1/tokens/ukjent", headers=shown(key)).status_code == 404
    unknown = visitor.post("/api/v1/tokens", json={"name": "x", "collections": ["ukjent"]}, headers=shown(key))
    assert unknown.status_code == 422


def test_a_token_of_a_collection_changes_nothing_in_the_open_one(visitor: Visitor, shelf: Library) -> None:
    shelf.collections.put(Collection(id="elv", title="Elv"))
    scopes = (Permission.READ, Permission.EDIT)
    _, key = create(shelf.tokens, NewToken(name="elv", scopes=scopes, collections=("elv",)), None)
    file = {"file": ("tur.txt", b"Turplan\n\nBarna drar hver onsdag.\n")}
    sent = {into: {"metadata": json.dumps({"collection": into})} for into in ("open", "elv")}
    status = {
        into: visitor.post("/api/v1/documents", files=file, data=data, headers=shown(key)).status_code
        for into, data in sent.items()
    }
    assert status == {"open": 422, "elv": 202}


def test_a_service_has_conversations_of_its_own(visitor: Visitor, shelf: Library) -> None:
    secrets = [create(shelf.tokens, NewToken(name=name), None)[1] for name in "ab"]
    asked = visitor.post("/api/v1/ask", json={"question": "Hvem har ansvaret?"}, headers=shown(secrets[0]))
    path = f"/api/v1/conversations/{asked.json()['conversation_id']}"
    assert [visitor.get(path, headers=shown(secret)).status_code for secret in secrets] == [200, 404]


def test_without_a_login_a_token_lets_nobody_in_from_elsewhere(settings: Settings, shelf: Library) -> None:
    _, secret = create(shelf.tokens, NewToken(name="x"), None)
    app: FastAPI = over(settings, shelf)
    here, elsewhere = browser(app), browser(app, "http://planer.example")
    assert [client.get(READ, headers=shown(secret)).status_code for client in (here, elsewhere)] == [200, 401]
