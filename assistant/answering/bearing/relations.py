"""Whether a sentence gives a cause, a condition or an order that its evidence gives."""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.meaning import sides
from assistant.answering.bearing.reading import Reading, Word
from assistant.texts import Language
from corpus.words.calendar import MONTHS
from corpus.words.small import FUNCTION_WORDS

_CAUSE = re.compile(
    r"\b(?:fordi|siden|sidan|ettersom|grunnet|på grunn av|skyldes|skuldast|derfor|difor|because|since|therefore|hence"
    r"|due to)\b",
    re.IGNORECASE,
)
_CAUSED = re.compile(
    r"\b(?:fordi|siden|sidan|ettersom|grunn\w*|skyldes|derfor|difor|dermed|slik at|så|for å|følg\w*|nemlig|gir|gitt|ga|"
    r"fører|ført|medfør\w*|slik|gjør at|da|men|innebærer|bidra\w*|årsak\w*|skal|må)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:hvis|dersom|viss|med mindre|så lenge|forutsatt at|såframt|if|unless|provided that|as long as)\b",
    re.IGNORECASE,
)
_CONDITIONED = re.compile(
    r"\b(?:hvis|dersom|viss|når|med mindre|så lenge|om|ved|behov\w*|avhengig\w*|avgjør\w*|unntatt)\b"
    r"|(?:^|[.●■]\s*)(?:Er|Skal|Kan|Har|Må|Arbeider|Ser|Får|Blir|Trenger)\b",
    re.MULTILINE,
)
_SO = frozenset("så derfor difor dermed følgelig so therefore hence thus".split())
_BECAUSE = frozenset("fordi siden sidan ettersom because since".split())
_THAT = frozenset("det dette noe som this that which it".split())
_GIVES = frozenset(
    "gir gitt ga gav fører ført førte medfører medført medførte resulterer resultert resulterte "
    "leads led resulted results caused causes".split()
)
_BEFORE = frozenset("før before innen innan".split())
_AFTER = frozenset("etter after deretter siden etterpå afterwards then".split())
_FROM = frozenset("fra frå from".split())
_TO = frozenset("til to".split())
_VIEWS = ("syn", "mening", "vurdering", "plan", "oppfatning", "anbefaling", "beslutning", "tilråding", "kriteri")
_MEASURES = re.compile(
    r"(?:regel|regl|modell|metode|prinsipp|lov|forskrift|behov|ønske|avtale|rutine|standard|retningslinje|inspirasjon)"
    r"(?:e?n|a|et|e?ne|ane|e?r|ar)?$"
)
"""What something is done after the measure of, and not later than: "etter modellen"."""
_ENDS = frozenset(".,;:!?")
_GENERAL = frozenset("arbeide jobbe mulig gjøre work possible mogleg arbeid".split())
_REACH = 8


def wrong_relation(text: str, told: str) -> bool:
    """Whether a sentence gives a cause or a condition where its evidence gives none."""
    if _CAUSE.search(text) and not _CAUSED.search(told):
        return True
    return bool(_CONDITION.search(text)) and not _CONDITIONED.search(told)


