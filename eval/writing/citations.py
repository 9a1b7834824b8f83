"""Recall and precision of citations, sentence by sentence.

Gao, T., Yen, H., Yu, J. and Chen, D. (2023): Enabling large language models to generate text with citations (ALCE).
EMNLP 2023, section 4: the definitions. There both are averaged within an answer and then over answers; here over all
sentences and all citations, so that a long answer counts for what it says.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, Self

from assistant.answering.bearing import Evidence
from eval.ratio import Ratio
from eval.record import Record

Bears = Callable[[str, Sequence[Evidence]], bool]
"""Whether these citations, taken together, bear a sentence out."""


class Cited(NamedTuple):
    """A sentence and what each of its citations has to say; None for one that leads to nothing."""

    text: str
    evidence: tuple[Evidence | None, ...]


class JudgedSentence(Record):
    """A sentence, whether its citations bear it out together (recall), and which of them are called for (precision)."""

    text: str
    recall: bool
    precise: tuple[bool, ...]


class CitationScore(Record):
    """Recall over sentences, precision over citations."""

    recall: Ratio
    precision: Ratio

    @classmethod
    def of(cls, sentences: Iterable[JudgedSentence]) -> Self:
        """The score of judged sentences."""
        judged = tuple(sentences)
        return cls(
            recall=Ratio.of(one.recall for one in judged),
            precision=Ratio.of(precise for one in judged for precise in one.precise),
        )


def judge(sentence: Cited, bears: Bears) -> JudgedSentence:
    """A sentence as ALCE judges it.

    Recall asks that it cites something, that each citation leads to something, and that all of it together bears the
    sentence out. A citation is precise where, beyond that, it alone bears the sentence out, or without it the rest
    does not.
    """
    found = [one for one in sentence.evidence if one is not None]
    recall = bool(found) and len(found) == len(sentence.evidence) and bears(sentence.text, found)
    cited = range(len(sentence.evidence))
    precise = tuple(recall and _is_called_for(sentence.text, found, at, bears) for at in cited)
    return JudgedSentence(text=sentence.text, recall=recall, precise=precise)


def _is_called_for(text: str, evidence: Sequence[Evidence], at: int, bears: Bears) -> bool:
    rest = [*evidence[:at], *evidence[at + 1 :]]
    return not rest or bears(text, [evidence[at]]) or not bears(text, rest)
