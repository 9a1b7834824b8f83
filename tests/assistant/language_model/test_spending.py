"""What replies use is counted, and none begins where the day has no more, or where it cannot be counted."""

import logging
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessageChunk
from langchain_core.outputs import ChatGenerationChunk

from assistant.config import Settings
from assistant.language_model.budget import tokens_of
from assistant.language_model.condition import Condition
from assistant.language_model.connection import ConnectedModel, connect
from assistant.language_model.model import Asker, Trouble
from assistant.language_model.spending import Spending, today
from assistant.language_model.ways import Way, Ways
from corpus.store.catalogue import Catalogue
from corpus.store.database import CatalogueError
from corpus.store.model_use import DayOfUse, Use
from tests.language_model.asking import PROMPT, said_by
from tests.language_model.scripted import MODEL, Played, ScriptedServer, saying

KARI, OLA = Asker("k" * 64), Asker("o" * 64)
SAID = "Klokken sju."
PROMPT_TOKENS = sum(tokens_of(message.text) for message in PROMPT.messages)
SERVER_COUNTS = 18  # 11 of the prompt and 7 of what is said


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    yield opened
    opened.close()


def paid(server: ScriptedServer, catalogue: Catalogue, **said: Any) -> ConnectedModel:
    """A model whose replies are counted."""
    few = {"llm_pause_seconds": 0, "llm_retries": 0, "llm_timeout": 10, "llm_max_tokens": 20}
    settings = Settings(**{"llm_model": MODEL, "llm_base_url": server.base_url, **few, **said})
    return connect(settings, Spending(catalogue.model_use, settings))


def used(catalogue: Catalogue) -> DayOfUse:
    days = catalogue.model_use.days()
    return days[0] if days else DayOfUse(day=today())


def test_what_the_provider_says_is_counted_and_costs(server: ScriptedServer, catalogue: Catalogue) -> None:
    model = paid(server, catalogue, llm_price_in=2.5, llm_price_out=10)
    for asker in (KARI, KARI, OLA):
        assert said_by(model.ask(PROMPT, asker=asker)) == SAID
    day = used(catalogue)
    assert (day.replies, day.estimated, day.prompt_tokens, day.completion_tokens) == (3, 0, 33, 21)
    assert day.cost == 3 * (11 * 2_500 + 7 * 10_000), "a token of 2.5 for a million is 2,500 billionths"
    assert [one.replies for one in catalogue.model_use.of([KARI.id or ""])] == [2]


def test_what_the_provider_does_not_say_is_estimated_and_called_so(
    server: ScriptedServer, catalogue: Catalogue
) -> None:
    server.script = lambda _: saying(SAID, usage=None)
    said_by(paid(server, catalogue).ask(PROMPT, asker=KARI))
    day = used(catalogue)
    assert (day.replies, day.estimated) == (1, 1)
    assert (day.prompt_tokens, day.completion_tokens) == (PROMPT_TOKENS, tokens_of(SAID))


@pytest.mark.parametrize(
    ("played", "replies"),
    [
        (Played(status=401), 0),
        (Played(status=503), 0),
        (saying(SAID, hangs_up_before=1), 1),
        (saying(SAID, hangs_before=1), 1),
    ],
)
def test_what_took_no_part_of_a_provider_s_time_costs_nothing(
    server: ScriptedServer, catalogue: Catalogue, played: Played, replies: int
) -> None:
    server.script = lambda _: played
    model = paid(server, catalogue, llm_timeout=0.5, llm_tokens_per_day=10_000)
    said_by(model.ask(PROMPT, asker=KARI))
    assert (used(catalogue).replies, used(catalogue).estimated) == (replies, replies)
    said_by(model.ask(PROMPT, asker=KARI))
    assert used(catalogue).replies == 2 * replies, "nothing is held any more"


def test_a_reply_that_somebody_left_is_counted_as_far_as_it_came(server: ScriptedServer, catalogue: Catalogue) -> None:
    server.script = lambda _: saying(SAID * 20, delay=0.02)
    reply = paid(server, catalogue, llm_max_tokens=700).ask(PROMPT, asker=KARI)
    for _ in reply:
        break
    reply.close()
    reply.close()
    day = used(catalogue)
    assert (day.replies, day.estimated, day.prompt_tokens) == (1, 1, PROMPT_TOKENS)
    assert 0 < day.completion_tokens <= tokens_of(SAID)


def test_a_user_s_budget_ends_that_user_s_replies_and_nobody_else_s(
    server: ScriptedServer, catalogue: Catalogue
) -> None:
    model = paid(server, catalogue, llm_tokens_per_user_day=2 * SERVER_COUNTS)
    assert [said_by(model.ask(PROMPT, asker=KARI)) for _ in range(2)] == [SAID, SAID]
    refused = model.ask(PROMPT, asker=KARI)
    assert said_by(refused) == ""
    assert (refused.outcome, refused.trouble, len(server.asked)) == ("away", Trouble.BUDGET, 2)
    assert said_by(model.ask(PROMPT, asker=OLA)) == SAID


def test_those_behind_whom_are_many_have_as_many_times_as_much(server: ScriptedServer, catalogue: Catalogue) -> None:
    model = paid(server, catalogue, llm_tokens_per_user_day=1, limit_shared=40)
    for many in (Asker("tjeneste", is_many=True), Asker()):
        assert [said_by(model.ask(PROMPT, asker=many)) for _ in range(3)] == [SAID] * 3
        assert model.ask(PROMPT, asker=many).trouble is Trouble.BUDGET


