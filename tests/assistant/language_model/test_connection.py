"""How a provider is reached: what it takes, and where it is."""

import threading
import time
from pathlib import Path

import pytest

from assistant.config import ConfigurationError, Settings
from assistant.language_model.budget import tokens_of
from assistant.language_model.connection import connect
from assistant.language_model.model import Message, Trouble
from tests.language_model.asking import PROMPT, SCHEMA, connected, said_by
from tests.language_model.scripted import MODEL, Played, ScriptedServer, in_turn, refusing, saying

KEY = "sk-Vb4Lw9RtXk8Qmn2"


def test_a_schema_is_sent_where_there_is_one(server: ScriptedServer) -> None:
    model = connected(server)
    said_by(model.ask(PROMPT, schema=SCHEMA))
    said_by(model.ask(PROMPT))
    assert [asked.schema for asked in server.asked] == [SCHEMA, None]
    assert server.asked[0].body["response_format"]["json_schema"]["strict"] is True


def test_a_schema_that_is_refused_is_tried_once(server: ScriptedServer) -> None:
    server.script = refusing(server.script, "response_format")
    model = connected(server)
    for _ in range(3):
        assert said_by(model.ask(PROMPT, schema=SCHEMA)) == "Klokken sju."
    assert [asked.schema is None for asked in server.asked] == [False, True, True, True]
    assert all("temperature" in asked.body for asked in server.asked), "only what was refused is left out"


@pytest.mark.parametrize("fields", [("temperature",), ("stream_options",)])
def test_what_else_a_server_refuses_is_tried_once_and_the_schema_stays(
    server: ScriptedServer, fields: tuple[str, ...]
) -> None:
    server.script = refusing(server.script, *fields)
    model = connected(server)
    assert said_by(model.ask(PROMPT, schema=SCHEMA)) == "Klokken sju."
    server.asked.clear()
    assert said_by(model.ask(PROMPT, schema=SCHEMA)) == "Klokken sju."
    (asked,) = server.asked
    assert asked.schema == SCHEMA
    assert not set(fields) & set(asked.body)


def test_one_prompt_that_is_refused_says_nothing_of_the_next(server: ScriptedServer) -> None:
    server.script = lambda _: Played(status=400)
    model = connected(server)
    reply = model.ask(PROMPT, schema=SCHEMA)
    assert not said_by(reply)
    assert (reply.outcome, reply.trouble) == ("away", Trouble.REFUSED)
    server.asked.clear()
    server.script = lambda _: saying("Klokken sju.")
    assert said_by(model.ask(PROMPT, schema=SCHEMA)) == "Klokken sju."
    assert server.asked[0].schema == SCHEMA


@pytest.mark.parametrize(("structured", "sent"), [("on", [True, True]), ("off", [False, False])])
def test_whether_a_schema_is_sent_can_be_said(server: ScriptedServer, structured: str, sent: list[bool]) -> None:
    server.script = lambda _: Played(status=400)
    said_by(connected(server, llm_structured=structured).ask(PROMPT, schema=SCHEMA))
    assert [asked.schema is not None for asked in server.asked] == sent


def test_a_prompt_over_its_budget_is_not_sent(server: ScriptedServer) -> None:
    model = connected(server, llm_context_tokens=500)
    text = "Barnehagen åpner klokken sju. " * 100
    long = PROMPT.model_copy(update={"messages": (Message(role="user", text=text),)})
    assert tokens_of(text) > model.context_tokens
    reply = model.ask(long)
    assert list(reply) == []
    assert (reply.outcome, reply.trouble, server.asked) == ("away", Trouble.TOO_LONG, [])
    assert said_by(model.ask(PROMPT))


def test_a_model_that_was_away_is_let_alone_for_a_while(server: ScriptedServer) -> None:
    server.script = in_turn(Played(status=503), saying("Klokken sju."))
    model = connected(server, llm_retries=0, llm_pause_seconds=0.6)
    assert not said_by(model.ask(PROMPT))
    began = time.monotonic()
    reply = model.ask(PROMPT)
    assert not said_by(reply)
    assert (reply.outcome, reply.trouble, len(server.asked)) == ("away", Trouble.PAUSED, 1)
    time.sleep(max(began + 0.65 - time.monotonic(), 0))
    assert said_by(model.ask(PROMPT)) == "Klokken sju."


