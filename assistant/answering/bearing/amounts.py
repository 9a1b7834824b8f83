"""Whether the numbers of a sentence are those of its evidence, and count the same there."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from assistant.answering.agreeing.moments import moments
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.reading import Reading, Word, read
from corpus.words.numbers import CARDINALS, ORDINALS
from corpus.words.small import FUNCTION_WORDS

_NUMBER = re.compile(r"^\d+(?:[.,:/]\d+)*$")
_ENGLISH = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "once": 1,
    "twice": 2,
    "thrice": 3,
    "hundred": 100,
}
_FRACTIONS = {
    "halvparten": "1/2",
    "tredel": "1/3",
    "tredjedel": "1/3",
    "tredelen": "1/3",
    "fjerdedel": "1/4",
    "fjerdedelen": "1/4",
    "tredjedelen": "1/3",
    "half": "1/2",
    "third": "1/3",
    "quarter": "1/4",
}
_GENERIC = frozenset(
    "ting del deler delar stykker slag typer måte måter punkt punkter sammen things ways kinds parts of av "
    "forhold element elementer områder område faktorer faktor tema temaer punkta tinga delane områda points areas "
    "elements".split()
)
_TITLES = frozenset(
    "kapittel kap kapitlet paragraf artikkel side steg trinn fase veivalg vegval nou rapport chapter step".split()
)
_ITEM = re.compile(r"(?:^|\s)(\d{1,2})\.\s+(?=[A-ZÆØÅ])")
_MARKS = frozenset("X x ✓ ✔".split())
_ARTICLES = frozenset("en ei et ett én éi ein eit one".split())
_ADVERBS = frozenset("underveis undervegs midtveis midtvegs først sist etterpå etterfølgende".split())
_NUMBERED = re.compile(rf"\b(?:nummer|nr\.?|number|no\.)\s+(\d{{1,2}}|{'|'.join(CARDINALS)})\b", re.IGNORECASE)
_REACH = 5  # words between a number and what it counts
_SECOND = re.compile(r"\b(?:den|det) andre [^\W\d_]+(?:en|a|et)\b|\bthe second\b", re.IGNORECASE)
_ORDINAL = re.compile(r"(?<![\d.,])(\d{1,2})\.(?=\s*[a-zæøå])", re.IGNORECASE)


class Amount(NamedTuple):
    """A number, alike however it is written, and the words near it, the nearest first."""

    value: str
    near: tuple[Word, ...]
    sentence: int
    title: str = ""
    """The word that it numbers, where that is one of parts of texts: "kapittel 9", "NOU 2015:2"."""


def wrong_number(sentence: Reading, text: str, grounds: Grounds) -> bool:
    """Whether a sentence has a number that its evidence does not have, or has of something else."""
    plain = _without_moments(text)
    said = _ordinals(plain)
    plain = _NUMBERED.sub(" ", plain)
    own = list(_amounts(read(plain, sentence.language)))
    listed = _listed(grounds.text)
    told = _ITEM.sub(" ", grounds.text) if listed else grounds.text
    held = [*_amounts(read(_without_moments(told), "nb")), *_amounts(read(told, "nb"))]
    held += _counted(grounds.reading)
    named = _numbered(read(grounds.naming, "nb"))
    numbered = _numbered(read(plain, sentence.language))
    titled = list(_amounts(read(grounds.naming, "nb")))
    for amount in own:
        if amount.value in {number for _, number in numbered & named} or _is_entitled(amount, titled):
            continue
        if amount.value in listed and any(word.low in _GENERIC for word in amount.near[:1]):
            continue
        if not _is_held(amount, held):
            return True
    return bool(said - _ordinals(grounds.text) - _ordinals(grounds.naming))


def _numbered(reading: Reading) -> set[tuple[str, str]]:
    """What a text numbers, with the word before each number: "veivalg 2"."""
    words = reading.words
    return {(words[at].base, words[at + 1].text) for at in range(len(words) - 1) if _NUMBER.match(words[at + 1].text)}


def _is_entitled(amount: Amount, titled: list[Amount]) -> bool:
    """Whether a heading counts the same: "7 anbefalinger"."""
    return any(
        amount.value == other.value and _touch(one.keys, other.near[:1]) for other in titled for one in amount.near[:1]
    )


def _is_held(amount: Amount, held: list[Amount]) -> bool:
    same = [other for other in held if other.value == amount.value]
    if not same:
        return False
    if amount.title and any(amount.title == other.title for other in same):
        return True
    counted = [word for word in amount.near if word.low not in _GENERIC]
    if not counted or len({other.value for other in held}) == 1:
        return True
    return any(_touch(counted[0].keys, other.near) for other in same) or not any(
        _touch(counted[0].keys, other.near) for other in held
    )


def _touch(keys: Keys, words: tuple[Word, ...]) -> bool:
    return any(not keys.isdisjoint(word.keys) for word in words)


def _amounts(reading: Reading) -> Iterator[Amount]:
    words = reading.words
    for at, word in enumerate(words):
        value = _value(word)
        if value is None:
            continue
        if at + 1 < len(words) and words[at + 1].text == "." and _is_ordinal(words, at):
            continue
        after = [other for other in words[at + 1 : at + 1 + _REACH] if _may_be_counted(other)]
        before = [other for other in reversed(words[max(0, at - _REACH) : at]) if _may_be_counted(other)]
        title = words[at - 1].low if at and _is_title(words[at - 1]) else ""
        yield Amount(value, (*after[:2], *before[:2]), word.sentence, title)


def _counted(reading: Reading) -> list[Amount]:
    """What a text counts by telling of each ("én i starten, én underveis og én til slutt") or by marks ("X X X")."""
    words = reading.words
    found = [Amount(str(len(run)), (), run[0].sentence) for run in _marks(words) if len(run) > 1]
    for at, word in enumerate(words[:-1]):
        if word.low not in _ARTICLES or not words[at + 1].content:
            continue
        later = [
            place
            for place in range(at + 2, len(words) - 1)
            if words[place].sentence == word.sentence
            and words[place].low in _ARTICLES
            and (words[place + 1].low in FUNCTION_WORDS or words[place + 1].low in _ADVERBS)
        ]
        if later:
            near = tuple(one for one in words[at + 1 : at + 4] if one.content)
            found.append(Amount(str(len(later) + 1), near, word.sentence))
    return found


def _listed(text: str) -> frozenset[str]:
    """How many a text lists with numbers before them: "1. … 2. … 3. …"."""
    numbers = [int(match[1]) for match in _ITEM.finditer(text)]
    return (
        frozenset({str(len(numbers))})
        if len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1))
        else frozenset()
    )


def _is_title(word: Word) -> bool:
    return word.low in _TITLES or (word.text.isupper() and len(word.text) > 1)


def _marks(words: tuple[Word, ...]) -> list[list[Word]]:
    """The runs of crosses in a table."""
    runs: list[list[Word]] = []
    for word in words:
        if word.text in _MARKS and runs and runs[-1] and runs[-1][-1].at == word.at - 1:
            runs[-1].append(word)
        elif word.text in _MARKS:
            runs.append([word])
    return runs


def _may_be_counted(word: Word) -> bool:
    return word.text[0].isalpha() and word.low not in FUNCTION_WORDS and word.low not in CARDINALS


def _is_ordinal(words: tuple[Word, ...], at: int) -> bool:
    return at + 2 < len(words) and words[at + 2].low[:1].isalpha() and words[at + 2].text[0].islower()


def _value(word: Word) -> str | None:
    if _NUMBER.match(word.text):
        return word.text.replace(",", ".")
    if word.low in _FRACTIONS:
        return _FRACTIONS[word.low]
    found = CARDINALS.get(word.low, _ENGLISH.get(word.low))
    if word.low == "to" and word.keys and _is_english(word):
        return None
    return None if found in (None, 1) else str(found)  # "én", "ett" and "ei" are articles as often


def _is_english(word: Word) -> bool:
    return any(key.startswith("e:") for key in word.keys)


def _ordinals(text: str) -> frozenset[str]:
    """The numbers of what a text numbers: "2. samling", "den andre samlingen"."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    said = {ORDINALS[word] for word in words if word in ORDINALS and word not in ("andre", "second")}
    if _SECOND.search(text):
        said.add("2")
    said |= {str(CARDINALS.get(match[1].lower(), match[1])) for match in _NUMBERED.finditer(text)}
    return frozenset(said | {match[1] for match in _ORDINAL.finditer(text)})


def _without_moments(text: str) -> str:
    for moment in sorted(moments(text), reverse=True):
        text = f"{text[: moment.start]} {text[moment.end :]}"
    return text
