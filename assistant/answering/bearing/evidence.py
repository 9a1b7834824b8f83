"""What a sentence rests on: whole sentences of a passage, or a whole table row, as they stand there."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.bearing.reading import read
from assistant.answering.checks.verify import folded
from corpus.models import Passage, PassageKind
from corpus.text.sentences import passage_sentences, sentences

_EDGES = " \t\n.…\"'«»“”•"
_SPACES = re.compile(r"\s+")
_MOST_BEST = 3  # sentences that are looked at where a model names a passage and none of its words
_FEWEST_SHARED = 2


class Evidence(NamedTuple):
    """Whole sentences (or a whole row) of a passage, verbatim but for white space."""

    quote: str
    passage: Passage


def evidence_for(words: str, passage: Passage, sentence: str) -> Evidence | None:
    """The whole sentences of a passage around these words of it, or its whole row; None where they do not stand there.

    Where no words are given, those of its sentences that share most with the `sentence` that is to rest on them.
    """
    if not words.strip():
        return _best(passage, sentence)
    wanted = _bare(words)
    if not any(sign.isalnum() for sign in wanted):
        return None
    if passage.kind is PassageKind.ROW:
        return Evidence(passage.text, passage) if wanted in _plain(passage.text) else None
    spans = _spans(passage)
    joined = "\n".join(_plain(passage.text[start:end]) for start, end in spans)
    at = joined.replace("\n", " ").find(wanted)
    if at < 0:
        return None
    first, last = (joined.count("\n", 0, place) for place in (at, at + len(wanted) - 1))
    return Evidence(passage.text[spans[first][0] : spans[last][1]], passage)


def is_quoted(sentence: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence is, word for word, one or more whole sentences of its evidence, or its whole row."""
    wanted = _bare(sentence)
    return bool(wanted) and any(wanted in _quotable(one) for one in evidence)


def _quotable(evidence: Evidence) -> set[str]:
    if evidence.passage.kind is PassageKind.ROW:
        return {_bare(evidence.quote)}
    own = sentences(evidence.quote)
    runs = (own[first : first + size] for size in range(1, _MOST_BEST + 1) for first in range(len(own) - size + 1))
    return {_bare(" ".join(run)) for run in runs}


def _bare(text: str) -> str:
    return _plain(text).strip(_EDGES)


def _plain(text: str) -> str:
    """A text in lower case, without bullets, white space made one."""
    return _SPACES.sub(" ", folded(text).casefold().replace("•", " ")).strip()


def _spans(passage: Passage) -> list[tuple[int, int]]:
    """Where each sentence of a passage begins and ends in its text."""
    found: list[tuple[int, int]] = []
    at = 0
    for sentence in passage_sentences(passage):
        pattern = r"\s*".join(map(re.escape, _SPACES.split(sentence)))
        match = re.compile(pattern).search(passage.text, at)
        if match is not None:
            found.append(match.span())
            at = match.end()
    return found


def _best(passage: Passage, sentence: str) -> Evidence | None:
    """The run of at most three sentences that shares most words with one."""
    if passage.kind is PassageKind.ROW:
        return Evidence(passage.text, passage)
    own = read(sentence, "nb").keys
    spans = _spans(passage)
    runs = [spans[first : first + size] for size in range(1, _MOST_BEST + 1) for first in range(len(spans) - size + 1)]

    def shared(run: list[tuple[int, int]]) -> tuple[int, int]:
        text = passage.text[run[0][0] : run[-1][1]]
        return sum(not own.isdisjoint(word.keys) for word in read(text, "nb").content), -len(text)

    best = max(runs, key=shared, default=None)
    if best is None or shared(best)[0] < _FEWEST_SHARED:
        return None
    return Evidence(passage.text[best[0][0] : best[-1][1]], passage)
