"""Somebody who logged in at a real provider deletes what is kept: no file and no line of the log has any of it."""

import logging
import shutil
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from assistant import logs
from assistant.app import create_app
from assistant.auth.sessions import COOKIE as SESSION
from assistant.config import Settings
from corpus.store.audit import DELETED
from tests.assistant.auth.conftest import HERE, logged_in
from tests.assistant.auth.made_up_provider import MadeUpProvider
from tests.assistant.test_leaves_nothing import left
from tests.assistant.web.visitor import Visitor
from tests.conftest import PLAN_ID

NAME, SUBJECT, MAIL, GROUP = "Vigdis Torsrud", "subjekt-93-vt", "vigdis@fjellvik.example", "ledere"
QUESTION = "Hvem har ansvar for bibliotekkasse i blåbærsyltetøyskapet?"


class Kept(logging.Handler):
    """Keeps the log as it would be written."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(logs.Formatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in ("assistant", "corpus", "ingest") or record.levelno >= logging.WARNING:
            self.lines.append(self.format(record))


def test_who_logged_in_and_deletes_leaves_nothing(
    login_settings: Settings, provider: MadeUpProvider, plans_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(plans_data, login_settings.data_dir)
    kept = Kept()
    logging.getLogger().addHandler(kept)
    monkeypatch.setattr(logging.getLogger("assistant"), "level", logging.DEBUG)
    app = create_app(login_settings)
    with TestClient(app):
        visitor = Visitor(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False)
        said: dict[str, Any] = {"sub": SUBJECT, "name": NAME, "email": MAIL, "groups": [GROUP]}
        logged_in(visitor, provider, **said)
        library = app.state.services.assistant.library
        answer = visitor.post("/api/v1/ask", json={"question": QUESTION}).json()
        message = {"message_id": answer["message_id"], "helpful": False, "text": "solsikkegardinene"}
        assert visitor.post("/api/v1/feedback", json=message).status_code == 201
        visitor.get(f"/documents/{PLAN_ID}/pages/2")
        logging.getLogger("assistant.test").info("somebody is here")
        me = visitor.get("/api/v1/me").json()
        account, log_name = visitor.get("/api/v1/me").json()["account"], me["account"]["log_name"]
        assert account["log_name"] == log_name
        assert me["logins"][0]["name"] == NAME
        assert {line["action"] for line in me["audit"]} >= {"logged_in", "asked", "seen"}
        (owner,) = {line.actor for line in library.audit.list() if line.actor_kind == "person"}
        words = (NAME, SUBJECT, MAIL, QUESTION, "blåbærsyltetøyskapet", "solsikkegardinene", owner, log_name)
        data = login_settings.data_dir
        assert {NAME, QUESTION, owner, log_name, "solsikkegardinene"} <= set(left(data, words))
        assert visitor.post("/mine-data/slett").status_code == 303
        assert left(data, words) == {}
        assert SESSION not in {cookie.name for cookie in visitor.cookies.jar}
        assert visitor.get("/samtaler").status_code in (302, 303, 401)
        app.state.audit.flush()
        assert {line.actor for line in library.audit.list() if line.actor_kind == "person"} == {DELETED}
    logging.getLogger().removeHandler(kept)
    assert left(data, words) == {}
    assert [word for word in words if word in "\n".join(kept.lines)] == []
