"""The kind of answer that a question asks for."""

import re
from collections.abc import Iterator
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer is asked for."""

    WHO = "who"
    WHEN = "when"
    LIST = "list"
    COUNT = "count"
    DEFINITION = "definition"
    AMOUNT = "amount"
    FREQUENCY = "frequency"
    COST = "cost"
    FACT = "fact"
    COMPARE = "compare"


NUMERALS = {
    "to": 2,
    "tre": 3,
    "fire": 4,
    "fem": 5,
    "seks": 6,
    "sju": 7,
    "syv": 7,
    "åtte": 8,
    "ni": 9,
    "ti": 10,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}
"""Number words of bokmål, nynorsk and English."""

ORDINALS = {
    "første": "1",
    "andre": "2",
    "tredje": "3",
    "fjerde": "4",
    "femte": "5",
    "sjette": "6",
    "fyrste": "1",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "fifth": "5",
    "sixth": "6",
}
"""Ordinal words, by the digit that a plan numbers with ("2. samling")."""

_PLAIN = (  # whom something is for is no question of who does it; "hva er det hver bydel må …" is no definition
    r"\b(?:hvem|kven|whom?)\b.* (?:ment|meint|laga|laget|beregnet|rettet|retta"
    r"|skrevet|skriven|intended|meant|written) (?:for|mot|på|at)\b",
    r"\b(?:for hvem|for kven|for whom)\b",
    r"\b(?:hvem|kven) (?:gjelder|gjeld|gjaldt)\b.* for\b",
    r"\bwho(?:m)? (?:does|do|did) .* apply to\b",
    r"\b(?:hva|kva) er det(?! for no)\b",
)
_WHICH = r"(?:hvilke|hvilken|hvilket|kva(?: for(?: ei[nt]?)?)?|what|which)"
_CERTAIN = (
    (Kind.COUNT, (r"\b(?:hvor|kor) mange tiltak\b", r"\bhow many measures\b", r"\bantall tiltak\b")),
    (Kind.WHEN, (r"\b(?:fra|frå|innen|til) når\b", r"\b(?:hvor|vor|kor) lenge\b", r"\bhow long\b", r"\bby when\b")),
    (Kind.FREQUENCY, (r"\b(?:hvor|vor|kor) (?:ofte|mange ganger|mange gonger)\b", r"\bhow (?:often|many times)\b")),
    (
        Kind.COST,
        (
            r"\b(?:hva|kva) kost(?:er|ar)\b",
            r"\b(?:hvor|kor) (?:mye|mykje) (?:kost(?:er|ar)|penger|pengar|betal\w*)\b",
            r"\bhow much (?:does|do|money)\b",
            r"\bwhat (?:does|do) .* cost\b",
        ),
    ),
    (Kind.AMOUNT, (r"\b(?:hvor|vor|kor) (?:mange|mye|mykje|stor|høy|mangt)\b", r"\bhow (?:many|much)\b")),
    (
        Kind.WHEN,
        (rf"\b{_WHICH} (?:år|year|måned|månad|month|dato|dag|date|periode|period|tidspunkt|time)\b",),
    ),
    (
        Kind.WHO,
        (
            rf"\b{_WHICH} (?:\w+ )?(?:enhet\w*|einin\w*|etat\w*|instans\w*|avdeling\w*|aktør\w*)\b",
            rf"\b{_WHICH} (?:\w+ )?(?:units?|departments?|agency|agencies|bod(?:y|ies))\b",
        ),
    ),
    (
        Kind.LIST,
        (
            r"\b(?:hvilke|hvilka|kva for(?! ei[nt]?\b)|nevn|nemn|lista?|ram opp|oppgi)\b",
            r"\balle tiltak\b",
            r"\bkva (?:\w+ )?(?:tiltak|mål|krav|kriterium|steg)\b",
            r"\b(?:hva|kva) er (?:\w+ )?\w{4,}(?:ene|ane)\b",
            r"\b(?:hva|kva) (?:ligger|ligg|står|star|inngår|består)(?: i| under| av| på)?\b",
            r"\b(?:hva|kva) (?:inneholder|inneheld|omfatter|omfattar)\b",
            r"\b(?:hva|kva) er (?:de|det|dei)? ?(?:to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)\b",
            r"\b(?:hva|kva) er dei?\b",
            r"\bwhat are the\b",
            r"\bwhich (?!years?\b)\w+s\b",
            r"\bwhat (?:\w+ )?measures\b",
            r"^(?:hva|kva|what) (?:har|is|are|does|do|skal|må) .{2,60} (?:ansvar(?:et)?|ansvarlige?) for\W*$",
            r"^what (?:is|are) .{2,60} responsible for\W*$",
        ),
    ),
    # the interrogatives by themselves
    (Kind.WHO, (r"\b(?:hvem|kven|kem|vem|who|whom|whose)\b",)),
    (Kind.WHEN, (r"\b(?:når|naar|nar|when)\b",)),
    (
        Kind.FACT,
        (
            r"\b(?:hva|kva|ka|hvilken|hvilket|hvordan|korleis|hvorfor|kvifor|hvor|kor)\b",
            r"\b(?:what|which|how|why|where)\b",
        ),
    ),
)
_TOPICS = (
    (
        Kind.WHEN,
        (r"\b(?:frist(?:en)?|deadline|tidsplan(?:en)?|tidspunkt|dato(?:en)?|oppstart|schedule|timeline)\b",),
    ),
    (Kind.WHO, (r"\bansvar(?:et|lig|leg|lige)?\b", r"\bresponsib", r"\bin charge\b")),
)
_DEFINITION = (
    r"\b(?:hva|kva) (?:er|betyr|tyder|menes|meinast|vil det si|ligger i|inneb\w+|handler|går)\b",
    r"\bwhat (?:is|does .* mean)\b",
    r"\b(?:definere[rs]?|definisjon|forkortelse|står for|stands? for|define|meant by|forklar|regnes som)\b",
)


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


_TELLING_PATTERNS = tuple((kind, _compiled(patterns)) for kind, patterns in _CERTAIN)
_TOPIC_PATTERNS = tuple((kind, _compiled(patterns)) for kind, patterns in _TOPICS)
_DEFINITION_PATTERN = _compiled(_DEFINITION)
_WORDS = re.compile(r"\w")
_PLAIN_PATTERN = _compiled(_PLAIN)


def kind_of(text: str) -> Kind:
    """The kind of answer asked for: by what stands first, a telling phrase or an interrogative; else by the topic."""
    asked = [part for part in text.split("?")[:-1] if _WORDS.search(part)]
    if len(asked) > 1:
        return kind_of(f"{asked[-1]}?")  # the last says what is wanted: "Hva ble bedre? Hvilke gevinster så de?"
    if _PLAIN_PATTERN.search(text):
        return Kind.FACT
    found = [(match.start(), order, kind) for order, (kind, match) in enumerate(_telling(text))]
    topic = next((kind for kind, pattern in _TOPIC_PATTERNS if pattern.search(text)), None)
    if not found:
        return topic or Kind.FACT
    kind = min(found)[2]
    if kind is not Kind.FACT:
        return kind
    return topic or (Kind.DEFINITION if _DEFINITION_PATTERN.search(text) else Kind.FACT)


def number_in(text: str) -> int | None:
    """How many things the question says that there are ("hvilke sju anbefalinger"), None where it does not."""
    for word in text.lower().split():
        if word in NUMERALS:
            return NUMERALS[word]
        if word.isdigit() and 1 < int(word) <= 20:
            return int(word)
    return None


def _telling(text: str) -> Iterator[tuple[Kind, re.Match[str]]]:
    for kind, pattern in _TELLING_PATTERNS:
        match = pattern.search(text)
        if match:
            yield kind, match
