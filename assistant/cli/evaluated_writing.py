"""The assistant with a language model, as it is measured beside the one that quotes."""

from dataclasses import dataclass
from time import perf_counter
from typing import NamedTuple

from assistant.answering.answer import Answer
from assistant.answering.generating.configured import configured_writer
from assistant.answering.generating.writer import Checked
from assistant.answering.listener import Listener
from assistant.config import Settings
from assistant.conversation.rewriting import configured_rewriter
from assistant.retrieval.rerank import Reranker
from assistant.service import Assistant
from corpus.readable import Readable
from corpus.snapshot import Snapshot


class WrittenAnswer(NamedTuple):
    """An answer, what the model wrote for it, and after how many milliseconds the first of its words were told."""

    answer: Answer
    sentences: tuple[Checked, ...]
    told_ms: float | None


class _FirstWords(Listener):
    """Notes when the first of an answer is told."""

    def __init__(self) -> None:
        self._began = perf_counter()
        self.ms: float | None = None

    def told(self, answer: Answer) -> None:
        if self.ms is None:
            self.ms = (perf_counter() - self._began) * 1000


@dataclass(frozen=True)
class EvaluatedWriting:
    """The assistant as eval.system.WritingSystem, for one asker at a time; its writer notes sentences in `heard`."""

    assistant: Assistant
    model: str
    heard: list[Checked]

    @property
    def snapshot(self) -> Snapshot:
        """What it answers from."""
        return self.assistant.library.snapshot

    def ask(self, question: str, conversation_id: str | None = None) -> WrittenAnswer:
        """The answer, in a conversation of its own or a given one."""
        self.heard.clear()
        first = _FirstWords()
        answer = self.assistant.ask(question, conversation_id=conversation_id, listener=first)
        return WrittenAnswer(answer, tuple(self.heard), first.ms)


def evaluated_writing(library: Readable, settings: Settings, reranker: Reranker | None) -> EvaluatedWriting | None:
    """The assistant over a library with the language model of the settings; None where there is none."""
    heard: list[Checked] = []
    writer = configured_writer(settings, heard.append)
    if writer is None:
        return None
    _, name = settings.llm_provider
    asked = Assistant(library, reranker=reranker, writer=writer, rewriter=configured_rewriter(writer))
    return EvaluatedWriting(asked, name, heard)
