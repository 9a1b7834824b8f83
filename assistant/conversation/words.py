"""The phrases by which a question leans on the one before, and the words of a text with their places."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from corpus.words.asking import BEFORE, NEXT
from corpus.words.numbers import ORDINALS
from corpus.words.small import INTERROGATIVES, NORMS, PREPOSITIONS, PRONOUNS, QUALIFIERS

ENGLISH_EXPLETIVE = re.compile(r"\b(?:is|was|be) it (?:\w+ )?(?:to|that|for)\b|\bit is\b", re.IGNORECASE)
THERE_IS = re.compile(
    r"\b(?:finnes|finst|fins|eksisterer) det\b|\bis there\b|\bare there\b"
    r"|\b(?:er|var) det (?!det|den|dei|ferdig|slik)\w+(?<!ig)(?<!isk)(?<!lagt)(?<!satt)(?<!tatt)(?<!tvunge)\b",
    re.IGNORECASE,
)
ABSENT_COMPANY = re.compile(r"\b(?:er|være|vere) med(?: da| då)?\W*$|\b(?:en|ein|ei|et|eit) ny(?:tt)?\W*$", re.I)
COUNTED_PARTS = re.compile(
    r"\b(?:the|de|dei|disse|desse|those|these) (?:to|tre|fire|fem|seks|two|three|four|five|six) (?:parts|kinds|types"
    r"|steps|delene|delane|typene|typane|stegene|stega|slagene|slaga)\W*$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"^(?:(?:og|men|ok|okei|okay|ja|and|but|so|så)[\s,]+(?:så\s+|then\s+)?)+(?=\S)|^å\s+(?=(?:n[åa]r|hv?a|hvem"
    r"|vem)\b)",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"^(?:(?:hva|kva|va|ka|åssen|hvordan|korleis)\s+(?:er\s+det\s+|blir\s+det\s+)?(?:med|me|mæ)|what\s+about"
    r"|how\s+about"
    r"|enn)\s+(?=\S)|^(?:det |the )?(?:samme|same) (?:for|i|med|in|with)\s+(?=\S)"
    r"|^(?:hvordan|korleis|åssen)\s+er\s+det\s+(?=(?:i|hos|for|på)\s)",
    re.IGNORECASE,
)
ATTRIBUTE = re.compile(
    r"^(?:the |a )?(?:mål(?:et)?|formål(?:et)?|føremål(?:et)?|hensikt(?:en)?|tema(?:et)?|navn(?:et)?|namn(?:et)?"
    r"|innhold(?:et)?|innhald(?:et)?|budsjett(?:et)?|frist(?:en)?|tidsplan(?:en)?|goals?|aims?|purpose|budget|names?"
    r"|contents?|themes?|topics?|schedule|deadline) (?:med|for|på|i|av|til|of|on|in) ",
    re.IGNORECASE,
)
POINTING = PRONOUNS | frozenset("han hun ho slik slike sånn sånne samme same begge sistnevnte such former".split())
"""Words that hardly ever mean anything that stands in their own question."""

POINTING_LAST = frozenset("det den dei dette der dit da då disse desse that this there then those these".split())
"""Words that do so where a question ends with them."""

ASKING = {
    word: number
    for number, words in enumerate(
        (
            "hvem kven kem vem who whom whose",
            "når naar nar when",
            "hva kva ka va what hvilke hvilken hvilket vilke vilken vilket which",
            "hvor kor vor where hvordan korleis vordan how",
            "hvorfor kvifor vorfor why",
        )
    )
    for word in words.split()
}
"""What asks, by what it asks for."""

LIMITS = {
    word: name
    for name, words in {
        **{name: QUALIFIERS[name] for name in ("not", "without", "only", "least", "most", "less", "before", "after")},
        "all": "all alle all every each hver kvar begge both samtlige any",
        "other": "annen anna annet andre other others another",
        "many": "flest flere fleire mange many several few få",
        "may": QUALIFIERS["may"],
        "should": QUALIFIERS["should"],
        "shall": " ".join(NORMS),
    }.items()
    for word in words.split()
}
"""Small words that say how far something holds, by what they say."""

_WORD = re.compile(r"[^\W_]+(?:[-–/'][^\W_]+)*-?")
_MISSPELT_ORDINAL = 80.0  # rapidfuzz ratio: "treje" to "tredje" 91, "anre" to "andre" 89


@dataclass(frozen=True)
class Word:
    """A word of a text, lower case, and where it stands."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text, function words too; "2023-2024" is one."""
    return [Word(match[0].lower(), match.start(), match.end()) for match in _WORD.finditer(text)]


def ordinal_of(word: str) -> str | None:
    """The digit of an ordinal word, also of one nearly spelt so."""
    if word in ORDINALS:
        return ORDINALS[word]
    if len(word) < 4 or word in INTERROGATIVES or word in PREPOSITIONS:
        return None
    found = process.extractOne(word, list(ORDINALS), scorer=fuzz.ratio, score_cutoff=_MISSPELT_ORDINAL)
    return ORDINALS[found[0]] if found else None


def steps(word: str) -> int:
    """How far on in a series a word like "next" leads from the one spoken of; 0 where it does not."""
    return (word in NEXT) - (word in BEFORE)
