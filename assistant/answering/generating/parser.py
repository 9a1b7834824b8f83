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
_LOOKS = 400  # times that a reply is looked through while it comes, and once more at its end
_TEXTS = ("text", "sentence", "setning", "tekst")
_RESTS = ("rests_on", "citations", "sources", "kilder")
_NUMBERS = ("passage", "number", "source", "kilde", "avsnitt")
_WORDS = ("words", "quote", "sitat", "ord")
_MARKERS = re.compile(r"\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\]")
_THINKING = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL)
_FENCE = re.compile(r"^\s*```\w*\s*$", re.MULTILINE)
_DECODER = json.JSONDecoder()


def written_sentences(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    """The sentences of a reply, each once it is whole; of one that breaks off, those before.

    JSON as it was asked for, fenced or not, a bare list of such sentences, one on each line, or prose with markers.
    """
    return islice(_read(pieces), _MOST)


def _read(pieces: Iterable[str]) -> Iterator[WrittenSentence]:
    read, at, looks, is_json = "", 0, 0, False
    for piece in pieces:
        read = (read + piece)[:_LONGEST]
        looks += "}" in piece
        if "}" in piece and looks <= _LOOKS and "<think>" not in read:
            for sentence, end in _objects(read, at):
                at, is_json = end, True
                yield sentence
        if len(read) == _LONGEST:
            break
    rest = _FENCE.sub("", _THINKING.sub("", read[at:]))
    for sentence, _ in _objects(rest, 0):
        is_json = True
        yield sentence
    if not is_json and '"text"' not in rest:
        yield from _prose(rest)


def _objects(text: str, start: int) -> Iterator[tuple[WrittenSentence, int]]:
    """The JSON objects of a text that are sentences, each with where it ends; what is around them is passed over."""
    at = text.find("{", start)
    while at >= 0:
        try:
            value, end = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            end = at + 1  # the object around the sentences, which is not whole yet, or none
        else:
            for sentence in _sentences_in(value):
                yield sentence, end
        at = text.find("{", end)


def _sentences_in(value: Any) -> list[WrittenSentence]:
    if not isinstance(value, dict):
        return []
    members = value.get("sentences")
    if isinstance(members, list):
        return [sentence for member in members for sentence in _sentences_in(member)]
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
