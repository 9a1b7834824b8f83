"""Sentences over the shipped plans: what their words bear out is kept, and nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from assistant.answering.bearing import Evidence, Fault, evidence_for, fault_of
from assistant.texts import Language
from corpus.snapshot import Snapshot

CASES = [
    case
    for name in ("additions", "cases", "measures", "modes", "swaps")
    for case in tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8"))["case"]
]
KNOWN_AS = {
    "owner": {Fault.UNIT, Fault.CONTENT, Fault.ROLE, Fault.NAME},
    "injected": {Fault.MARKUP, Fault.ORDER},
    "year": {Fault.YEAR, Fault.CONTENT},
    "number": {Fault.NUMBER},
    "language": {Fault.LANGUAGE},
    "name": {Fault.NAME},
}
"""The faults that a kind of falsehood may be found by; any where none are named."""


class Written(NamedTuple):
    """A sentence with the words it rests on, and the kind of what is wrong with it."""

    text: str
    kind: str
    language: Language
    document: str
    page: int
    words: str


def written(*, true: bool) -> Iterator[Written]:
    for case in CASES:
        place = (case["language"], case["document"], case["page"], case["words"])
        for text, kind in [(text, "") for text in case["true"]] if true else case["false"]:
            yield Written(text, kind, *place)


def evidence(sentence: Written, snapshot: Snapshot) -> list[Evidence]:
    passages = [one for one in snapshot.passages if one.document_id == sentence.document]
    here = (one for one in passages if one.first_page <= sentence.page <= one.last_page)
    found = [one for passage in here if (one := evidence_for(sentence.words, passage, sentence.text)) is not None]
    assert found, sentence.words
    return found[:1]


@pytest.mark.parametrize("sentence", list(written(true=True)), ids=lambda sentence: sentence.text)
def test_a_paraphrase_is_borne_out(sentence: Written, shipped: Snapshot) -> None:
    assert fault_of(sentence.text, evidence(sentence, shipped), shipped, sentence.language) is None


@pytest.mark.parametrize("sentence", list(written(true=False)), ids=lambda sentence: sentence.text)
def test_a_false_sentence_is_not(sentence: Written, shipped: Snapshot) -> None:
    fault = fault_of(sentence.text, evidence(sentence, shipped), shipped, sentence.language)
    assert fault in KNOWN_AS.get(sentence.kind, set(Fault))
