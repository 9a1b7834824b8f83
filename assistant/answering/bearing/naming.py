"""Whether the units and the names of a sentence are those of its evidence, and own there what they are said to own."""

import re
from functools import cache
from itertools import pairwise

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.meaning import Keys, base_of, bokmal
from assistant.answering.bearing.reading import Reading, Word
from corpus.snapshot import Snapshot
from corpus.units import UnitRegister
from corpus.words.calendar import MONTHS, WEEKDAY_OF
from corpus.words.lexicon import compound_parts, zipf

_ANY = re.compile(r"[^\W_]+(?:[-–/][^\W_]+)*")
_CURRENCIES = frozenset({"nok", "kr"})
_TOLD = re.compile(r"\b(?:ifølge|ifølgje|according to)\b", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"\b(?P<name>[A-ZÆØÅ][a-zæøå]+)(?:s)? (?:kommune|municipality)")
_INFLECTED = tuple("ane ene anes enes ingar ingane inga heita heiten heten elsen elsene skapet sjonen sjonane".split())
"""How words end that no name ends like."""
_ROLES = frozenset({"bydelene", "barnehagene", "kommunen", "organisasjonene"})
"""Units that are common nouns: whether the evidence has them is told by the words."""


def wrong_unit(text: str, grounds: Grounds, snapshot: Snapshot) -> bool:
    """Whether a sentence names a unit that its evidence does not, or an owner that the row does not have."""
    units = snapshot.units
    own = unit_ids(text, units) - _ROLES
    held = unit_ids(grounds.text, units) | _owners(grounds, units)
    if not own <= held | (unit_ids(grounds.naming, units) if _TOLD.search(text) else _headed(grounds, units)):
        return True
    return bool(grounds.owner_cells) and any(
        not unit_ids(match["owner"], units) <= _owners(grounds, units)
        for form in _owner_forms()
        for match in form.finditer(text)
    )


def tells_owner(sentence: str) -> bool:
    """Whether a sentence says who is responsible, and does not only name somebody."""
    return any(form.search(sentence) for form in _owner_forms())


@cache
def _owner_forms() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(form, re.IGNORECASE) for form in word_lists.owner_forms())


def _headed(grounds: Grounds, units: UnitRegister) -> frozenset[str]:
    """The units that headings name; who issued a document does nothing by that."""
    issuers = " ".join(document.issuer or "" for document in grounds.documents)
    return unit_ids(grounds.naming, units) - unit_ids(issuers, units)


def named_units(text: str, grounds: Grounds, snapshot: Snapshot) -> list[tuple[int, int]]:
    """Where a sentence names units that its evidence has, by whatever name."""
    units = snapshot.units
    held = unit_ids(grounds.text, units) | _owners(grounds, units) | unit_ids(grounds.naming, units)
    english = [
        (match.span(), unit.id)
        for unit in units
        if unit.english
        for match in re.finditer(re.escape(unit.english.removeprefix("the ").split(" (")[0]), text, re.IGNORECASE)
    ]
    own = [((start, end), units.resolve(text[start:end])) for start, end in units.mentions(text)]
    return [span for span, unit in (*own, *english) if unit in held]


def with_short_names(text: str, units: UnitRegister) -> str:
    """A text with each unit that has an abbreviation called by that, whatever it calls it."""
    for (start, end), unit_id in sorted(_places(text, units), reverse=True):
        unit = units.get(unit_id)
        if unit is not None and unit.abbreviations and not text[start:end].isupper():
            text = f"{text[:start]}{unit.abbreviations[0]}{text[end:]}"
    return text


def _places(text: str, units: UnitRegister) -> set[tuple[tuple[int, int], str]]:
    """Where a text names units, in Norwegian or English, and which."""
    found = {((start, end), units.resolve(text[start:end]) or "") for start, end in units.mentions(text)}
    taken = [span for span, _ in found]
    for unit in units:
        name = (unit.english or "").removeprefix("the ").split(" (")[0]
        for match in re.finditer(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) if name else ():
            if all(match.end() <= start or match.start() >= end for start, end in taken):
                found.add((match.span(), unit.id))
                taken.append(match.span())
    return found


