"""The sentences of an answer as users see it, each with its citations."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.answering.answer import Answer
from assistant.answering.showing.markdown import unescaped
from corpus.models import Citation

_MARKERS = re.compile(r"(?:\s*(?<!\\)\[\d{1,3}\])+")
_NUMBER = re.compile(r"\d+")


class Shown(NamedTuple):
    """What stands before one run of markers, and the citations that these lead to."""

    text: str
    citations: tuple[Citation, ...]


def shown_sentences(answer: Answer) -> tuple[Shown, ...]:
    """The sentences of an answer; what has no marker behind it leads up to one that has, or closes, and is left out."""
    return tuple(_shown(answer))


def _shown(answer: Answer) -> Iterator[Shown]:
    citations = {citation.number: citation for citation in answer.citations}
    start = 0
    for markers in _MARKERS.finditer(answer.answer):
        last = answer.answer[start : markers.start()].rpartition("\n")[2]
        numbers = dict.fromkeys(map(int, _NUMBER.findall(markers.group())))
        yield Shown(unescaped(last).strip().removeprefix("- "), tuple(citations[number] for number in numbers))
        start = markers.end()