def wrong_cause(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence makes a cause of what its evidence tells as the result."""
    results = list(_results(held))
    for cause in own:
        if _opening(cause) not in _BECAUSE or not results:
            continue
        effects = [clause for clause in own if clause is not cause and clause.content]
        told = any(_is_among(near, results) for effect in effects for near in _nearest(effect, held))
        if any(_is_among(near, results) for near in _nearest(cause, held)) and not told:
            return True
    return False


def _results(held: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses that tell what comes of what was told before: "derfor …", "det har gitt …" and the rest of that."""
    given: int | None = None
    for at, clause in enumerate(held):
        sentence = clause.words[0].sentence
        low = [word.low for word in clause.words if word.text[0].isalpha()][:4]
        if at and low[:1] and low[0] in _THAT and not _GIVES.isdisjoint(low):
            given = sentence
        if given == sentence or _opening(clause) in _SO:
            yield clause


def _is_among(clause: Clause, others: Sequence[Clause]) -> bool:
    return any(clause is other for other in others)


def _nearest(clause: Clause, held: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that share most words with one."""
    scored = [(sum(any(touches(one, two) for two in other.words) for one in clause.content), other) for other in held]
    most = max((score for score, _ in scored), default=0)
    return [other for score, other in scored if score == most > 0]


def _opening(clause: Clause) -> str:
    return next((word.low for word in clause.words if word.text[0].isalpha()), "")


def wrong_order(sentence: Reading, held: Reading) -> bool:
    """Whether a sentence says that something comes before or after, from or to, what its evidence does not say so."""
    for kind in (_BEFORE, _AFTER):
        for of in _after(sentence.words, kind):
            if of and not _is_view(of) and not any(_touch(of, other) for other in _after(held.words, kind)):
                return True
    starts, ends = _after(sentence.words, _FROM), _after(sentence.words, _TO)
    if not starts or not ends:
        return False
    told_from, told_to = _after(held.words, _FROM), _after(held.words, _TO)
    if _starts_alike(starts, told_from) and _starts_alike(ends, told_to):
        return False
    return _starts_alike(starts, told_to) or _starts_alike(ends, told_from)


def _starts_alike(some: Sequence[Sequence[Word]], others: Sequence[Sequence[Word]]) -> bool:
    return any(_touch(one[:1], other[:1]) for one in some for other in others)


def _after(words: Sequence[Word], kind: frozenset[str]) -> list[list[Word]]:
    """The words of substance next after each of some prepositions."""
    found = []
    for at, word in enumerate(words):
        if word.low not in kind:
            continue
        after = words[at + 1 : at + 1 + _REACH]
        end = next((place for place, other in enumerate(after) if other.text in _ENDS), len(after))
        found.append([other for other in after[:end] if _is_thing(other)])
    return found


def _is_view(of: Sequence[Word]) -> bool:
    """Whether "etter" is "according to" before these words."""
    return any(word.low.startswith(_VIEWS) or _MEASURES.search(word.low) for word in of[:2])


def _is_thing(word: Word) -> bool:
    return (
        word.text[0].isalpha()
        and len(word.low) > 2
        and word.low not in FUNCTION_WORDS
        and word.base not in _GENERAL
        and word.low not in MONTHS
    )


def _touch(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(not one.keys.isdisjoint(other.keys) for one in some for other in others)


def swapped_opposites(own: Sequence[Clause], held: Sequence[Clause], language: Language) -> bool:
    """Whether a clause has a word where the clause of the evidence that says most of the same has its opposite."""
    for clause in own:
        for word in clause.words:
            taken = sides(word.low, language)
            if taken and not _has_both(taken, own, held) and _is_told_otherwise(word, taken, clause, held):
                return True
    return False


def _has_both(taken: frozenset[tuple[int, int]], own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence and its evidence both have both sides: "sentrale mål" in "lokale planer"."""
    against = frozenset((pair, 1 - side) for pair, side in taken)
    return all(any(_says(clause, side) for clause in told) for told in (own, held) for side in (taken, against))


def _is_told_otherwise(word: Word, taken: frozenset[tuple[int, int]], clause: Clause, held: Sequence[Clause]) -> bool:
    others = [other for other in clause.words if other is not word and other.content]
    scored = [(sum(any(touches(one, two) for two in other.words) for one in others), other) for other in held]
    most = max((score for score, _ in scored), default=0)
    near = [other for score, other in scored if score == most > 0]
    against = frozenset((pair, 1 - side) for pair, side in taken)
    so = any(_says(other, taken) or _touch([word], other.words) for other in near)
    return not so and any(_says(other, against) for other in near)


def _says(clause: Clause, wanted: frozenset[tuple[int, int]]) -> bool:
    return any(not sides(word.low, "nb").isdisjoint(wanted) for word in clause.words)
