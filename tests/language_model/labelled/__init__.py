"""Sentences that a language model might have written to questions about the shipped plans, each labelled true or false.

A case is a question in a language (nb, nn, en), the verbatim words of a page or of a whole row that bear the true
sentences, up to three true ones, and up to seven that are false, each of a kind. Written by people who had not seen
what checks them; no true sentence stands in its source. Those in `unmet` miss the aim (none of the false, nine of ten
of the true): `measuring` tells by how many, `test_further_sets` that it is by no more than it was. Whoever betters
the verifier may look at them all: they show what it got better at; how it fares with sentences not yet seen, only a
new set does.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from assistant.texts import Language
from corpus.models import Record


class Lie(Record):
    """A sentence that a careful adviser would stop, and what is wrong with it."""

    text: str
    kind: str


class Case(Record):
    """A question with what may and what may not be answered."""

    id: str
    language: Language
    question: str
    document: str
    page: int
    words: str
    true: tuple[str, ...]
    false: tuple[Lie, ...]


FOLDER = Path(__file__).parent


def cases() -> Iterator[Case]:
    """All that hold, from every file beside this one."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        yield from cases_in(file)


def cases_in(file: Path) -> Iterator[Case]:
    """The cases of one file, one a line."""
    for line in file.read_text(encoding="utf-8").splitlines():
        yield Case.model_validate(json.loads(line))
