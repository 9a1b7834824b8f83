"""Whether who does what to whom in a sentence is as in its evidence, and what comes before and after what."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle, is_passive, is_verb


class Role(StrEnum):
    """What somebody is in a clause."""

    AGENT = "agent"
    PATIENT = "patient"
    WITH = "with"
    TO = "to"
    FROM = "from"
    OTHER = "other"
    UNSURE = "unsure"


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
    "i på ved hos om under innen innenfor mellom over på etter før rundt gjennom som blant utenfor uten "
    "of in at on about between among within as".split()
)
_PREPOSITIONS = _WITH | _BY | _TO | _FROM | _OTHER
_RECEIVES = frozenset(
    "få får fikk fått motta mottar ha har hadde trenge trenger behøve oppleve opplever være er var blir ble "
    "receive receives get gets have has need".split()
)
_SUBORDINATORS = frozenset(
    "at som når hvis dersom fordi mens hvordan hva hvilke hvilken korleis kva hvor "
    "that which who when if because how what where".split()
)


def wrong_role(own: Sequence[Clause], held: Sequence[Clause], owners: Keys, language: str) -> bool:
    """Whether a sentence has somebody act, or be acted upon, who does not where its evidence says the same.

    `owners` are the keys of those who own the row that it rests on, who may act in it.
    """
    told = [part for clause in held for part in parts(clause, "nb")]
    for clause in own:
        near = [other for other in held if _shares_verb(clause, other)]
        for part in parts(clause, language):
            if part.role is Role.AGENT and not _acts(part, near or list(held), told, owners):
                return True
            if part.role in (Role.PATIENT, Role.WITH, Role.TO) and _only_acts(part, near, told):
                return True
    return False


def _shares_verb(clause: Clause, other: Clause) -> bool:
    return any(not verb.keys.isdisjoint(word.keys) for verb in clause.verbs for word in other.words)


def _same(part: Part, told: Sequence[Part]) -> list[Part]:
    return [other for other in told if not other.word.keys.isdisjoint(part.word.keys)]


def _acts(part: Part, near: Sequence[Clause], told: Sequence[Part], owners: Keys) -> bool:
    """Whether somebody who acts in a sentence may act in a clause that says the same."""
    same = _same(part, told)
    if not same:
        return True  # a word that only names: whether the evidence bears it is told elsewhere
    here = [other for other in same if any(other.clause is clause for clause in near)]
    agents = [other for other in told if other.role is Role.AGENT and any(other.clause is clause for clause in near)]
    if any(other.role in (Role.AGENT, Role.UNSURE) for other in here):
        return True
    if not agents:
        return (
            not here or any(other.role not in (Role.PATIENT, Role.TO, Role.FROM) for other in here) or _is_state(part)
        )
    if not part.word.keys.isdisjoint(owners) and not here:
        return True
    return _is_state(part) and any(other.role is not Role.WITH for other in here or same)


def _is_state(part: Part) -> bool:
    """Whether a clause says what somebody gets, has or is, and nothing that somebody does."""
    verbs = [word for word in part.clause.words if word.low in _RECEIVES]
    return bool(verbs) and not any(word.content for word in part.clause.verbs)


def _only_acts(part: Part, near: Sequence[Clause], told: Sequence[Part]) -> bool:
    """Whether somebody who is acted upon in a sentence only acts where its evidence says the same."""
    here = [other for other in _same(part, told) if any(other.clause is clause for clause in near)]
    return bool(here) and all(other.role is Role.AGENT for other in here) and part.role is not Role.WITH


def parts(clause: Clause, language: str) -> Iterator[Part]:
    """Those who have a part in a clause, each with the role."""
    words = list(clause.words)
    finite = next(
        (at for at, word in enumerate(words) if is_verb(word.low, language, finite=True) or _is_modal(word)), None
    )
    passive = _is_passive_clause(words, language)
    sure = _sure_subject(words, finite, language)
    for at, word in enumerate(words):
        if not is_actor(word):
            continue
        role = _prepositional(words, at, passive=passive)
        if role is None:
            role = _bare(words, at, finite, sure, passive=passive)
        yield Part(word, role, clause)


def is_actor(word: Word) -> bool:
    """Whether a word means somebody who can act."""
    actors = word_lists.actors()
    return word.text[0].isalpha() and (
        word.base in actors or word.low in actors or word.low.removesuffix("s") in actors
    )


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
        near = words[at + 1 : at + 5]
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
                return Role.AGENT if passive or _after_participle(words, place) else Role.OTHER
            return _role_of(word.low)
        if _stops(word):
            return None
    return None


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
            if near and (finite is None or near[0] < finite):
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
    if at < finite:
        return subject if not _actor_follows(words, finite) or passive else Role.AGENT
    before = [
        place
        for place in range(finite)
        if is_actor(words[place]) and _prepositional(words, place, passive=passive) is None
    ]
    if before:
        return Role.PATIENT
    return subject if not _actor_between(words, finite, at) else Role.PATIENT


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
