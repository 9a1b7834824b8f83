"""What of the environment is kept out of what a provider is asked, and what nobody but it hears."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith import utils

from tests.conftest import ROOT
from tests.language_model.asking import PROMPT, SCHEMA, connected, said_by
from tests.language_model.scripted import Played, ScriptedServer, saying
from tests.sockets import hooked, outbound, told

KEY = "sk-Vb4Lw9RtXk8Qmn2"


def test_the_proxy_of_the_machine_does_not_divert_what_is_asked_on_it(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    for url in (server.base_url, server.base_url.replace("127.0.0.1", "localhost")):
        assert said_by(connected(server, llm_base_url=url).ask(PROMPT)) == "Klokken sju."


def test_what_is_asked_follows_nobody_elsewhere(server: ScriptedServer) -> None:
    """A redirect would take the question to another machine."""
    moved = Played(status=307, headers={"Location": f"{server.base_url}/annet/chat/completions"})
    server.script = lambda asked: saying("sendt") if "annet" in asked.path else moved
    reply = connected(server).ask(PROMPT)
    assert not said_by(reply)
    assert reply.outcome == "away"
    assert not [asked for asked in server.asked if "annet" in asked.path]


def test_nothing_of_what_is_asked_or_answered_is_logged(
    server: ScriptedServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    model = connected(server, llm_api_key=KEY)
    caplog.set_level(logging.INFO)
    scripts = (
        lambda _: saying("Klokken sju."),
        lambda asked: Played([asked.text], status=500),
        lambda asked: Played([asked.text], status=400),
        lambda asked: saying("a", line=f"data: {{{asked.text}\n\n"),
        lambda _: saying("Klokken sju.", hangs_up_before=1),
    )
    for script in scripts:
        server.script = script
        said_by(model.ask(PROMPT, schema=SCHEMA))
    logged = caplog.text + "".join(capfd.readouterr())
    assert "the language model is away: fault" in logged
    assert not [word for word in ("åpner", "Klokken", KEY) if word in logged]


SHELL = """
import sys
from assistant.config import Settings
from assistant.language_model.connection import connect
from tests.language_model.asking import PROMPT, SCHEMA, said_by
import logging; logging.basicConfig(level="INFO", force=True)
model = connect(Settings(llm_model="openai:gpt-4o-mini", llm_base_url=sys.argv[1], llm_api_key="ours"))
reply = model.ask(PROMPT, schema=SCHEMA)
print(said_by(reply), reply.outcome, reply.trouble)
"""


def test_nobody_but_the_provider_hears_of_it_whatever_the_environment_orders(
    server: ScriptedServer, tmp_path: Path
) -> None:
    """Tracing, gateways, debug logs, other keys and proxies, all ordered by others' variables."""
    orders = dict.fromkeys(
        ("LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING", "LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGSMITH_GATEWAY"),
        "true",
    )
    orders |= dict.fromkeys(
        ("LANGCHAIN_ENDPOINT", "LANGSMITH_ENDPOINT", "OPENAI_BASE_URL", "OPENAI_API_BASE"), "https://theirs.example"
    )
    orders |= dict.fromkeys(("LANGSMITH_API_KEY", "LANGCHAIN_API_KEY", "OPENAI_API_KEY", "OPENAI_ORG_ID"), "theirs")
    orders |= {"OPENAI_LOG": "debug", "OPENAI_PROXY": "http://theirs.example:3128", "LC_OUTPUT_VERSION": "responses/v1"}
    environment = {**os.environ, **orders, **hooked(tmp_path)}
    environment["PYTHONPATH"] = os.pathsep.join([environment["PYTHONPATH"], str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-c", SHELL, server.base_url], env=environment, cwd=tmp_path, capture_output=True, text=True
    )
    assert done.stdout == "Klokken sju. whole None\n", done.stderr
    events = told(tmp_path)
    assert any(event == "socket.connect" for event, _ in events), "the process is not watched"
    assert outbound(events) == set()
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert "theirs" not in json.dumps([asked.body, dict(asked.headers)])
    assert "åpner" not in done.stderr + done.stdout
    assert "ours" not in done.stderr


LOCALES = "from assistant.language_model.quiet import be_quiet; be_quiet(); import os; print(os.environ['LC_ALL'])"


def test_the_language_of_the_machine_stays() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOCALES],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.stdout == "C.UTF-8\n"


STARTED = """
import sys
from assistant.app import create_app
from assistant.config import Settings
create_app(Settings())
print(sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_without_a_model_nothing_of_it_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", STARTED], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "'fastapi'" in done.stdout
    for heavy in ("langchain", "langchain_openai", "langgraph", "openai", "tiktoken"):
        assert f"'{heavy}'" not in done.stdout


def test_a_call_is_not_traced_whatever_is_ordered_after_it_was_connected(
    server: ScriptedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = connected(server)
    for name in ("LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    monkeypatch.setenv("LANGSMITH_ENDPOINT", server.base_url)
    monkeypatch.setenv("LANGSMITH_API_KEY", "theirs")
    forget: Callable[[], None] = vars(utils)["get_env_var"].cache_clear
    forget()
    try:
        assert said_by(model.ask(PROMPT)) == "Klokken sju."
        wait_for_all_tracers()
    finally:
        forget()
    assert [asked.path for asked in server.asked] == ["/v1/chat/completions"]
