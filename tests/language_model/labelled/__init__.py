"""Sentences that a language model might have written to questions about the shipped plans, each labelled true or false.

A case is a question in a language (nb, nn, en), the verbatim words of a page or of a whole row that bear the true
sentences, three true ones, and seven that are false, each of a kind. Written by people who had not seen what checks
them; no true sentence stands in its source.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from corpus.models import Record


class Lie(Record):
    """A sentence that a careful adviser would stop, and what is wrong with it."""

    text: str
    kind: str


class Case(Record):
    """A question with what may and what may not be answered."""

    id: str
    language: str
    question: str
    document: str
    page: int
    words: str
    true: tuple[str, ...]
    false: tuple[Lie, ...]


def cases() -> Iterator[Case]:
    """All of them, from every file beside this one."""
    for file in sorted(Path(__file__).parent.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            yield Case.model_validate(json.loads(line))
