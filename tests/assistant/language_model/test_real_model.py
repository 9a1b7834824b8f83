"""Over llama.cpp's own server and a small real model: what it says is nonsense, and how it says it is as it must be."""

import json
import threading
import time
from collections.abc import Iterator

import httpx
import pytest

from assistant.config import Settings
from assistant.language_model.budget import LETTERS_OF_A_TOKEN, tokens_of
from assistant.language_model.connection import ConnectedModel, connect
from assistant.language_model.prompts import load_prompt
from tests.language_model.asking import PROMPT, SCHEMA, said_by
from tests.language_model.smollm import MODEL, serving_smollm

SENTENCE = "Barnehagen skal ha minst to samtaler med foresatte i året, og styreren har ansvaret for at de blir holdt. "
MINUTES = 120.0
"""Seconds: a busy machine reads some tens of tokens in one, and what is tested here is not how fast it is."""


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    """The address of the model, begun once for all of this."""
    with serving_smollm() as address:
        yield address


def model_at(base_url: str, max_tokens: int) -> ConnectedModel:
    said = {"llm_max_tokens": max_tokens, "llm_timeout": MINUTES}
    return connect(Settings.model_validate({"llm_model": MODEL, "llm_base_url": base_url, **said}))


def test_it_streams_counts_and_is_cut_at_its_tokens(base_url: str) -> None:
    reply = model_at(base_url, 16).ask(PROMPT)
    assert len([piece for piece in reply if piece]) > 8
    assert reply.outcome == "cut"
    assert reply.usage.completion_tokens == 16
    assert reply.usage.prompt_tokens
    assert sum(tokens_of(message.text) for message in PROMPT.messages) >= 16


def test_it_keeps_to_a_schema(base_url: str) -> None:
    numbered = {**SCHEMA, "properties": {"answer": {"type": "string", "enum": ["sju", "åtte"]}}}
    reply = model_at(base_url, 64).ask(PROMPT, schema=numbered)
    assert json.loads(said_by(reply))["answer"] in ("sju", "åtte")
    assert reply.outcome == "whole"


def test_it_stops_when_who_asked_has_left(base_url: str) -> None:
    """It has one place: the next who asks waits until it has stopped."""
    reply = model_at(base_url, 4_000).ask(PROMPT)
    next(iter(reply))
    reply.close()
    assert reply.outcome == "left"
    address = base_url.removesuffix("/v1")
    deadline = time.monotonic() + MINUTES / 4
    while any(place["is_processing"] for place in httpx.get(f"{address}/slots", trust_env=False, timeout=60).json()):
        assert time.monotonic() < deadline, "it writes on for nobody"
        time.sleep(0.1)


def test_the_estimate_of_tokens_errs_high(base_url: str) -> None:
    """Even by a vocabulary that was made for English."""
    filled = {"question": SENTENCE, "passages": f"[1] Årsplan, s. 2\n{SENTENCE * 20}", "language": "bokmål"}
    for text in (SENTENCE * 20, *(message.text for message in load_prompt("answer").rendered(**filled).messages)):
        address = f"{base_url.removesuffix('/v1')}/tokenize"
        counted = len(httpx.post(address, json={"content": text}, trust_env=False, timeout=60).json()["tokens"])
        assert counted <= tokens_of(text) <= counted * 1.5, len(text) / counted
    assert LETTERS_OF_A_TOKEN >= 2


@pytest.mark.slow
def test_it_answers_several_at_once(base_url: str) -> None:
    model = model_at(base_url, 16)
    outcomes: list[str] = []

    def ask() -> None:
        reply = model.ask(PROMPT)
        said_by(reply)
        outcomes.append(reply.outcome)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == ["cut"] * 4
