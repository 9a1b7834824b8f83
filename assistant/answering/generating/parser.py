"""The sentences of a reply, as they come: the JSON that was asked for, and what models write instead."""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from assistant.answering.generating.writing import RestsOn, WrittenSentence
from corpus.text.sentences import sentences

_MOST = 40  # sentences; a reply that goes on is no answer
_LONGEST = 20_000  # characters of a reply that are looked at
_LONGEST_PROSE = 6_000  # which is taken apart with more care; twice what the default limit of tokens lets come
_DEEPEST = 5  # objects within each other; sentences are in the second, and no reply may cost more than its length
_TRIED = 200  # places where an object may begin in what is left of a reply that is not well-formed
_TEXTS = ("text", "sentence", "setning", "tekst")
_RESTS = ("rests_on", "citations", "sources", "kilder")
_NUMBERS = ("passage", "number", "source", "kilde", "avsnitt")
_WORDS = ("words", "quote", "sitat", "ord")
_MARKERS = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^[ \t]*```\w*[ \t]*$", re.MULTILINE)
_SIGNS = re.compile(r'\\.|["{}]', re.DOTALL)
_DECODER = json.JSONDecoder(strict=False)  # also with a line's end within a string


def written_sentences(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    """The sentences of a reply, each once it is whole; of one that breaks off, those before.

    JSON as it was asked for, fenced or not, a bare list of such sentences, one on each line, or prose with markers.
    """
    return islice(_read(pieces), _MOST)


def _read(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    read, told_to, objects = "", 0, _Objects()
    for piece in pieces:
        read = (read + piece)[:_LONGEST]
        if not _is_thinking(read):
            for start, end in objects.closed(read):
                for sentence in _sentences_in(_decoded(read, start)) if start >= told_to else ():
                    told_to = end
                    yield sentence
        if len(read) == _LONGEST:
            break
    rest = _FENCE.sub("", _THINKING.sub("", read[told_to:]))
    is_json = told_to > 0
    for sentence in _left(rest):
        is_json = True
        yield sentence
    if not is_json and '"text"' not in rest:
        yield from _prose(rest[:_LONGEST_PROSE])


class _Objects:
    """Where the JSON objects of a text begin and end, as it comes: each letter is looked at once."""

    def __init__(self) -> None:
        self._at = 0
        self._open: list[int] = []
        self._is_string = False

    def closed(self, text: str) -> Iterator[tuple[int, int]]:
        """Those that have ended since the last time, the inner before the outer, but for what is in too many others."""
        for sign in _SIGNS.finditer(text, self._at):
            self._at = sign.end()
            if sign[0] == '"':
                self._is_string = bool(self._open) and not self._is_string
            elif self._is_string:
                continue
            elif sign[0] == "{":
                self._open.append(sign.start())
            elif sign[0] == "}" and self._open:
                start = self._open.pop()
                if len(self._open) < _DEEPEST:
                    yield start, sign.end()
        self._at = max(self._at, len(text) - text.endswith("\\"))


def _is_thinking(read: str) -> bool:
    """Whether all that came is what a model says to itself; where that is over, it is looked through as the rest is."""
    return read.lstrip().startswith("<think>") and "</think>" not in read


def _decoded(text: str, start: int) -> Any:
    try:
        return _DECODER.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None


def _left(text: str) -> Iterator[WrittenSentence]:
    """The sentences of JSON that is not well-formed: of each object that is whole, wherever it begins."""
    at = text.find("{")
    for _ in range(_TRIED):
        if at < 0:
            return
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            value, end = None, at + 1
        yield from _sentences_in(value)
        at = text.find("{", end)


def _sentences_in(value: Any) -> list[WrittenSentence]:
    if not isinstance(value, dict):
        return []
    members = value.get("sentences")
    if isinstance(members, list):
        return [sentence for member in members for sentence in _sentences_in(member)]
    if not any(name in value for name in _RESTS) and any(name in value for name in _NUMBERS):
        return []  # what a sentence rests on
    text = next((value[name] for name in _TEXTS if isinstance(value.get(name), str)), None)
    return [WrittenSentence(text=" ".join(text.split()), rests_on=_rests_on(value))] if text and text.strip() else []


def _rests_on(value: dict[str, Any]) -> tuple[RestsOn, ...]:
    members = next((value[name] for name in _RESTS if name in value), None)
    members = members if isinstance(members, list) else [members]
    return tuple(found for member in members if (found := _rest(member)) is not None)


def _rest(member: Any) -> RestsOn | None:
    """What a sentence rests on, however it was put: an object, or the number alone."""
    words = ""
    if isinstance(member, dict):
        words = next((member[name] for name in _WORDS if isinstance(member.get(name), str)), "")
        member = next((member[name] for name in _NUMBERS if name in member), None)
    digits = re.fullmatch(r"\[?(\d{1,3})\]?", str(member).strip()) if isinstance(member, int | str) else None
    return RestsOn(number=int(digits[1]), words=words) if digits else None


def _prose(text: str) -> Iterator[WrittenSentence]:
    """The sentences of prose, each with the markers that follow its words; those of none rest on nothing."""
    for whole in sentences(text):
        start = 0
        pieces = list(_MARKERS.finditer(whole))
        for number, marker in enumerate(pieces):
            following = pieces[number + 1].start() if number + 1 < len(pieces) else len(whole)
            if number + 1 < len(pieces) and not whole[marker.end() : following].strip(" .,;"):
                continue  # [1] [2]: of the same words
            markers = [found for found in pieces if start <= found.start() <= marker.start()]
            said = _MARKERS.sub("", whole[start : marker.start()]).strip(" -*•")
            if any(character.isalnum() for character in said):
                numbers = [int(digits) for found in markers for digits in found[1].split(",")]
                rests = tuple(RestsOn(number=one) for one in dict.fromkeys(numbers))
                yield WrittenSentence(text=said if said[-1] in ".!?" else f"{said}.", rests_on=rests)
            start = marker.end()
