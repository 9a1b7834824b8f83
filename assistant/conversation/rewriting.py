"""A question that follows up, put by a language model so that it stands by itself; rules have the last word."""

import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from copy import copy
from typing import Any, Final, NamedTuple

from assistant.answering.answer import Rewriting
from assistant.answering.generating.places import Places
from assistant.answering.generating.writer import LANGUAGES, Renders, Writer
from assistant.conversation.leaning import leaning_of, may_lean
from assistant.conversation.referee import Asked, objection, strange_words
from assistant.conversation.standalone import Standalone
from assistant.conversation.told import Told, within
from assistant.language_model.budget import tokens_of
from assistant.language_model.model import NOBODY, Asker, LanguageModel, Rendered, Reply, Trouble
from assistant.question.understand import understand
from corpus.snapshot import Snapshot

SCHEMA: Final[dict[str, Any]] = {
    "title": "standalone_question",
    "type": "object",
    "additionalProperties": False,
    "required": ["question"],
    "properties": {"question": {"type": "string"}},
}
"""What a model that can is held to (JSON Schema)."""

_SHARE = 1 / 3  # of the time that an answer has: the rest is for writing it
_LONGEST = 10_000  # characters of a reply that are looked at
_MARGIN = 20  # tokens that are kept free for what joins the turns
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_CALLED = re.compile(r"^(?:spørsmål(?:et)?|question)\s*:\s*", re.IGNORECASE)
_DECODER = json.JSONDecoder()


class Attempt(NamedTuple):
    """What came of asking the model: the question where it may stand, in which language, the documents whose words it
    has (ids), and the seconds that it took.
    """

    put: Standalone | None
    told: Rewriting
    documents: frozenset[str]
    seconds: float


class Rewriter:
    """Has a language model put questions that follow up; safe to be used from several threads."""

    def __init__(self, model: LanguageModel, prompt: Renders, places: Places | None = None) -> None:
        """`prompt` has the variables turns, question and language; `places` are those that a writer waits in, too."""
        self._model = model
        self._prompt = prompt
        self._places = places or Places()
        self._asker = NOBODY

    def asked_by(self, asker: Asker) -> "Rewriter":
        """The rewriter for somebody, whose use of the model is counted."""
        theirs = copy(self)
        theirs._asker = asker
        return theirs

    def attempt(
        self,
        text: str,
        ruled: Standalone | None,
        turns: Callable[[], Iterable[Told]],
        snapshot: Snapshot,
        language: str | None,
        has_left: Callable[[], bool],
    ) -> Attempt | None:
        """The model's question; None where it was not asked: the rules know that this one stands by itself, or there is
        no room for what was said. `ruled` is how they put it, `turns` what was said, the newest first.
        """
        started = time.monotonic()
        question = understand(text, snapshot, language=language, every_edition=True)
        if ruled is None and not may_lean(question, snapshot):
            return None
        written = ruled.language if ruled else question.language
        frame = self._prompt.rendered(turns="", question=text, language=LANGUAGES[written])
        seen = within(turns(), self._room(frame), tokens_of)
        if not seen:
            return None
        told = "\n\n".join(turn.text for turn in seen)
        prompt = self._prompt.rendered(turns=told, question=text, language=LANGUAGES[written])
        seconds = self._model.seconds * _SHARE
        reply = self._places.reply(
            lambda: self._model.ask(prompt, schema=SCHEMA, seconds=seconds, has_left=has_left, asker=self._asker)
        )
        asked = Asked(question.text, leaning_of(question, snapshot), ruled.text if ruled else None, told, written)
        return self._judged(_put_in(reply), reply, prompt.version, asked, seen, snapshot, started)

    def _room(self, frame: Rendered) -> int:
        return self._model.context_tokens - sum(tokens_of(one.text) for one in frame.messages) - _MARGIN

    def _judged(
        self,
        put: str | None,
        reply: Reply,
        version: str,
        asked: Asked,
        seen: Sequence[Told],
        snapshot: Snapshot,
        started: float,
    ) -> Attempt:
        fault = objection(put, asked, snapshot) if put else None
        taken = Standalone(put, asked.language) if put and fault is None else None
        told = Rewriting(
            model=self._model.name,
            prompt=version,
            outcome=reply.outcome,
            is_taken=taken is not None,
            objection=fault,
            prompt_tokens=reply.usage.prompt_tokens,
            completion_tokens=reply.usage.completion_tokens,
            is_over_budget=reply.trouble is Trouble.BUDGET,
        )
        documents = _documents(taken, asked, seen) if taken else frozenset()
        return Attempt(taken, told, documents, time.monotonic() - started)


def configured_rewriter(writer: Writer | None) -> Rewriter | None:
    """The rewriter over the language model of a writer; None where there is none."""
    if writer is None:
        return None
    from assistant.language_model.prompts import load_prompt

    return Rewriter(writer.model, load_prompt("standalone"), writer.places)


def _put_in(reply: Reply) -> str | None:
    """The question in a reply: in JSON, fenced or not, or all that it says; None where there is none."""
    said = _THINKING.sub("", _read(reply))
    at = said.find("{")
    if at < 0:
        return _as_question(said) if reply.outcome == "whole" else None
    while at >= 0:
        try:
            value, at = _DECODER.raw_decode(said, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            if isinstance(value, dict) and isinstance(value.get("question"), str):
                return _as_question(value["question"])
        at = said.find("{", at)
    return None


def _read(reply: Reply) -> str:
    """All that a reply says; nothing where that is too long for a question."""
    said = ""
    with closing(reply):
        for piece in reply:
            said += piece
            if len(said) > _LONGEST:
                return ""
    return said


def _as_question(text: str) -> str | None:
    """A text as a question is written; one without a mark at its end is given one."""
    text = _CALLED.sub("", text.strip())
    if not text:
        return None
    text = f"{text[0].upper()}{text[1:]}"
    return text if text[-1] in ".?!:" else f"{text}?"


def _documents(put: Standalone, asked: Asked, seen: Sequence[Told]) -> frozenset[str]:
    """The documents that words go with which neither the question nor the rules have."""
    new = strange_words(put.text, f"{asked.question} {asked.ruled or ''}", put.language)
    named = [one for turn in seen for one in (turn.question, *turn.answer)]
    return frozenset(
        document
        for one in named
        if strange_words(put.text, one.text, put.language) & new != new
        for document in one.documents
    )
