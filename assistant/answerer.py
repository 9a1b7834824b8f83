"""One question answered from a library: refused, put by itself, understood, composed; nothing of it is kept."""

import time
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from assistant.answering import bearing
from assistant.answering.answer import Answer
from assistant.answering.compose import Composer
from assistant.answering.generating.writer import Writer
from assistant.answering.listener import SILENT, Listener
from assistant.answering.showing.next_questions import example_questions, next_questions
from assistant.conversation.follow_up import Put, put
from assistant.conversation.refusals import refused, stopped
from assistant.conversation.rewriting import Rewriter
from assistant.language_model.model import NOBODY, Asker
from assistant.question.editions import editions_in
from assistant.question.language import written_form
from assistant.question.personal_data import personal_data
from assistant.question.screen import screen
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval
from corpus.readable import Readable
from corpus.store.conversation_turns import Turn


class Answered(NamedTuple):
    """An answer, and the documents (ids) whose words a language model has put in its question."""

    answer: Answer
    leant_on: frozenset[str] = frozenset()


class Answerer:
    """Answers from one library; safe to be used from several threads."""

    def __init__(
        self,
        library: Readable,
        today: Callable[[], date],
        retrieval: HybridRetrieval,
        writer: Writer | None = None,
        rewriter: Rewriter | None = None,
    ) -> None:
        """A `writer` says with a language model what the plans say, a `rewriter` puts what follows up with one."""
        self._library = library
        self._today = today
        self._retrieval = retrieval
        self._writer = writer
        self._rewriter = rewriter

    def answer(
        self,
        text: str,
        before: Turn | None = None,
        *,
        documents: frozenset[str] | None = None,
        language: str | None = None,
        scope: str | None = None,
        asker: Asker = NOBODY,
        listener: Listener = SILENT,
    ) -> Answered:
        """The answer to a question that was checked, from these `documents` (ids) or from the editions that hold.

        It may lean on the turn `before` it. Raises ValueError where the language is unknown.
        """
        refusal = self._refusal(text, language)
        if refusal is not None:
            return Answered(refusal)
        started = time.perf_counter()
        rewriter = self._rewriter.asked_by(asker) if self._rewriter else None
        stated = put(text, before, self._library, language, rewriter, listener.has_left)
        return Answered(self._composed(stated, started, documents, scope, listener, asker), stated.documents)

    def example_questions(self, language: str) -> list[str]:
        """A few questions that the register answers, made from its own measures."""
        snapshot = self._library.snapshot
        return example_questions(editions_in(None, snapshot, self._today()), snapshot, language)

    def warm_up(self) -> None:
        """Loads what the first question would otherwise wait for (about a second: word lists, vectors)."""
        without = Answerer(self._library, self._today, self._retrieval)  # nobody waits for what is written
        without._composed(Put("Hvem har ansvar for planen?", None), time.perf_counter())
        if self._writer is not None:
            bearing.warm_up(self._library.snapshot)

    def _refusal(self, text: str, language: str | None) -> Answer | None:
        """The refusal of a question that has personal data in it, or is none about plans."""
        found = personal_data(text)
        if found:
            return stopped(text, found, written_form(text, language))
        outside = screen(text)
        if outside is None:
            return None
        written = written_form(text, language)
        return refused(outside, text, written, self.example_questions(written))

    def _composed(
        self,
        stated: Put,
        started: float,
        asked: frozenset[str] | None = None,
        scope: str | None = None,
        listener: Listener = SILENT,
        asker: Asker = NOBODY,
    ) -> Answer:
        """The answer to a question that is put by itself; begun at `started`."""
        snapshot = self._library.snapshot
        today = self._today()
        text, writer = stated.text, self._writer.after(stated.seconds).asked_by(asker) if self._writer else None
        understood = understand(
            text, snapshot, language=stated.language, today=today, every_edition=asked is not None, scope=scope
        )
        understood_at = time.perf_counter()
        documents = understood.editions if asked is None else asked
        composer = Composer(
            self._library, snapshot, self._retrieval, understood.editions, documents, today, listener, writer
        )
        answer = composer.answer(understood)
        finished = time.perf_counter()
        timings = {
            "understand": round(_ms(started, understood_at) - stated.ms, 3),
            **({"rewrite": stated.ms} if stated.rewriting else {}),
            **{stage: round(value, 3) for stage, value in composer.timings_ms.items()},
            "total": _ms(started, finished),
        }
        following = next_questions(answer, text, lambda: self.example_questions(answer.language))
        told = {"timings_ms": timings, "next_questions": following}
        put_so = {"standalone_question": text, "rewriting": stated.rewriting}
        return answer.model_copy(update={**put_so, **told})


def _ms(start: float, end: float) -> float:
    return round((end - start) * 1000, 3)
