import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Any

import pytest
from sqlalchemy import create_engine

from assistant.api.me import CHOICES
from assistant.app import create_app
from assistant.auth.user import PERMISSIONS, Role, User
from assistant.config import Settings
from assistant.web import language, my_unit, scope
from corpus.store.audit import DELETED
from corpus.store.conversation_turns import Turn
from corpus.store.drafts import Author
from tests.assistant.web.visitor import Visitor
from tests.conftest import PLAN_ID
from tests.corpus.store.drafted import begin, quoted, wrote
from tests.corpus.store.people import ACCOUNT, GROUP, LOG_NAME, NAME, add_account, add_login, add_token

LINK = "e" * 64
ASKED = "Hvem har ansvar for bibliotekkasse?"


@pytest.fixture
def here(with_plans: Settings) -> Iterator[Visitor]:
    """A client of a server of its own over the plans."""
    with Visitor(create_app(with_plans), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def vigdis(here: Visitor, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """The client of somebody who is logged in, and made a token."""
    engine = create_engine(settings.database_url)
    add_account(engine)
    add_login(engine)
    add_token(engine, "t1")
    engine.dispose()
    user = User("person", ACCOUNT, NAME, PERMISSIONS[Role.READER], None, None)
    for module in ("assistant.api.access", "assistant.api.me", "assistant.api.owner"):
        monkeypatch.setattr(f"{module}.user_of", lambda _request: user, raising=False)
    return here


def asked(client: Visitor, **said: Any) -> dict[str, Any]:
    client.get("/")
    found: dict[str, Any] = client.post("/api/v1/ask", json={"question": ASKED, **said}).json()
    return found


def told(client: Visitor) -> list[tuple[str, str, str]]:
    audit = client.app.state.audit  # type: ignore[attr-defined]
    audit.flush()
    return [(line.who, line.action, line.thing) for line in audit._library.audit.list()]


def test_a_browser_sees_takes_and_deletes_its_own_and_nobody_elses(here: Visitor) -> None:
    mine = asked(here)
    here.post("/api/v1/feedback", json={"message_id": mine["message_id"], "helpful": True, "text": "Bra"})
    here.get("/?lang=nn")
    other = Visitor(here.app, base_url="http://127.0.0.1:8000")
    theirs = asked(other)
    found = here.get("/api/v1/me").json()
    assert [one["id"] for one in found["conversations"]] == [mine["conversation_id"]]
    assert [one["text"] for one in found["feedback"]] == ["Bra"]
    assert found["account"] is None
    assert found["cookies"] == {"planassistent-browser": None, "planassistent-language": "nn"}
    answered = here.delete("/api/v1/me")
    assert answered.status_code == 204
    assert not here.cookies
    assert here.get("/api/v1/me").json() == {
        "account": None,
        "logins": [],
        "tokens": [],
        "teams": None,
        "model_use": [],
        "conversations": [],
        "feedback": [],
        "drafts": [],
        "in_drafts": {"written": [], "comments": []},
        "jobs": [],
        "files": [],
        "audit": [],
        "cookies": {},
    }
    assert other.get(f"/api/v1/conversations/{theirs['conversation_id']}").status_code == 200


def test_all_of_it_is_in_one_file_for_people_and_for_programs(vigdis: Visitor) -> None:
    mine = asked(vigdis)
    vigdis.post("/api/v1/feedback", json={"message_id": mine["message_id"], "helpful": False, "text": "[1] Uklart"})
    vigdis.get(f"/documents/{PLAN_ID}/pages/2")
    for path in ("/api/v1/me/export?language=nn", "/mine-data/export?lang=nn"):
        archive = zipfile.ZipFile(io.BytesIO(vigdis.get(path).content))
        assert archive.namelist() == ["mine-data.json", "mine-data.md"]
        found = json.loads(archive.read("mine-data.json"))
        read = archive.read("mine-data.md").decode()
        assert found["account"]["log_name"] == LOG_NAME
        assert found["logins"][0]["groups"] == [GROUP]
        assert [line["thing_id"] for line in found["audit"]][-1] == PLAN_ID
        assert ACCOUNT not in json.dumps(found)
        assert read.startswith("# Det Planassistenten har lagra om deg\n")
        for words in (
            LOG_NAME,
            NAME,
            GROUP,
            "nettsted t1",
            "\\[1] Uklart",
            f"## {ASKED}",
            f"seen document {PLAN_ID}/2",
        ):
            assert words in read


def test_who_deletes_is_logged_out_and_what_was_done_stays_without(vigdis: Visitor) -> None:
    asked(vigdis)
    vigdis.get(f"/documents/{PLAN_ID}/pages/2")
    page = vigdis.get("/mine-data").text
    for words in (LOG_NAME, NAME, "nettsted t1", ASKED):
        assert words in page
    assert LOG_NAME in {who for who, _, _ in told(vigdis)}
    assert vigdis.post("/mine-data/slett", follow_redirects=False).status_code == 303
    assert {who for who, _, _ in told(vigdis)} == {DELETED}
    assert ("deleted", "removed", "own_data") in told(vigdis)
    persons = vigdis.app.state.services.assistant.library.persons  # type: ignore[attr-defined]
    assert persons.account(ACCOUNT) is None
    assert persons.logins(ACCOUNT) == []


def test_the_page_says_what_goes_before_it_goes(vigdis: Visitor) -> None:
    asked(vigdis)
    asked(vigdis)
    page = vigdis.get("/mine-data/slett").text
    for words in (
        "2 samtaler, med spørsmål og svar",
        "0 tilbakemeldinger",
        "Tilgangsnøkkelen du har laget",
        'method="post"',
    ):
        assert words in page
    assert vigdis.get("/api/v1/me").json()["conversations"] != []


def test_a_browser_that_has_nothing_is_told_so(here: Visitor) -> None:
    assert here.get("/mine-data").text.count("Ingenting.") == 4
    assert here.get("/mine-data?lang=en").text.count("Nothing.") == 4
    assert here.delete("/api/v1/me").status_code == 204


def test_files_that_a_browser_sent_are_its_own_and_go_though_what_they_became_stays(here: Visitor) -> None:
    here.get("/")
    text = "Turplan\n\fTurer\n\nBarna drar på tur til Zebrahaugen hver onsdag.\n".encode()
    accepted = here.post("/api/v1/documents", files={"file": ("vigdis.txt", text)}, data={"metadata": "{}"}).json()
    waiting = here.post("/admin/opplasting", files={"fil": ("torsrud.txt", text)}, follow_redirects=False)
    while any(job["status"] in ("queued", "running") for job in here.get("/api/v1/jobs").json()):
        sleep(0.02)
    other = Visitor(here.app, base_url="http://127.0.0.1:8000")
    asked(other)
    assert other.get("/api/v1/me").json()["jobs"] == []
    found = here.get("/api/v1/me").json()
    assert [(job["kind"], job["document_id"]) for job in found["jobs"]] == [("look", "torsrud"), ("upload", "vigdis")]
    assert [file["file_name"] for file in found["files"]] == ["torsrud.txt"]
    page = here.get("/mine-data").text
    assert "vigdis.txt" in page
    assert "torsrud.txt" in page
    assert "lastet opp filer" in here.get("/mine-data/slett").text
    with zipfile.ZipFile(io.BytesIO(here.get("/api/v1/me/export").content)) as archive:
        assert "vigdis.txt done → vigdis" in archive.read("mine-data.md").decode()
    assert here.delete("/api/v1/me").status_code == 204
    assert here.get("/api/v1/jobs").json() == []
    assert here.get(accepted["url"]).status_code == 404
    assert here.get("/api/v1/documents/vigdis").status_code == 200
    gone = here.get(waiting.headers["location"], follow_redirects=False)
    assert gone.headers["location"] == "/admin/opplasting"


def test_the_values_of_choices_are_told_and_those_of_keys_are_not() -> None:
    assert {language.COOKIE, scope.COOKIE, my_unit.COOKIE} == CHOICES


def test_drafts_are_taken_along_and_go_but_for_what_is_shared(vigdis: Visitor) -> None:
    drafts = vigdis.app.state.services.library.drafts  # type: ignore[attr-defined]
    me = Author(id=ACCOUNT, name=NAME)
    own, shared = begin(drafts, owner=ACCOUNT, title="Min turplan"), begin(drafts, title="Felles", collection="grorud")
    wrote(drafts, own.id, "Vi går <b>langt</b>.", me)
    drafts.take_source(own.id, quoted(), me)
    drafts.comments.add(own.id, "turer", "Hvor langt?", me)
    wrote(drafts, shared.id, "Vi går sammen.", me)
    drafts.comments.add(shared.id, "turer", "Hvem går sist?", me)
    found = vigdis.get("/api/v1/me").json()
    assert [one["draft"]["title"] for one in found["drafts"]] == ["Min turplan"]
    (kept,) = found["drafts"]
    assert [kept["versions"][0]["parts"]["text"], kept["sources"][0]["quote"]] == [
        "Vi går <b>langt</b>.",
        "Barna går på tur.",
    ]
    assert [line["draft_id"] for line in found["in_drafts"]["written"]] == [shared.id]
    assert [comment["text"] for comment in found["in_drafts"]["comments"]] == ["Hvem går sist?"]
    archive = zipfile.ZipFile(io.BytesIO(vigdis.get("/mine-data/export").content))
    read = archive.read("mine-data.md").decode()
    for words in ("- Min turplan", "## Min turplan", "### turer", "Vi går \\<b>langt\\</b>.", "«Hvem går sist?»"):
        assert words in read
    assert ACCOUNT not in archive.read("mine-data.json").decode()
    assert "Min turplan" in vigdis.get("/mine-data").text
    assert "I felles utkast har du skrevet én versjon" in vigdis.get("/mine-data").text
    told_before = vigdis.get("/mine-data/slett").text
    assert "Ett utkast som bare er ditt" in told_before
    assert "Navnet ditt i felles utkast" in told_before
    assert vigdis.delete("/api/v1/me").status_code == 204
    assert drafts.get(own.id) is None
    assert [version.by_name for version in drafts.versions(shared.id)] == [""]


def test_the_link_to_teams_and_what_was_asked_there_are_shown_taken_along_and_deleted(vigdis: Visitor) -> None:
    library = vigdis.app.state.services.library  # type: ignore[attr-defined]
    assert "Knyttet til brukeren din" not in vigdis.get("/mine-data").text
    library.accounts.begin("d2", ACCOUNT, NAME, [GROUP], timedelta(hours=1), LINK)
    turn = Turn(message_id="m-teams", question="Hva gjelder i Teams?", standalone="Hva gjelder i Teams?")
    library.teams.bind("k", library.conversations.keep(None, turn, owner=ACCOUNT), ACCOUNT)
    found = vigdis.get("/api/v1/me").json()
    assert found["teams"]["groups"] == [GROUP]
    assert found["teams"]["since"].startswith(f"{datetime.now(UTC):%Y-}")
    assert [one["title"] for one in found["conversations"]] == ["Hva gjelder i Teams?"]
    page = vigdis.get("/mine-data").text
    for words in ("Knyttet til brukeren din", f"<dd>{GROUP}, <time", "Hva gjelder i Teams?"):
        assert words in page
    assert "Koblingen til Teams." in vigdis.get("/mine-data/slett").text
    archive = zipfile.ZipFile(io.BytesIO(vigdis.get("/api/v1/me/export").content))
    assert f"UTC: {GROUP}\n" in archive.read("mine-data.md").decode()
    assert LINK not in archive.read("mine-data.json").decode()
    assert vigdis.delete("/api/v1/me").status_code == 204
    assert library.teams.conversation("k").conversation_id is None
    assert library.links.account(LINK, "n" * 64).account_id == "n" * 64  # begins anew
