"""What the shipped plans say is borne out by itself."""

from collections.abc import Iterator

import pytest

from assistant.answering.bearing import Evidence, Fault, evidence_for, fault_of
from assistant.answering.bearing.evidence import is_quoted
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.text.sentences import passage_sentences

_FORM = {Fault.SHAPE, Fault.MARKUP, Fault.ORDER}
"""Faults of how a sentence is written, which no sentence of an answer may have: a question, an address of the web."""
_FEWEST_WORDS = 2


def own_sentences(shipped: Snapshot) -> Iterator[tuple[str, Passage]]:
    for passage in shipped.passages:
        for sentence in passage_sentences(passage):
            if len(sentence.split()) >= _FEWEST_WORDS:
                yield sentence, passage


def faults(shipped: Snapshot, opening: str = "") -> dict[str, Fault]:
    """The sentences that do not bear themselves out; with an opening the rows, that are no sentences, left out."""
    found: dict[str, Fault] = {}
    for sentence, passage in own_sentences(shipped):
        if opening and passage.kind is PassageKind.ROW:
            continue
        evidence = evidence_for(sentence, passage, sentence)
        assert evidence is not None, sentence
        fault = fault_of(opening + sentence, [evidence], shipped, "nb")
        if fault is not None and fault not in _FORM:
            found[sentence] = fault
    return found


def test_every_sentence_and_every_row_bears_itself_out(shipped: Snapshot) -> None:
    assert sum(1 for _ in own_sentences(shipped)) > 800
    assert faults(shipped) == {}


def test_a_sentence_that_is_told_of_its_plan_bears_itself_out(shipped: Snapshot) -> None:
    assert faults(shipped, "Ifølge planen: ") == {}


@pytest.mark.parametrize(
    "part", ["UTD skal kartlegge bruk", "nasjonal veileder av nyutdannede lærere i skole og barnehage 2026 UTD"]
)
def test_a_part_of_a_row_is_no_quotation_of_it(shipped: Snapshot, part: str) -> None:
    row = next(one for one in shipped.passages if "nasjonal veileder av nyutdannede" in one.text)
    assert is_quoted(row.text.replace("\n", " "), [Evidence(row.text, row)])
    assert not is_quoted(part, [Evidence(row.text, row)])
