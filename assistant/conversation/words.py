"""The small words by which a question leans on the one before: bokmål, nynorsk and English, as people type them."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from assistant.question.kinds import ORDINALS

INTERROGATIVES = frozenset(
    (
        "hva kva ka va hvem kven kem vem hvor kor vor når naar nar hvordan korleis vordan hvorfor kvifor vorfor "
        "hvilke "
        "hvilken hvilket vilke vilken vilket who what when where which how why whose whom"
    ).split()
)
MODALS = frozenset(
    "skal må kan bør vil skulle måtte kunne burde ville shall must can should will would may could do does did".split()
)
AUXILIARIES = MODALS | frozenset(
    (
        "er var har hadde blir ble vert vart får fikk fekk gjelder gjeld is are was were has have had be been finnes "
        "finst gjør gjer jør står sier seier"
    ).split()
)
PREPOSITIONS = frozenset(
    (
        "i på pa om for fra frå til med av mot ved hos under etter før mellom innen blant gjennom over uten utan "
        "bak on in of at by to behind from about with within among between under after before until til"
    ).split()
)
CONJUNCTIONS = frozenset("og men eller and but or".split())
FILLERS = frozenset(
    "da då nå no også òg å og så heller egentlig eigentleg liksom ellers elles then too also now as well either".split()
)
GENERIC_NOUNS = frozenset(
    (
        "tiltaket tiltaka tiltakene planen planene planane arbeidet prosjektet kravet kravene krava målet målene "
        "måla "
        "punktet punktene ordningen ordninga measure measures plan plans work project"
    ).split()
)
DETERMINERS = frozenset("det den dette denne disse desse de dei this that these those".split())
NO_NOUNS = frozenset("være vere ha få bli gjøre gjere skje komme kome vare alle både bare berre hele heile".split())
NEAR_DETERMINERS = frozenset("dette denne disse desse this these those".split())
PRONOUNS = frozenset("dem han honom ham ho hun it they them deres deira dens dets its their".split())
SUBJECTS = frozenset("det den de dei dette disse desse it that this they those these".split())
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
MORE = frozenset(
    "mer meir mere more utdyp utdype utdjup utdjupe forklar forklare detaljer details elaborate explain".split()
)
MORE_BESIDE = frozenset(
    (
        "kan kunne du vil si seie fortell fortelle fortel fortelje litt meg oss om på det den dette dei de disse "
        "nærmere "
        "nærare vennligst takk please can could would you tell say me us a bit little some about that this it "
        "them on "
        "noe noko noen nokon anything something else gi gje give for jeg eg vil gjerne vite høre know want to i"
    ).split()
)
ATTRIBUTE = re.compile(
    r"^(?:the |a )?(?:mål(?:et)?|formål(?:et)?|føremål(?:et)?|hensikt(?:en)?|tema(?:et)?|navn(?:et)?|namn(?:et)?"
    r"|innhold(?:et)?|innhald(?:et)?|budsjett(?:et)?|frist(?:en)?|tidsplan(?:en)?|goals?|aims?|purpose|budget|names?"
    r"|contents?|themes?|topics?|schedule|deadline) (?:med|for|på|i|av|til|of|on|in) ",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[-–/'][^\W_]+)*-?")
_NEXT = frozenset("neste etterpå påfølgende next following".split())
_LAST = frozenset("siste last final".split())
_BEFORE = frozenset("forrige førre previous".split())
RELATIVE = _NEXT | _LAST | _BEFORE
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
    return (word in _NEXT) - (word in _BEFORE)
