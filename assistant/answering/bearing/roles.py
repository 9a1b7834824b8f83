"""Whether who does what to whom in a sentence is as in its evidence."""

from collections.abc import Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.meaning import Keys, narrower
from assistant.answering.bearing.modality import shares_verb
from assistant.answering.bearing.parts import PRONOUNS, Part, Role, is_actor, parts

_RECEIVES = frozenset(
    "få får fikk fått motta mottar ha har hadde trenge trenger behøve oppleve opplever være er var blir ble "
    "receive receives get gets have has need".split()
)


def wrong_role(own: Sequence[Clause], held: Sequence[Clause], owners: Keys, language: str) -> bool:
    """Whether a sentence has somebody act, or be acted upon, who does not where its evidence says the same.

    `owners` are the keys of those who own the row that it rests on, who may act in it.
    """
    told = [part for clause in held for part in parts(clause, "nb")]
    for clause in own:
        near = [other for other in held if shares_verb(clause, other)]
        here = list(parts(clause, language))
        for part in here:
            if part.role is Role.AGENT and not _acts(part, near or list(held), told, owners):
                return True
            if part.role is Role.FROM and _only_else(part, told, here):
                return True
            if part.role in (Role.PATIENT, Role.TO) and _only_acts(part, near, told, here):
                return True
    return any(_is_elsewhere(part, own, held, told, owners) for clause in own for part in parts(clause, language))


def _is_elsewhere(
    part: Part, own: Sequence[Clause], held: Sequence[Clause], told: Sequence[Part], owners: Keys
) -> bool:
    """Whether the evidence speaks of somebody only in sentences that share nothing else with the clause."""
    same = _same(part, told)
    duties = word_lists.grammar("nb")["duty_nouns"]
    others = [word for word in part.clause.words if (word.content or word.low in duties) and not is_actor(word)]
    if not same or not others or not part.word.keys.isdisjoint(owners):
        return False
    places = {word.sentence for other in same for word in other.clause.words[:1]}
    beside = [clause for clause in held if clause.words[0].sentence in places]
    leans = [clause for clause in held if clause.words[0].sentence - 1 in places and _leans(clause)]
    words = [word for clause in (*beside, *leans) for word in clause.words if word.content or word.low in duties]
    return not any(touches(word, other) for word in others for other in words)


def _leans(clause: Clause) -> bool:
    """Whether a clause speaks of somebody by a pronoun."""
    return any(word.low in PRONOUNS and word.low not in ("det", "it", "dem") for word in clause.words[:4])


def _same(part: Part, told: Sequence[Part]) -> list[Part]:
    return [other for other in told if not other.word.keys.isdisjoint(part.word.keys)]


def _acts(part: Part, near: Sequence[Clause], told: Sequence[Part], owners: Keys) -> bool:
    """Whether somebody who acts in a sentence may act in a clause that says the same."""
    same = _same(part, told)
    here = [other for other in same if any(other.clause is clause for clause in near)]
    agents = [other for other in told if other.role is Role.AGENT and any(other.clause is clause for clause in near)]
    if not same:  # a word that only names: it may act where nobody else does
        return not agents or not part.word.keys.isdisjoint(owners) or any(_is_kind_of(part, other) for other in agents)
    if any(other.role in (Role.AGENT, Role.UNSURE) for other in here):
        return True
    if part.clause.has_duty and not part.word.keys.isdisjoint(owners):
        return True
    unsure = [other for other in told if other.role is Role.UNSURE and any(other.clause is clause for clause in near)]
    if here and unsure and not _is_state(part):
        return False
    if not agents:
        if any(_speaks_itself(clause) for clause in near) and any(
            other.role in (Role.PATIENT, Role.TO) for other in same
        ):
            return False
        return (
            not here or any(other.role not in (Role.PATIENT, Role.TO, Role.FROM) for other in here) or _is_state(part)
        )
    if not part.word.keys.isdisjoint(owners) and not here:
        return True
    return _is_state(part) and any(other.role in (Role.TO, Role.PATIENT) for other in here)


def _only_else(part: Part, told: Sequence[Part], beside: Sequence[Part]) -> bool:
    """Whether something comes from somebody in a sentence, who only acts or is acted upon in its evidence."""
    same = _same(part, told)
    given = [one for one in beside if one.role is Role.TO]
    if any(other.role is Role.TO for one in given for other in _same(one, told)):
        return False  # who gives it is whom it comes from
    return bool(same) and all(other.role in (Role.AGENT, Role.UNSURE, Role.PATIENT, Role.TO) for other in same)


def _speaks_itself(clause: Clause) -> bool:
    return any(word.low in ("vi", "me", "jeg", "eg") for word in clause.words)


def _is_kind_of(part: Part, other: Part) -> bool:
    """Whether somebody may be called what the part says: a leader for the head."""
    return not narrower(part.word.low, "nb").isdisjoint(other.word.keys) or (
        other.word.base.endswith(part.word.base) or part.word.base.endswith(other.word.base)
    )


def _is_state(part: Part) -> bool:
    """Whether a clause says what somebody gets, has or is, and nothing that somebody does."""
    verbs = [word for word in part.clause.words if word.low in _RECEIVES]
    return bool(verbs) and not any(word.content for word in part.clause.verbs)


def _only_acts(part: Part, near: Sequence[Clause], told: Sequence[Part], beside: Sequence[Part]) -> bool:
    """Whether somebody who is acted upon in a sentence only acts where its evidence says the same."""
    here = [other for other in _same(part, told) if any(other.clause is clause for clause in near)]
    swapped = any(other.role is Role.AGENT for other in beside) or any(
        other.role in (Role.PATIENT, Role.TO) and any(other.clause is clause for clause in near) for other in told
    )
    if part.role is Role.PATIENT and all(other.role in (Role.OTHER, Role.FROM, Role.WITH) for other in here):
        others = [other for other in told if any(other.clause is clause for clause in near)]
        return bool(_same(part, told)) and any(other.role is Role.PATIENT for other in others)
    return bool(here) and all(other.role is Role.AGENT for other in here) and swapped
