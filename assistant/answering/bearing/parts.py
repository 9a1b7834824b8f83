"""Who has which part in a clause: who acts, who is acted upon, with whom, to whom."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import base_of, own_keys
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import could_be_verb, is_participle, is_passive, is_verb
from corpus.words.small import FUNCTION_WORDS


class Role(StrEnum):
    """What somebody is in a clause."""

    AGENT = "agent"
    PATIENT = "patient"
    WITH = "with"
    TO = "to"
    FROM = "from"
    OTHER = "other"
    UNSURE = "unsure"


_NEAR = 4  # words after the verb in which its subject stands, if it is there


class Part(NamedTuple):
    """Somebody in a clause: the word, the role, and what the clause does."""

    word: Word
    role: Role
    clause: Clause


_WITH = frozenset("med with".split())
_BY = frozenset("av by".split())
_TO = frozenset("til for to overfor mot".split())
_FROM = frozenset("fra frå from".split())
_OTHER = frozenset(
    "i på ved hos om under innen innenfor mellom over på etter før rundt gjennom blant utenfor uten "
    "of in at on about between among within".split()
)
_PREPOSITIONS = _WITH | _BY | _TO | _FROM | _OTHER
_ENDINGS = (
    "styrer",
    "lærer",
    "leder",
    "ansatt",
    "pedagog",
    "arbeider",
    "barn",
    "foresatt",
    "foreldre",
    "etat",
    "utvalg",
    "team",
)
_OF_DEEDS = ("ing", "else", "sjon", "intervju", "del", "bruk")
"""What "av" comes after where it says of what, and not by whom."""
_NO_ACTORS = frozenset("småbarn samarbeider".split())
PRONOUNS = frozenset("de dei den det han hun ho disse desse they it these he she dem".split())
_SUBORDINATORS = frozenset(
    "at som når hvis dersom fordi mens hvordan hva hvilke hvilken korleis kva hvor "
    "that which who when if because how what where".split()
)


def parts(clause: Clause, language: str) -> Iterator[Part]:
    """Those who have a part in a clause, each with the role."""
    words = list(clause.words)
    if language == "en":
        yield from _english(clause, words)
        return
    finite = next(
        (at for at, word in enumerate(words) if is_verb(word.low, language, finite=True) or _is_modal(word)), None
    )
    if finite is None:
        verbs = (at for at, word in enumerate(words) if at and (could_be_verb(word.low) or is_participle(word.low)))
        finite = next(verbs, None)
    passive = _is_passive_clause(words, language)
    sure = _sure_subject(words, finite, language)
    for at, word in enumerate(words):
        if not is_actor(word):
            continue
        role = _prepositional(words, at, passive=passive)
        if role is None:
            role = _bare(words, at, finite, sure, passive=passive)
        yield Part(word, role, clause)


@lru_cache(maxsize=20_000)
def _means_somebody(word: str, language: str) -> bool:
    names = {key[1:] for key in own_keys(word, language) if key[0] == "="} | {word, word.removesuffix("s")}
    if language == "en":
        names = {key[2:] for key in own_keys(word, language)}
    return not _actor_bases().isdisjoint(names) or any(
        name.endswith(_ENDINGS) and name not in _NO_ACTORS for name in names
    )


@cache
def _actor_bases() -> frozenset[str]:
    return word_lists.actors() | frozenset(base_of(word) for word in word_lists.actors())


def is_actor(word: Word) -> bool:
    """Whether a word means somebody who can act."""
    if not word.text[0].isalpha():
        return False
    return _means_somebody(word.low, "en" if any(key[:2] == "e:" for key in word.keys) else "nb")


def _is_modal(word: Word) -> bool:
    return word.low in (
        "skal",
        "skulle",
        "må",
        "kan",
        "kunne",
        "bør",
        "vil",
        "shall",
        "must",
        "can",
        "should",
        "will",
        "may",
    )


def _is_passive_clause(words: Sequence[Word], language: str) -> bool:
    grammar = word_lists.grammar(language)
    for at, word in enumerate(words):
        if language != "en" and is_passive(word.low):
            return True
        near = words[at + 1 : at + 10]
        become = word.low in grammar["become"] or (word.low in ("er", "være", "vere") and language != "en")
        if become and any(_is_participle(other, language) for other in near):
            return True
    return False


def _is_participle(word: Word, language: str) -> bool:
    return word.low.endswith(("ed", "wn", "en")) if language == "en" else is_participle(word.low)


def _prepositional(words: Sequence[Word], at: int, *, passive: bool) -> Role | None:
    """The role that the preposition before somebody gives; None where none stands before."""
    if (
        words[at].low.endswith("s")
        and at + 1 < len(words)
        and words[at + 1].content
        and words[at].base != words[at].low
    ):
        return Role.OTHER  # a genitive
    for place in range(at - 1, max(-1, at - 6), -1):
        word = words[place]
        if word.low in _PREPOSITIONS:
            if word.low in _BY:
                if place and words[place - 1].low.endswith(_OF_DEEDS):
                    return Role.OTHER
                return Role.AGENT if passive or _after_participle(words, place) else Role.OTHER
            return _role_of(word.low)
        if _stops(word) or (_is_noun(word) and not _joined(words, place, at)):
            return None
    return None


def _is_noun(word: Word) -> bool:
    """Whether a word is no adjective before another: somebody, or a word of substance without the ending of one."""
    return is_actor(word) or (word.content and not word.low.endswith(("e", "t", "ig", "leg", "sk", "al", "s", "iv")))


def _after_participle(words: Sequence[Word], place: int) -> bool:
    return place > 0 and (is_participle(words[place - 1].low) or is_passive(words[place - 1].low))


def _role_of(preposition: str) -> Role:
    if preposition in _WITH:
        return Role.WITH
    if preposition in _TO:
        return Role.TO
    return Role.FROM if preposition in _FROM else Role.OTHER


def _stops(word: Word) -> bool:
    """Whether what stands before this word no longer governs what stands after it."""
    joins = word.low in ("og", "and", "eller", "or", ",", "samt", "både", "both", "enkelt", "enkelte")
    return not joins and (
        is_verb(word.low, "nb") or word.low in _SUBORDINATORS or _is_modal(word) or word.text in ",;:."
    )


def _sure_subject(words: Sequence[Word], finite: int | None, language: str) -> int | None:
    """Where the subject surely stands: after a modal and before its infinitive, or after what opens a clause."""
    del language
    for at, word in enumerate(words):
        if word.low in _SUBORDINATORS and at + 1 < len(words):
            near = [place for place in range(at + 1, min(at + 5, len(words))) if is_actor(words[place])]
            if near and (finite is None or near[0] < finite) and _prepositional(words, near[0], passive=False) is None:
                return near[0]
    if finite is None or not _is_modal(words[finite]):
        return None
    for place in range(finite + 1, min(finite + 7, len(words))):
        if words[place].low in _PREPOSITIONS or words[place].text == ",":
            return None
        if is_actor(words[place]):
            return place
        if is_verb(words[place].low, "nb"):
            return None
    return None


def _bare(words: Sequence[Word], at: int, finite: int | None, sure: int | None, *, passive: bool) -> Role:
    """The role of somebody without a preposition: who acts, or in the passive is acted upon."""
    subject = Role.PATIENT if passive else Role.AGENT
    if sure is not None:
        if at == sure or _joined(words, sure, at):
            return subject
        return Role.PATIENT if not passive else Role.UNSURE
    if finite is None:
        return Role.UNSURE
    if not passive and any(_is_infinitive_at(words, place, finite) for place in range(finite + 1, at)):
        return Role.PATIENT
    if at < finite:
        return subject if not _actor_follows(words, finite) or passive else Role.AGENT
    before = [
        place
        for place in range(finite)
        if is_actor(words[place]) and _prepositional(words, place, passive=passive) is None
    ]
    if before or any(word.low in PRONOUNS | {"vi", "man", "ein"} for word in words[:finite]):
        return Role.PATIENT
    if words[0].low in ("som", "as"):
        return Role.UNSURE
    if _actor_between(words, finite, at) or words[0].low in _SUBORDINATORS:
        return Role.PATIENT
    is_fronted = words[0].low in _PREPOSITIONS or words[0].low in FUNCTION_WORDS or at - finite >= _NEAR
    return subject if is_fronted or passive else Role.UNSURE


def _is_infinitive_at(words: Sequence[Word], place: int, finite: int) -> bool:
    """Whether the infinitive of a modal stands here."""
    word = words[place]
    return _is_modal(words[finite]) and word.content and word.low.endswith("e") and is_verb(word.low, "nb")


def _english(clause: Clause, words: Sequence[Word]) -> Iterator[Part]:
    """Those who have a part in an English clause, whose subject stands first."""
    passive = _is_passive_clause(words, "en")
    is_first = True
    for at, word in enumerate(words):
        if is_actor(word):
            role = _prepositional(words, at, passive=passive)
            if role is None:
                role = (Role.PATIENT if passive else Role.AGENT) if is_first else Role.UNSURE
                is_first = False
            yield Part(word, role, clause)


def _actor_follows(words: Sequence[Word], finite: int) -> bool:
    return any(is_actor(word) for word in words[finite + 1 :])


def _actor_between(words: Sequence[Word], finite: int, at: int) -> bool:
    return any(
        is_actor(words[place]) and not _joined(words, place, at) and _prepositional(words, place, passive=False) is None
        for place in range(finite + 1, at)
    )


def _joined(words: Sequence[Word], one: int, other: int) -> bool:
    """Whether two are told of together: "UTD og bydelene"."""
    between = words[min(one, other) + 1 : max(one, other)]
    return 0 < len(between) <= 4 and all(
        word.low in ("og", "and", "samt", "eller", ",", "/", "alle", "de", "dei", "the", "både") or is_actor(word)
        for word in between
    )
