"""What a language model is given to answer from: numbered passages, within its budget of tokens."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from assistant.question.orders import shown
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot

_MOST = 8  # passages: what answers is among the first three nine times of ten (docs/evaluation.md)
_ROW = "tabellrad: tiltak, beskrivelse, tidsplan, ansvar"


@dataclass(frozen=True)
class Material:
    """The passages in the order of their numbers, from one, and the text in which they are handed on."""

    passages: tuple[Passage, ...]
    text: str

    def passage(self, number: int) -> Passage | None:
        """The passage with a number; None where there is none."""
        return self.passages[number - 1] if 0 < number <= len(self.passages) else None


def material(
    first: Sequence[Passage],
    others: Iterable[Passage],
    snapshot: Snapshot,
    budget: int,
    tokens_of: Callable[[str], int],
) -> Material:
    """The passages that answer, then others, as many as there is room for (`budget` in tokens); at most eight."""
    kept: list[Passage] = []
    texts: list[str] = []
    for passage in dict.fromkeys((*first, *others)):
        if len(kept) == _MOST:
            break
        text = _numbered(len(kept) + 1, passage, snapshot)
        cost = tokens_of(text)
        if cost <= budget:
            budget -= cost
            kept.append(passage)
            texts.append(text)
    return Material(tuple(kept), "\n\n".join(texts))


def _numbered(number: int, passage: Passage, snapshot: Snapshot) -> str:
    document = snapshot.document_of(passage)
    place = [document.title, *filter(None, (document.issuer,)), f"s. {passage.first_page}", *passage.heading_path]
    kind = f" ({_ROW})" if passage.kind is PassageKind.ROW else ""
    return f"[{number}] {shown(' › '.join(place))}{kind}\n{shown(passage.text)}"