def test_it_is_let_alone_for_as_long_as_it_asks(server: ScriptedServer) -> None:
    server.script = in_turn(Played(status=429, headers={"Retry-After": "20"}), saying("Klokken sju."))
    model = connected(server, llm_pause_seconds=0.01)
    said_by(model.ask(PROMPT))
    time.sleep(0.05)
    assert model.ask(PROMPT).trouble is Trouble.PAUSED


@pytest.mark.parametrize("status", [400, 422])
def test_one_prompt_that_is_refused_is_no_outage(server: ScriptedServer, status: int) -> None:
    server.script = lambda _: Played(status=status)
    model = connected(server, llm_pause_seconds=30)
    said_by(model.ask(PROMPT))
    server.script = lambda _: saying("Klokken sju.")
    assert said_by(model.ask(PROMPT)) == "Klokken sju."


def test_who_leaves_does_not_make_it_away_for_others(server: ScriptedServer) -> None:
    server.script = in_turn(saying("a", hangs_before=0), saying("Klokken sju."))
    model = connected(server, llm_pause_seconds=30)
    said_by(model.ask(PROMPT, has_left=lambda: bool(server.asked)))
    assert said_by(model.ask(PROMPT)) == "Klokken sju."


def test_azure_is_asked_by_deployment_and_version(server: ScriptedServer) -> None:
    model = connected(
        server,
        llm_model="azure_openai:svar",
        llm_base_url=server.base_url.removesuffix("/v1"),
        llm_api_key=KEY,
        llm_api_version="2024-10-21",
    )
    assert model.name == "svar"
    assert said_by(model.ask(PROMPT, schema=SCHEMA)) == "Klokken sju."
    (asked,) = server.asked
    assert asked.path == "/openai/deployments/svar/chat/completions?api-version=2024-10-21"
    assert asked.headers["api-key"] == KEY
    assert asked.schema == SCHEMA


def test_openai_is_asked_as_it_wants(server: ScriptedServer) -> None:
    model = connect(Settings(llm_model="openai:gpt-4o-mini", llm_base_url=server.base_url, llm_api_key=KEY))
    assert said_by(model.ask(PROMPT)) == "Klokken sju."
    (asked,) = server.asked
    assert (asked.body["model"], asked.body["max_completion_tokens"]) == ("gpt-4o-mini", 700)
    assert "max_tokens" not in asked.body
    assert not asked.body.get("store"), "the provider is not to keep it"


def test_a_provider_whose_package_is_missing_names_it() -> None:
    with pytest.raises(ConfigurationError, match=r"«anthropic:claude» trenger pakken langchain-anthropic.*pip install"):
        connect(Settings(llm_model="anthropic:claude", llm_api_key=KEY))


def test_a_provider_whose_package_is_there_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package as LangChain's are, whose model repeats what it is asked."""
    (tmp_path / "langchain_upstage.py").write_text(
        "from langchain_core.language_models.fake_chat_models import GenericFakeChatModel\n"
        "from langchain_core.messages import AIMessage\n"
        "class ChatUpstage(GenericFakeChatModel):\n"
        "    model: str\n    api_key: str\n    temperature: float = 1\n"
        "    messages: object = iter(())\n"
        "    def _generate(self, messages, *_, **__):\n"
        "        self.messages = iter([AIMessage(f'{self.model} {self.temperature} {messages[-1].content}')])\n"
        "        return super()._generate(messages)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    model = connect(Settings(llm_model="upstage:solar", llm_api_key=KEY))
    reply = model.ask(PROMPT, schema=SCHEMA)
    assert said_by(reply) == "solar 0.0 Når åpner barnehagen?"
    assert reply.outcome == "whole"


def test_a_provider_that_does_not_take_the_settings_is_told_without_the_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "langchain_together.py").write_text(
        "class ChatTogether:\n    def __init__(self, **given):\n        raise ValueError(f'not {given}')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ConfigurationError, match="kan ikke brukes slik") as raised:
        connect(Settings(llm_model="together:a", llm_api_key=KEY))
    assert KEY not in str(raised.value)
    assert raised.value.__suppress_context__


def test_models_are_made_from_several_threads(server: ScriptedServer) -> None:
    said: list[str] = []
    threads = [threading.Thread(target=lambda: said.append(said_by(connected(server).ask(PROMPT)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == ["Klokken sju."] * 4


def test_a_model_is_called_what_it_is_called_there(server: ScriptedServer) -> None:
    assert connected(server).name == MODEL
    assert connected(server, llm_model="qwen2.5:7b").name == "qwen2.5:7b"
