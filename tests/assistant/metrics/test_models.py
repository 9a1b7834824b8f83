"""A language model as it is counted: tokens, ends and troubles, and the sentences that verification drops."""

import json

import pytest

from assistant.answering.generating.configured import configured_writer
from assistant.config import Settings
from assistant.conversation.rewriting import configured_rewriter
from assistant.language_model.model import Message, Rendered
from assistant.metrics.metrics import Metrics
from assistant.metrics.state import State
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.metrics.reading import Sample, read, value
from tests.language_model.scripted import MODEL, Played, ScriptedServer, saying, serving

PROMPT = Rendered(messages=(Message(role="user", text="Når åpner barnehagen?"),), version="answer@1")
UNTRUE = {
    "text": "Rådmannen har ansvar for romfergene.",
    "passages": [{"passage": 1, "quote": "romfergene i kommunen"}],
}


def counted(metrics: Metrics, settings: Settings) -> list[Sample]:
    return read(metrics.exposed("", State("1", settings.data_dir, None)).content.decode())


@pytest.mark.parametrize(
    ("played", "outcome", "trouble", "tokens"),
    [
        (saying("Klokken sju."), "whole", "", (11, 7)),
        (saying("Klokken sju.", usage=None), "whole", "", (0, 0)),
        (saying("Klokken sju.", hangs_up_before=1), "cut", "broken off", (0, 0)),
        (Played(status=401), "away", "key", (0, 0)),
    ],
)
def test_each_reply_is_counted_once_by_its_end(
    settings: Settings, played: Played, outcome: str, trouble: str, tokens: tuple[int, int]
) -> None:
    metrics = Metrics()
    with serving(lambda _: played) as server:
        writer = configured_writer(_with_model(settings, server), around=metrics.model)
        assert writer is not None
        assert writer.model.name == MODEL
        reply = writer.model.ask(PROMPT)
        list(reply)
        reply.close()
        reply.close()
    found = counted(metrics, settings)
    assert value(found, "planassistent_model_replies_total") == 1
    assert value(found, "planassistent_model_replies_total", prompt="answer@1", outcome=outcome, trouble=trouble) == 1
    assert value(found, "planassistent_model_reply_seconds_count", prompt="answer@1") == 1
    told = [value(found, "planassistent_model_tokens_total", direction=way) for way in ("prompt", "completion")]
    assert tuple(told) == tokens


def test_what_verification_drops_is_counted_by_what_is_wrong(settings: Settings, library: Library) -> None:
    metrics = Metrics()
    with serving(lambda _: saying(json.dumps({"sentences": [UNTRUE]}))) as server:
        writer = configured_writer(_with_model(settings, server), around=metrics.model)
        assistant = Assistant(library, writer=writer, rewriter=configured_rewriter(writer), watch=metrics.question)
        answer = assistant.ask("Hva er en utegruppe?")
        if answer.writing is None:
            answer = assistant.ask("Hvem kutter frukten?")
    assert answer.writing is not None
    found = counted(metrics, settings)
    assert value(found, "planassistent_sentences_written_total") == 1
    assert value(found, "planassistent_sentences_dropped_total", fault="quote") == 1
    assert value(found, "planassistent_questions_total", engine="extractive") >= 1
    assert value(found, "planassistent_question_stage_seconds_count", stage="write") == 1


def _with_model(settings: Settings, server: ScriptedServer) -> Settings:
    said = {"llm_model": MODEL, "llm_base_url": server.base_url, "llm_retries": 0, "llm_pause_seconds": 0}
    return settings.model_copy(update=said)
