"""How a question wants owners to own rows: all of them, any, they only, or they and others."""

import re
from collections.abc import Sequence

from assistant.register.filters import Sharing
from assistant.register.owners import NamedOwner

_ALONE = r"(?:alene|åleine|alone|solely|(?:på|with) (?:egen|eiga|eigen) hånd|(?:on|by) (?:its|their) own|by themselves)"
_WITH_OTHERS = r"(?:sammen|saman|i ?lag|fellesskap|felles|delt|deler|med andre|with others|together|jointly|shared)"
_SOLE = re.compile(rf"\b{_ALONE}\b", re.IGNORECASE)
_ANYHOW = re.compile(
    rf"\b{_ALONE},? (?:eller|or|og|and|så vel som|as well as) (?:\w+ ){{0,2}}{_WITH_OTHERS}\b"
    rf"|\b{_WITH_OTHERS}(?: med andre| with others)?,? (?:eller|or|og|and) (?:\w+ ){{0,2}}{_ALONE}\b",
    re.IGNORECASE,
)
_ONLY_BEFORE = re.compile(
    r"\b(?:bare|berre|kun|only|utelukkende|einast|ingen andre enn|nobody but|no one but)\s+"
    r"(?:(?:av|by|the|det er|er|hos)\s+)*$",
    re.IGNORECASE,
)
_ONLY_AFTER = re.compile(r"^\s+(?:only|bare|kun|berre)\b(?!\s+(?:i|in|fra|frå|from|for|om|about)\b)", re.IGNORECASE)
_TOGETHER = re.compile(
    r"\b(?:felles|fellesskap|(?<!til )(?<!alt )(?:sammen|saman)|i ?lag|begge|både|deler|delar|dele|delt"
    r"|jointly|joint|shared?|shares|together|both)\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\b(?:flere|fleire|several|many|mer enn én|meir enn ein|more than one) (?:ulike |ulike |different )?"
    r"(?:ansvarlige?|ansvarlege|eiere|eigarar|enheter|einingar|owners|units|responsible)\b"
    r"|\b(?:delt|shared) (?:ansvar|responsibility)\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"\b(?:bare|berre|kun|only) (?:én|en|ein|ett|one|1) (?:ansvarlig|ansvarleg|eier|eigar|enhet|eining|owner|unit)\b",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:ikke|ikkje|not|uten|utan|without|unntatt|bortsett fra|bortsett frå|foruten|except(?: for)?|excluding)"
    r"\s+(?:(?:at|av|by|the|for|det er|er|hos)\s+)*$",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(r"^(?:['’]?s)?\s+(?:(?:er|is|are|do|does|har|has|have)\s+)?(?:ikke|ikkje|not)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|ikkje|not|uten|utan|without|unntatt|bortsett|except|excluding)\b", re.IGNORECASE)
_EITHER = re.compile(r"\b(?:eller|or|enten|either)\b", re.IGNORECASE)


def asked_sharing(text: str, owners: Sequence[NamedOwner]) -> Sharing:
    """How the owners that a question names are to own its rows."""
    several = len({owner.id for owner in owners}) > 1
    if not owners and (_SEVERAL.search(text) or _ONE.search(text)):
        return Sharing.SOLE if _ONE.search(text) else Sharing.SHARED
    if _ANYHOW.search(text):
        return Sharing.ALL
    if owners and (_SOLE.search(text) or any(_is_only(text, owner) for owner in owners)):
        return Sharing.SOLE
    if several:
        return Sharing.ANY if _EITHER.search(text) else Sharing.ALL
    return Sharing.SHARED if _TOGETHER.search(text) else Sharing.ALL


def is_excluded(text: str, owner: NamedOwner) -> bool:
    """Whether rows are wanted that an owner does not own ("uten UTD", "som UTD ikke har")."""
    return bool(_NOT_BEFORE.search(text[: owner.start]) or _NOT_AFTER.match(text[owner.end :]))


def negations(text: str) -> list[int]:
    """The places of the words that say that something is not so."""
    return [match.start() for match in _NOT.finditer(text)]


def _is_only(text: str, owner: NamedOwner) -> bool:
    return bool(_ONLY_BEFORE.search(text[: owner.start]) or _ONLY_AFTER.match(text[owner.end :]))
