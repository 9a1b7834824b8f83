"""Somebody uses a server, deletes what it keeps of them, and nothing of it is anywhere: files, indexes, log."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.assistant.cli.shell import RUN, Shell, wait_until_ready
from tests.conftest import PLAN_ID

WORD = "blåbærsyltetøyskapet"
FEEDBACK = "solsikkegardinene"
TITLE = "kongledrageprosjektet"
FILE = "Vigdis-Torsrud-vikarplan.txt"
SAID = (WORD, FEEDBACK, TITLE, "Torsrud")

FORM_TOKEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]+)">')

# A fault with what was asked in its message, and one in a chain of them.
FAULTY = f"""
import logging
from assistant.service import Assistant

def faulty(self, query, *arguments, **options):
    try:
        raise KeyError(query)
    except KeyError as error:
        raise ValueError(f"nei: {{query}}") from error

Assistant.search = faulty
{RUN}
"""


class Server:
    """A server of its own process, whose log is kept."""

    def __init__(self, data_dir: Path, model_dir: Path, plans: Path) -> None:
        self.shell = Shell(data_dir, model_dir)
        assert self.shell.run("ingest", plans).exit_code == 0
        self.shell.code = FAULTY
        self.shell.environment |= {"PLANASSISTENT_LOG_LEVEL": "debug", "PLANASSISTENT_LOG_FORMAT": "json"}
        self.log = ""
        self.process = self.shell.process("serve", "--port", "0")
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip().rpartition(" ")[2]
        wait_until_ready(self.address)

    def stop(self) -> str:
        self.process.terminate()
        told, log = self.process.communicate(timeout=30)
        self.log += told + log
        return self.log


@pytest.fixture
def server(tmp_path: Path, embedding_model_dir: Path, plans: Path) -> Iterator[Server]:
    started = Server(tmp_path / "data", embedding_model_dir, plans)
    yield started
    if started.process.poll() is None:
        started.stop()


def files_with(folder: Path, word: str) -> set[str]:
    """The files whose bytes or name have a word, whatever its case, as text or as JSON writes it."""
    forms = {word.encode(), word.lower().encode(), word.encode("ascii", "backslashreplace")}
    found = set()
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            held = file.read_bytes()
            if word in file.name or any(form in held or form in held.lower() for form in forms):
                found.add(file.name)
    return found


def left(folder: Path, words: tuple[str, ...]) -> dict[str, set[str]]:
    """The words that any file has, and which."""
    return {word: files for word in words if (files := files_with(folder, word))}


def used(client: httpx.Client) -> str:
    """A person's use of the service by a browser: asks, names, complains, meets faults; the conversation's id."""
    client.get("/?lang=nn")
    question = f"Hvem har ansvar for bibliotekkasse i {WORD}?"
    client.get("/", params={"q": question})
    (conversation,) = client.get("/api/v1/conversations").json()
    identifier = str(conversation["id"])
    client.patch(f"/api/v1/conversations/{identifier}", json={"title": TITLE}).raise_for_status()
    asked = {"question": f"Og når skal {WORD} være ferdig?", "conversation_id": identifier}
    answer = client.post("/api/v1/ask", json=asked).raise_for_status().json()
    said = {"message_id": answer["message_id"], "conversation_id": identifier, "helpful": False, "text": FEEDBACK}
    client.post("/api/v1/feedback", json=said).raise_for_status()
    assert client.post("/api/v1/search", json={"query": WORD}).status_code == 500
    assert client.get("/", params={"q": f"{WORD} " * 400}).status_code in (200, 422)
    assert client.post("/api/v1/ask", json={"question": WORD, "scope": TITLE}).status_code == 422
    files = {"file": (FILE, os.urandom(64))}
    client.post("/api/v1/documents", files=files, data={"metadata": "{}"})
    client.get(f"/documents/{PLAN_ID}/pages/2", params={"mark": WORD})
    return identifier


def test_what_a_browser_deletes_is_in_no_file_and_no_line_of_the_log(server: Server, tmp_path: Path) -> None:
    with httpx.Client(base_url=server.address, trust_env=False, follow_redirects=True, timeout=60) as client:
        identifier = used(client)
        data = tmp_path / "data"
        assert all(files_with(data, word) for word in (WORD, FEEDBACK, TITLE, identifier))
        page = client.get("/mine-data").text
        assert all(word in page for word in (FEEDBACK, TITLE))
        assert "Slett alt no" in client.get("/mine-data/slett").text
        token = FORM_TOKEN.findall(client.get("/mine-data/slett").text)
        answered = client.post("/mine-data/slett", data=dict(token), headers={"Origin": server.address})
        assert answered.url.path == "/mine-data"
        assert not client.cookies
        assert left(data, (*SAID, identifier)) == {}
        assert client.get("/api/v1/conversations").json() == []
        metrics = client.get("/metrics").raise_for_status().text
    log = server.stop()
    assert "builtins.ValueError" in log  # the fault is told, with where it was
    assert "in faulty" in log
    assert 'route="/api/v1/search",status="500"' in metrics
    assert [word for word in (*SAID, identifier) if word.lower() in f"{metrics}{log}".lower()] == []
    assert left(data, (*SAID, identifier)) == {}
