"""The sentences of a text that somebody writes, each with the numbers of the sources that it names: «…» [3]."""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from corpus.text.sentences import sentences

MARKER = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
"""The numbers of sources, as they stand in a text: [3], [3, 4]."""

_WITH_BLANKS = re.compile(rf"[ \t\u00a0]*{MARKER.pattern}")
_QUOTE_ENDS = re.compile(rf"»[.]?(?:[ \t\u00a0]*{MARKER.pattern})+[ \t\u00a0]+(?=[A-ZÆØÅ0-9«])")


class MarkedSentence(NamedTuple):
    """Where a sentence stands with its markers (characters from `start` to before `end`), its words without them, and
    the numbers in them.
    """

    start: int
    end: int
    words: str
    numbers: tuple[int, ...]


class _Span(NamedTuple):
    start: int
    end: int


def marked_sentences(text: str) -> tuple[MarkedSentence, ...]:
    """The sentences of a text in order, none within another. A marker belongs to the sentence before it on its line.

    What stands between « and » is not parted; a marker that no sentence stands by is found as one without words.
    """
    spans = _joined(text, [span for line in _lines(text) for span in _parted(text, line)])
    whole = [
        _Span(min(start, *(one.start for one in own)), max(end, *(one.end for one in own)))
        if own
        else _Span(start, end)
        for (start, end), own in _with_markers(text, spans)
    ]
    return tuple(_sentence(text, span) for span in whole)


def without_markers(text: str) -> str:
    """A text without its markers and the blanks before them."""
    return _WITH_BLANKS.sub("", text)


def numbers_in(text: str) -> tuple[int, ...]:
    """The numbers in the markers of a text, each once, in order."""
    return tuple(dict.fromkeys(int(number) for marker in MARKER.finditer(text) for number in marker[1].split(",")))


def quotations(text: str) -> list[tuple[int, int]]:
    """Where something stands between « and », signs included; not what is quoted within a quotation."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for sign in re.finditer("[«»]", text):
        if sign[0] == "«":
            opened.append(sign.start())
        elif opened:
            start = opened.pop()
            found = [pair for pair in found if pair[0] < start]
            found.append((start, sign.end()))
    return found


def _sentence(text: str, span: _Span) -> MarkedSentence:
    whole = text[span.start : span.end]
    return MarkedSentence(span.start, span.end, without_markers(whole).strip(), numbers_in(whole))


def _lines(text: str) -> Iterator[_Span]:
    start = 0
    for line in text.split("\n"):
        yield _Span(start, start + len(line))
        start += len(line) + 1


def _parted(text: str, line: _Span) -> Iterator[_Span]:
    """The sentences of a line without their markers; one also ends with a quotation whose source is named."""
    start = line.start
    for end in (*(match.end() for match in _QUOTE_ENDS.finditer(text, line.start, line.end)), line.end):
        letters = _letters(text, start, end)
        plain = "".join(text[place] for place in letters)
        at = 0
        for sentence in sentences(plain):
            at = plain.find(sentence, at)
            yield _Span(letters[at], letters[at + len(sentence) - 1] + 1)
            at += len(sentence)
        start = end


def _letters(text: str, start: int, end: int) -> list[int]:
    """Where the signs of a part of a text stand that belong to no marker."""
    found: list[int] = []
    for marker in _WITH_BLANKS.finditer(text, start, end):
        found.extend(range(start, marker.start()))
        start = marker.end()
    return [*found, *range(start, end)]


def _joined(text: str, spans: list[_Span]) -> list[_Span]:
    """The sentences, those that one quotation goes over as one."""
    inside = quotations(text)
    found: list[_Span] = spans[:1]
    for before, span in pairwise(spans):
        if any(start < before.end and span.start < end for start, end in inside):
            found[-1] = _Span(found[-1].start, span.end)
        else:
            found.append(span)
    return found


def _with_markers(text: str, spans: list[_Span]) -> list[tuple[_Span, list[_Span]]]:
    """Each sentence with its markers: those after it on its line, or before it where nothing else stands before."""
    starts = [span.start for span in spans]
    found: list[tuple[_Span, list[_Span]]] = [(span, []) for span in spans]
    alone: list[tuple[_Span, list[_Span]]] = []
    for match in MARKER.finditer(text):
        marker = _Span(*match.span())
        at = bisect(starts, marker.start)
        line, end = text.rfind("\n", 0, marker.start) + 1, text.find("\n", marker.end)
        is_before_one = at < len(spans) and (end < 0 or starts[at] < end)
        if at and (spans[at - 1].end > line or not is_before_one):
            found[at - 1][1].append(marker)
        elif is_before_one:
            found[at][1].append(marker)
        else:
            alone.append((marker, []))
    return sorted((*found, *alone))
