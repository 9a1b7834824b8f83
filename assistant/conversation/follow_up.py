"""How a question is put before it is answered: as it was asked, or, where it leans on what was said, by itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.answering.answer import Rewriting
from assistant.conversation.rewriting import Rewriter
from assistant.conversation.standalone import Earlier, standalone
from assistant.conversation.told import Told, told_up_to
from corpus.readable import Readable
from corpus.store.conversation_turns import Turn


@dataclass(frozen=True)
class Put:
    """A question as it is to be answered, in which language where that is known.

    Where a language model was asked, `rewriting` says what became of it, `seconds` how long that took, and `documents`
    whose words (ids) it has put in the question.
    """

    text: str
    language: str | None
    rewriting: Rewriting | None = None
    documents: frozenset[str] = frozenset()
    seconds: float = 0.0

    @property
    def ms(self) -> float:
        """How long the language model took, in milliseconds."""
        return round(self.seconds * 1000, 3)


def put(
    text: str,
    before: Turn | None,
    library: Readable,
    language: str | None,
    rewriter: Rewriter | None,
    has_left: Callable[[], bool],
) -> Put:
    """The question by itself, as the `rewriter` puts it where that stands, else as the rules do.

    Raises ValueError where the language is unknown.
    """
    if before is None:
        return Put(text, language)
    snapshot = library.snapshot
    ruled = standalone(text, Earlier(before.standalone, before.subject), snapshot, language)
    plain = Put(ruled.text, ruled.language) if ruled else Put(text, language)
    if rewriter is None:
        return plain

    def turns() -> Iterator[Told]:
        return told_up_to(library.conversations, before.message_id, snapshot.documents)

    attempt = rewriter.attempt(text, ruled, turns, snapshot, language, has_left)
    if attempt is None:
        return plain
    best = attempt.put or plain
    return Put(best.text, best.language, attempt.told, attempt.documents, attempt.seconds)
