from collections.abc import Sequence

import pytest

from assistant.answering.bearing import Evidence
from corpus.models import Passage, PassageKind
from eval.writing.citations import CitationScore, Cited, JudgedSentence, judge

PASSAGE = Passage(
    id="p",
    document_id="plan",
    generation_id="g",
    ordinal=0,
    kind=PassageKind.PROSE,
    first_page=1,
    last_page=1,
    heading_path=(),
    text="a b c",
    blocks=(),
)


def cited(*quotes: str | None) -> Cited:
    return Cited("s", tuple(None if quote is None else Evidence(quote, PASSAGE) for quote in quotes))


def needing(*letters: str) -> "Needs":
    return Needs(letters)


class Needs:
    """Bears a sentence out where all of some letters stand in the citations together."""

    def __init__(self, letters: Sequence[str]) -> None:
        self.letters = set(letters)

    def __call__(self, _: str, evidence: Sequence[Evidence]) -> bool:
        return self.letters <= set("".join(one.quote for one in evidence))


@pytest.mark.parametrize(
    ("sentence", "bears", "recall", "precise"),
    [
        (cited("a"), needing("a"), True, (True,)),
        (cited("b"), needing("a"), False, (False,)),
        (cited("a", "b"), needing("a", "b"), True, (True, True)),  # neither alone, and neither can be taken away
        (cited("a", "b"), needing("a"), True, (True, False)),  # the second is idle
        (cited("a", "a."), needing("a"), True, (True, True)),  # each alone would do
        (cited("ab", "b", "c"), needing("a", "b"), True, (True, False, False)),
        (cited("a", None), needing("a"), False, (False, False)),  # one leads to nothing
        (cited(None), needing("a"), False, (False,)),
        (cited(), needing(), False, ()),  # what cites nothing has no recall, even where nothing is asked
    ],
)
def test_recall_is_of_all_citations_together_and_precision_of_each(
    sentence: Cited, bears: Needs, recall: bool, precise: tuple[bool, ...]
) -> None:
    judged = judge(sentence, bears)
    assert (judged.recall, judged.precise) == (recall, precise)


def test_a_long_answer_counts_for_what_it_says() -> None:
    score = CitationScore.of(
        [
            JudgedSentence(text="", recall=True, precise=(True, False)),
            JudgedSentence(text="", recall=False, precise=(False,)),
            JudgedSentence(text="", recall=False, precise=()),
        ]
    )
    assert (score.recall.hits, score.recall.total) == (1, 3)
    assert (score.precision.hits, score.precision.total) == (1, 3)


def test_without_sentences_there_is_no_share() -> None:
    assert CitationScore.of([]).recall.value is None