@pytest.mark.parametrize(
    "budget", [{"llm_tokens_per_day": 30}, {"llm_cost_per_day": 0.00003, "llm_price_in": 1, "llm_price_out": 1}]
)
def test_the_budget_of_all_ends_everybody_s(
    server: ScriptedServer, catalogue: Catalogue, budget: dict[str, float]
) -> None:
    model = paid(server, catalogue, **budget)
    assert said_by(model.ask(PROMPT, asker=KARI)) == SAID
    assert said_by(model.ask(PROMPT, asker=OLA)) == SAID
    assert model.ask(PROMPT, asker=Asker("n" * 64)).trouble is Trouble.BUDGET


def test_fifty_at_once_do_not_overrun(server: ScriptedServer, catalogue: Catalogue) -> None:
    """Those who come while what is left is taken by what is under way are told that the model is busy."""
    server.script = lambda _: saying(SAID, delay=0.05)
    most = 20 * SERVER_COUNTS
    model = paid(server, catalogue, llm_tokens_per_day=most)

    def ask(number: int) -> Trouble | None:
        reply = model.ask(PROMPT, asker=Asker(f"u{number}"))
        said_by(reply)
        return reply.trouble

    with ThreadPoolExecutor(50) as threads:
        troubles = list(threads.map(ask, range(50)))
    assert set(troubles) <= {None, Trouble.BUSY, Trouble.BUDGET}
    assert troubles.count(None) == used(catalogue).replies == len(server.asked)
    assert 0 < used(catalogue).tokens <= most + SERVER_COUNTS


class Broken:
    """A store that cannot be reached until a test mends it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._kept = catalogue.model_use
        self.is_broken = True

    def hold(self, *given: Any) -> str:
        self._reached()
        return self._kept.hold(*given)

    def spend(self, *given: Any) -> None:
        self._reached()
        self._kept.spend(*given)

    def _reached(self) -> None:
        if self.is_broken:
            raise CatalogueError("borte")


def test_none_is_asked_uncounted_and_the_log_says_why(
    server: ScriptedServer, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    store = Broken(catalogue)
    settings = Settings(llm_model=MODEL, llm_base_url=server.base_url, llm_tokens_per_day=10_000)
    model = connect(settings, Spending(store, settings))
    reply = model.ask(PROMPT, asker=KARI)
    assert said_by(reply) == ""
    assert (reply.trouble, server.asked) == (Trouble.UNCOUNTED, [])
    assert "cannot be counted" in caplog.text
    store.is_broken = False
    assert said_by(model.ask(PROMPT, asker=KARI)) == SAID


def test_what_could_not_be_counted_at_its_end_is_counted_with_the_next(
    server: ScriptedServer, catalogue: Catalogue, caplog: pytest.LogCaptureFixture
) -> None:
    store = Broken(catalogue)
    store.is_broken = False
    settings = Settings(llm_model=MODEL, llm_base_url=server.base_url, llm_tokens_per_day=SERVER_COUNTS)
    model = connect(settings, Spending(store, settings))
    reply = model.ask(PROMPT, asker=KARI)
    store.is_broken = True
    with caplog.at_level(logging.ERROR):
        assert said_by(reply) == SAID, "the answer is there all the same"
    assert "not counted yet" in caplog.text
    store.is_broken = False
    assert model.ask(PROMPT, asker=OLA).trouble is Trouble.BUDGET
    assert (used(catalogue).replies, used(catalogue).tokens) == (1, SERVER_COUNTS)


def test_a_day_is_the_machine_s(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    moment = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
    monkeypatch.setenv("TZ", "Europe/Oslo")
    time.tzset()
    try:
        clock = [moment]
        settings = Settings(llm_tokens_per_user_day=10)
        spending = Spending(catalogue.model_use, settings, lambda: clock[0])
        catalogue.model_use.spend(moment.date(), KARI.id or "", Use(replies=1, prompt_tokens=10))
        assert not isinstance(spending.begin(KARI, 5, 5, 1), Trouble), "in Norway it is tomorrow"
        clock[0] = moment - timedelta(hours=1)
        assert spending.begin(KARI, 5, 5, 1) is Trouble.BUDGET
    finally:
        monkeypatch.undo()
        time.tzset()


class _InParts(GenericFakeChatModel):
    """A model whose chunks each say a part of what was used, as Anthropic's do."""

    def _stream(self, *_: Any, **__: Any) -> Iterator[ChatGenerationChunk]:
        for text, sent, said in (("", 40, 0), ("Klokken ", 0, 0), ("sju.", 0, 9)):
            usage = {"input_tokens": sent, "output_tokens": said, "total_tokens": sent + said}
            yield ChatGenerationChunk(message=AIMessageChunk(content=text, usage_metadata=usage))


def test_usage_that_is_told_in_parts_is_added_up(catalogue: Catalogue) -> None:
    settings = Settings(llm_model=MODEL, llm_base_url="http://127.0.0.1:1/v1", llm_tokens_per_day=1_000)
    way = Way(_InParts(messages=iter(())), has_schema=False, body={}, says_its_end=False, adds_usage=True)
    spending = Spending(catalogue.model_use, settings)
    model = ConnectedModel(settings, Ways([way], "off"), Condition(settings), spending)
    assert said_by(model.ask(PROMPT, asker=KARI)) == SAID
    assert (used(catalogue).prompt_tokens, used(catalogue).completion_tokens, used(catalogue).estimated) == (40, 9, 0)