def unit_ids(text: str, units: UnitRegister) -> frozenset[str]:
    """The units that a text names, by any name, in Norwegian or English."""
    found = set(units.mentioned(text))
    lower = text.lower()
    for unit in units:
        name = (unit.english or "").lower().removeprefix("the ").split(" (")[0]
        if name and re.search(rf"\b{re.escape(name)}\b", lower):
            found.add(unit.id)
    return frozenset(found)


def _owners(grounds: Grounds, units: UnitRegister) -> frozenset[str]:
    return frozenset(owner for cell in grounds.owner_cells for owner in units.resolve_owners(cell))


def wrong_name(sentence: Reading, text: str, grounds: Grounds, snapshot: Snapshot) -> bool:
    """Whether a sentence has a name that neither its evidence nor what names the things in it has."""
    held = {word.lower() for word in _ANY.findall(f"{grounds.text} {grounds.naming}")}
    held |= {part for word in held for part in re.split(r"[-–/]|(?<=\d)(?=[a-z])", word)}
    if any(match["name"].lower().removesuffix("s") not in held for match in _MUNICIPALITY.finditer(text)):
        return True
    held |= _names_of(
        unit_ids(f"{grounds.text} {grounds.naming} {' '.join(grounds.owner_cells)}", snapshot.units), snapshot
    )
    told = _ANY.findall(f"{grounds.text} {grounds.naming}")
    held |= {f"{one}{other}".lower() for one, other in pairwise(told) if one[0].isupper() and other[0].isupper()}
    return any(
        _is_name(word, sentence) and not _is_called(word.low, held) and word.keys.isdisjoint(_unlike(word, grounds))
        for word in sentence.words
    )


def _unlike(word: Word, grounds: Grounds) -> Keys:
    """What the evidence has that a word may be another form of, and so be no name: the first, or an English one."""
    if any(sign.isupper() for sign in word.text[1:]):
        return frozenset()
    if any(key.startswith("e:") for key in word.keys):
        return grounds.reading.keys | grounds.part_keys | grounds.named
    return grounds.reading.keys if word.opens else frozenset()


def _names_of(ids: frozenset[str], snapshot: Snapshot) -> set[str]:
    units = [unit for one in ids if (unit := snapshot.units.get(one)) is not None]
    names = [name for unit in units for name in (unit.name, unit.english or "", *unit.names, *unit.abbreviations)]
    return {word.lower() for name in names for word in _ANY.findall(name)}


def _is_called(name: str, held: set[str]) -> bool:
    return (
        name in held
        or name.removesuffix("s") in held
        or name.removesuffix("'s").removesuffix("’s") in held
        or all(part in held or base_of(part) in held for part in name.split("-"))
        or any(other.startswith(name) and len(name) > 3 for other in held)
        or any(form in held for form in bokmal(name))
    )


def _is_name(word: Word, sentence: Reading) -> bool:
    """Whether a word is written as a name: a capital in a sentence, or several, or no word of the language."""
    if not word.text[0].isupper() or word.low in _CURRENCIES:
        return False
    if sum(sign.isupper() for sign in word.text) > 1:
        return True
    if word.opens or _opens_quote(word, sentence):
        return (
            word.content
            and not word.low.endswith(_INFLECTED)
            and zipf(base_of(word.low)) == 0
            and len(compound_parts(base_of(word.low))) == 1
            and sentence.language != "en"
        )
    return word.low not in ("i", "english", "norwegian") and word.low not in MONTHS and word.low not in WEEKDAY_OF


def _opens_quote(word: Word, sentence: Reading) -> bool:
    return any(other.at == word.at - 1 and other.text in '«"“:–' for other in sentence.words)
