"""Sentences that bind someone: who is bound, and to what.

The unit must be the subject (or the agent of a passive), so that a plan which "skal" be, or what children "skal"
experience, binds nobody known.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from slugify import slugify

from corpus.units import UnitRegister
from corpus.words.lexicon import zipf

_DETERMINERS = (
    r"alle|alle de|samtlige|hver|hver enkelt|hvert|kvar|kvar einskild|kvart|den enkelte|den einskilde|det enkelte"
    r"|det einskilde|enhver|begge|den|det|de|dei|en|ei|et|ein|eit|vår|våre|våre egne|the|each|every|all"
)
_ADJECTIVE = r"[^\W\d_]+(?:e|isk|lig|leg|al)\s+"
_ROLES = (
    "bydel kommune fylkeskommune barnehage etat avdeling tjeneste teneste utvalg utval enhet eining direktorat "
    "departement skole skule styrer styrar leder leiar lærer lærar pedagog personale ansatt tilsett medarbeider "
    "medarbeidar virksomhet verksemd team fagsenter kontor byråd foreldreråd kommunestyre bystyre barnehagestyre "
    "eier eigar myndighet myndigheit styresmakt statsforvalter statsforvaltar helsestasjon barnevern rådmann "
    "direktør sjef koordinator assistent fagarbeider fagarbeidar verneombud verneombod tillitsvalgt tillitsvald "
    "organisasjon arbeidsgiver arbeidsgivar ombud ombod bibliotek"
).split()
_NO_ROLE = r"(?!\w*(?:veileder|vegleiar|rettleiar))"  # often a booklet
_STEM = rf"{_NO_ROLE}[^\W\d_]*(?:{'|'.join(sorted(_ROLES, key=len, reverse=True))})"
_ROLE = rf"{_STEM}(?:a|ane|ar|e|en|ene|er|et|inga|n|ne|r|t)?"
_ADVERB = r"(?:(?:også|òg|alltid|ikke|ikkje|derfor|dermed|likevel|årlig|årleg|jevnlig|jamleg|i tillegg|also)\s+)"
_MODAL = r"(?:skal|må|shall|must)"
_DUTY_VERB = (  # what stands between subject and duty; `{}` is where the subject stands in an inverted clause
    (r"plikt(?:er|ar)", r"å"),
    (r"har", r"(?:\w+\s+)?plikt\s+til\s+å"),
    (r"har", r"fått\s+(?:i\s+)?oppdrag\s+å"),
    (r"er", r"(?:\w+\s+)?(?:pliktige?|forpliktet|forplikta|pålagt|pålagte|pålagde)\s+(?:til\s+)?å"),
    (r"er", r"(?:\w+\s+)?ansvarl[ie]ge?\s+for"),
    (r"har", r"(?:\w+\s+){0,2}?ansvar(?:et)?\s+for"),
    (r"(?:is|are)", r"responsible\s+for"),
)
_WISHED = re.compile(
    r"\b(?:vil|ønsker|ønskjer|håper|slik|så|for|mål(?:et)?(?:\s+\w+){0,3}\s+er|visjon(?:en)?(?:\s+\w+){0,3}\s+er)"
    r"\b[^,.;:]*\bat$",
    re.IGNORECASE,
)
_RECEIVES = re.compile(
    r"^(?:(?:få|oppleve|møtes|kjenne|føle)\b|ha\s+(?:\w+\s+)?(?:mulighet|moglegheit|tilgang|rett|krav|anledning|det)\b"
    r"|være\s+(?:en|et|ei)\b|vere\s+(?:ein|eit|ei)\b|be\s+(?:an?|the)\b)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(rf"^{_ADVERB}?(?!felles\b)(?:[^\W\d_]{{2,}}(?:es|as|ast)|bli|verte)\b", re.IGNORECASE)
_FRONTED_PLACE = re.compile(
    r"^(?:av|dersom|derfor|dessuten|etter|for|fra|frå|før|gjennom|hvis|i|innen|innan|med|mellom|når|om|på|samtidig"
    r"|seg|som|så|til|under|ut|uavhengig|ved|videre|vidare|årlig|by|for|in|when|with)\b",
    re.IGNORECASE,
)
_SHORT_INFINITIVES = frozenset("ha gi gje få se sjå stå gå ta la dra by tilby bety be si slå forstå oppnå nå".split())
_LONGEST_SENTENCE = 1_000  # characters: what is longer is no sentence, and costs the square of its length
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_CONJUNCTION = re.compile(r"\s*(?:,|/|\s(?:og|samt|eller|and)\s)\s*")
_LEADING = re.compile(rf"^(?:(?:{_DETERMINERS})\s+)+", re.IGNORECASE)


class Obligation(NamedTuple):
    """Who is bound, as it stands, and to what: the rest of the clause, or the whole of it where that says nothing."""

    unit: str
    action: str


class ObligationFinder:
    """Finds who is bound to what, by the units of a register and by words for roles and organisations."""

    def __init__(self, units: UnitRegister) -> None:
        names = "|".join(
            re.escape(name).replace(r"\ ", r"\s+") for name in sorted(units.names(), key=len, reverse=True)
        )
        one = (
            rf"(?:(?:{_DETERMINERS})\s+)?(?:{_ADJECTIVE}){{0,2}}?(?:[^\W\d_]+s\s+)?(?:{names}|{_ROLE})(?!\w)"
            r"(?:\s*\([A-ZÆØÅ]{2,6}\))?"
        )
        unit = rf"(?<![\w-])(?P<unit>{one}(?:(?:,\s*|\s*/\s*|\s+(?:og|samt|eller|and)\s+){one}){{0,4}})"
        place = (
            r"(?:\s+(?:i|på|for|ved|innen|under|av|in|of)\s+[^,.;:?!]{1,50}?|\s+som\s+[\w-]+(?:\s+og\s+[\w-]+)?"
            r"|,\s[^,.;:?!]{1,60},)?"
        )
        starts = r"(?:^|[,;:–]\s+(?:og\s+|men\s+)?|\bat\s+|(?<=\S\s)som\s+)"
        told = _alternatives(r"\s+")
        told_after = _alternatives(rf"\s+{unit}\s+", once="unit")
        self._units = units
        self._subject_first = _pattern(
            rf"{starts}{unit}{place}(?<!\bsom)(?<!\bsom )\s+(?P<verb>{_MODAL}|(?P<told>{told}))"
            r"(?:\s+|(?=\s*:))"
        )
        self._subject_after = _pattern(
            rf"(?<=\S\s)(?:{_MODAL}\s+{_ADVERB}?{unit}(?=[\s,:])"
            rf"|(?P<told>{told_after}))"
        )
        self._agent = _pattern(
            rf"\b{_MODAL}\s+(?:\w+\s+){{0,3}}?[^\W\d_]{{2,}}(?:es|as|ast)(?:\s+(?:opp|ut|inn|fram|frem|på|videre))?"
            rf"(?:\s[^.;:?!]*?,)?\s+(?:av|by)\s+{unit}"
        )
        self._holder = _pattern(rf"\bansvar\w*\b[^.;:?!]*\b(?:ligg(?:er)?\s+hos|hviler\s+på|kviler\s+på)\s+{unit}")

    def obligations(self, sentence: str) -> tuple[Obligation, ...]:
        """All that a sentence binds units to, in order; a question binds nobody."""
        if len(sentence) > _LONGEST_SENTENCE or sentence.rstrip().endswith("?"):
            return ()
        found = sorted(set(self._found(sentence)))
        return tuple(dict.fromkeys(obligation for _, obligation in found))

    def unit_ids(self, unit: str) -> tuple[str, ...]:
        """The ids of the units in a subject ("UTD og alle bydeler"); a role that no register knows becomes its slug."""
        parts = [unit] if self._resolved(unit) else _CONJUNCTION.split(unit)
        return tuple(dict.fromkeys(self._resolved(part) or _role_id(part) for part in parts))

    def _resolved(self, name: str) -> str | None:
        bare = _LEADING.sub("", name)
        names = (name, bare) if _CONJUNCTION.search(name) else (name, bare, bare.split()[-1])
        return next(filter(None, map(self._units.resolve, names)), None)

    def _found(self, sentence: str) -> Iterator[tuple[int, Obligation]]:
        inverted = {match.start(): obligation for match, obligation in self._inverted(sentence)}
        yield from inverted.items()
        for match in self._subject_first.finditer(sentence):
            rest = sentence[match.end() :].strip()
            wished = _WISHED.search(sentence[: match.start("unit")].rstrip())
            if match.start("verb") not in inverted and not wished and (_binds(rest) or match["told"]):
                said = _says_what(rest) or match["told"] or rest.startswith(":")
                yield match.start(), Obligation(match["unit"], _ended(rest if said else sentence))
        for pattern in (self._agent, self._holder):
            for match in pattern.finditer(sentence):
                yield match.start(), Obligation(match["unit"], _ended(sentence))

    def _inverted(self, sentence: str) -> Iterator[tuple[re.Match[str], Obligation]]:
        """Where the subject stands after the verb: "Planen skal bydelene …"; what is in front may be the object."""
        for match in self._subject_after.finditer(sentence):
            unit, rest = _unit(match), sentence[match.end() :].strip(" ,")
            if _is_infinitive(unit.split()[0]) and not _LEADING.match(unit):
                continue
            clause = _clause(sentence, match)
            if match["told"]:
                yield match, Obligation(unit, _ended(rest if _FRONTED_PLACE.match(clause) else clause))
            elif (verb := _infinitive(rest)) is not None and _binds(rest[verb:]):
                whole = not _says_what(rest) or not _FRONTED_PLACE.match(clause)
                yield match, Obligation(unit, _ended(clause if whole else rest))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _alternatives(between: str, once: str = "") -> str:
    """The ways to say that someone is bound, with what stands between their two parts.

    A group may stand in a pattern once only: a group named `once` is numbered from the second on.
    """
    parts = [rf"{first}{between}{last}" for first, last in _DUTY_VERB]
    if once:
        parts = [part.replace(f"(?P<{once}>", f"(?P<{once}{number}>") for number, part in enumerate(parts)]
    return "|".join(parts)


def _unit(match: re.Match[str]) -> str:
    """The subject, whichever of the alternatives it stands in."""
    return next(value for name, value in match.groupdict().items() if name.startswith("unit") and value)


def _binds(rest: str) -> bool:
    """Whether what follows "skal" is something to do: no passive, nothing received, no mere state."""
    return not _PASSIVE.match(rest) and not _RECEIVES.match(rest)


def _infinitive(rest: str) -> int | None:
    """Where the first infinitive of a clause stands."""
    for match in _WORD.finditer(re.split(r"[.;:?!]", rest)[0]):
        if match[0].lower() in _SHORT_INFINITIVES or _is_infinitive(match[0].lower()):
            return match.start()
    return None


def _is_infinitive(word: str) -> bool:
    """Whether the present of a word in -r is commoner than its definite form in -n, were it a noun."""
    return word.endswith("e") and len(word) > 2 and zipf(f"{word}r") > zipf(f"{word}n")


def _says_what(rest: str) -> bool:
    """Whether something follows the verb, so that the rest says what is to be done."""
    return re.match(r"^[^\W\d_]+(?:\s+\w+)+", rest) is not None


def _clause(sentence: str, match: re.Match[str]) -> str:
    """The clause that a verb ends: from the comma before it."""
    start = max(sentence.rfind(mark, 0, match.start()) for mark in (", og ", "; ", ": "))
    return sentence[start + 1 :].lstrip(" ,").removeprefix("og ") if start >= 0 else sentence


def _ended(text: str) -> str:
    return text.rstrip(" .:;")


def _role_id(name: str) -> str:
    """The slug of a role without its ending and what describes it ("Alle de ansatte" → "ansatt")."""
    last = name.split("(")[0].split()[-1]
    stem = re.match(_STEM, last, re.IGNORECASE)
    return slugify(stem[0] if stem else last)
