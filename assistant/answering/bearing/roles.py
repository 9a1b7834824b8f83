"""Whether who does what to whom in a sentence is as in its evidence."""

from collections.abc import Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.between import wrongly_between
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.compounds import touches
from assistant.answering.bearing.counting import wrongly_counted
from assistant.answering.bearing.frames import Frame, frames, with_antecedents
from assistant.answering.bearing.meaning import Keys, keys_of, narrower
from assistant.answering.bearing.owning import wrong_owner
from assistant.answering.bearing.parts import Part, Role, parts
from assistant.answering.bearing.phrases import Place
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_deed

_ACTED_UPON = frozenset({Role.ABOUT, Role.PATIENT, Role.TO, Role.FROM, Role.RECEIVER})
_DOES = frozenset({Role.AGENT, Role.HOLDER, Role.UNSURE})
_GETS = frozenset({Role.PATIENT, Role.TO, Role.RECEIVER, Role.UNSURE})
_ALIKE = {
    Role.AGENT: _DOES,
    Role.HOLDER: _DOES | _GETS | {Role.AT},
    Role.PATIENT: _GETS | {Role.HOLDER},
    Role.TO: _GETS,
    Role.RECEIVER: _GETS | {Role.HOLDER},
}
"""Which roles in the evidence are those of a role in a sentence, told another way."""
_SLOTS = frozenset({*_ALIKE, Role.ABOUT, Role.AT})
_PRONOUNS = frozenset("de dei den han hun ho disse desse they these he she them".split())
_SPEAKERS = frozenset("vi me jeg eg".split())


def wrong_role(own: Sequence[Clause], held: Sequence[Clause], owners: Keys, language: str) -> bool:
    """Whether a sentence has somebody act, or be acted upon, who does not where its evidence says the same.

    `owners` are the keys of those who own the row that it rests on, who may act in it.
    """
    evidence = with_antecedents(frames(held, "nb"), sure=False)
    sentence = frames(own, language)
    told, said = parts(evidence), parts(sentence)
    for part in said:
        near = [frame for frame in evidence if _shares_deed(part.frame, frame)]
        here = [one for one in said if one.frame is part.frame]
        if part.role is Role.AGENT and not _acts(part, near, told, owners):
            return True
        if part.role is Role.FROM and _only_else(part, told, here):
            return True
        if part.role is Role.TO and _only_from(part, told):
            return True
        if part.role in (Role.PATIENT, Role.TO, Role.RECEIVER) and _only_acts(part, near, told, here):
            return True
    others = [part for part in said if part.word.keys.isdisjoint(owners)]
    if any(_is_in_place_of_another(part, evidence, told) for part in others):
        return True
    if any(_is_elsewhere(part, evidence, told, owners) for part in said):
        return True
    return (
        wrongly_counted(own, held) or wrongly_between(own, held) or wrong_owner(own, held, sentence, evidence, language)
    )


def _is_in_place_of_another(part: Part, evidence: Sequence[Frame], told: Sequence[Part]) -> bool:
    """Whether what the evidence tells most alike is told of another there, and of this one only beside it."""
    alike = _ALIKE.get(part.role)
    if alike is None or not any(part.is_same(other) for other in told):
        return False
    best, near = _most_alike(part.frame, evidence)
    if any(part.is_same(one) and one.role in alike and _among(one.frame, near) for one in told):
        return False
    return bool(best) and all(_is_others(part, [one for one in told if one.frame is frame], alike) for frame in best)


def _is_others(part: Part, there: Sequence[Part], alike: frozenset[Role]) -> bool:
    fillers = [one for one in there if one.role in alike]
    others = [one for one in there if one.role not in alike and part.is_same(one)]
    if any(part.is_same(one) or _is_kind_of(part, one) or one.role is Role.UNSURE for one in fillers):
        return False
    contrary = _SLOTS | {Role.WITH} if part.role is Role.AGENT else _SLOTS
    return bool(fillers) and all(one.role in contrary for one in others)


def _most_alike(frame: Frame, evidence: Sequence[Frame]) -> tuple[list[Frame], list[Frame]]:
    """The clauses of the evidence that share most with one, more than half of it, and those that share half of that.

    Those who act are left out of what is shared.
    """
    words = [word for word in frame.words if word.content and not is_actor(word)]
    bound = frame.clause.has_duty
    scored = [
        (sum(_touch(word, other.words) for word in words) + 2 * (bound and other.clause.has_duty), other)
        for other in evidence
    ]
    most = max((score for score, _ in scored), default=0)
    best = [other for score, other in scored if score == most] if most and most * 2 >= len(words) else []
    return best, [other for score, other in scored if most and score * 2 >= most]


def _shares_deed(frame: Frame, other: Frame) -> bool:
    """Whether a clause of the evidence tells of what one does, or of what somebody gets in it."""
    got = [word for phrase in frame.phrases if not phrase.preposition for word in phrase.words if is_deed(word.low)]
    if frame.verbs:
        return any(_touch(verb, other.words) for verb in frame.verbs)
    keys = frozenset().union(*(word.keys | keys_of(word.low.rpartition("-")[2], "nb") for word in got)) if got else None
    return keys is not None and any(not own.keys.isdisjoint(keys) for own in other.words)


def _touch(word: Word, words: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in words)


def _among(frame: Frame, others: Sequence[Frame]) -> bool:
    return any(frame is other for other in others)


def _is_elsewhere(part: Part, evidence: Sequence[Frame], told: Sequence[Part], owners: Keys) -> bool:
    """Whether the evidence speaks of somebody only in sentences that share nothing else with what is told."""
    if part.role is Role.OTHER:
        return False
    same = [other for other in told if part.is_same(other)]
    duties = word_lists.grammar("nb")["duty_nouns"]
    here = [word for word in part.frame.clause.words if word.content or word.low in duties]
    others = [word for word in here if word.keys.isdisjoint(part.word.keys)]
    if not same or not others or not part.word.keys.isdisjoint(owners):
        return False
    places = {other.frame.sentence for other in same}
    beside = [frame for frame in evidence if frame.sentence in places]
    leans = [frame for frame in evidence if frame.sentence - 1 in places and _leans(frame)]
    words = [word for frame in (*beside, *leans) for word in frame.words if word.content or word.low in duties]
    around = [word for frame in evidence for word in frame.words if frame.sentence not in places]
    is_there = any(touches(word, other) for word in others for other in words)
    return not is_there and any(touches(word, other) for word in others for other in around)


def _leans(frame: Frame) -> bool:
    """Whether a clause speaks of somebody by a pronoun, or is a point of a list."""
    if not frame.verbs and not any(phrase.place in (Place.AGENT, Place.HOLDER) for phrase in frame.phrases):
        return True
    return any(word.low in _PRONOUNS for word in frame.words[:4])


def _acts(part: Part, near: Sequence[Frame], told: Sequence[Part], owners: Keys) -> bool:
    """Whether somebody who acts in a sentence may act in what says the same."""
    same = [other for other in told if part.is_same(other)]
    here = [other for other in same if _among(other.frame, near)]
    doing = [frame for frame in near if _does(frame, part.frame.verbs)]
    doers = [other for other in told if other.role is Role.AGENT and (not near or _among(other.frame, doing))]
    is_owner = not part.word.keys.isdisjoint(owners)
    if is_owner and part.frame.clause.has_duty:
        return True
    if any(other.role in (Role.AGENT, Role.HOLDER, Role.UNSURE) or _is_together(other, part, told) for other in here):
        return True
    if any(_is_kind_of(part, other) for other in doers if _among(other.frame, near)):
        return True
    if not same:  # a word that only names: it may act where nobody else does
        return is_owner or not doers
    if here:
        return all(other.role in (Role.OTHER, Role.OWNER) for other in here) and not doers
    if any(map(_speaks_itself, near)) and any(other.role in _ACTED_UPON for other in same):
        return False
    if near and not is_owner and all(other.role in (Role.WITH, Role.TO) for other in same):
        return False
    return is_owner or not doers or not near


def _does(frame: Frame, verbs: Sequence[Word]) -> bool:
    """Whether a clause says of its subject what verbs say: by its verb, or by what it gives, takes or has."""
    things = [word for phrase in frame.phrases if not phrase.preposition for word in phrase.words if is_deed(word.low)]
    return any(_touch(verb, verbs) for verb in (*frame.verbs, *things))


def _is_together(other: Part, part: Part, told: Sequence[Part]) -> bool:
    """Whether somebody does with another what either does with the other, and both are told of."""
    if other.role is not Role.WITH or not any(
        verb.base in word_lists.frames("symmetric") for verb in other.frame.verbs
    ):
        return False
    agents = [one for one in told if one.role is Role.AGENT and one.frame is other.frame]
    return not agents or any(_touch(one.word, part.frame.words) for one in agents)


def _speaks_itself(frame: Frame) -> bool:
    return any(word.low in _SPEAKERS for word in frame.words)


def _only_else(part: Part, told: Sequence[Part], beside: Sequence[Part]) -> bool:
    """Whether something comes from somebody in a sentence, who only acts or is acted upon in its evidence."""
    same = [other for other in told if part.is_same(other)]
    given = [one for one in beside if one.role is Role.TO]
    if any(other.role is Role.TO for one in given for other in told if one.is_same(other)):
        return False  # who gives it is whom it comes from
    return bool(same) and all(other.role in (Role.AGENT, Role.UNSURE, Role.PATIENT, Role.TO) for other in same)


def _only_from(part: Part, told: Sequence[Part]) -> bool:
    """Whether what goes to somebody in a sentence only comes from them in its evidence."""
    same = [other for other in told if part.is_same(other)]
    return bool(same) and all(other.role is Role.FROM for other in same)


def _is_kind_of(part: Part, other: Part) -> bool:
    """Whether somebody may be called what the part says: a leader for the head."""
    return not narrower(part.word.low, "nb").isdisjoint(other.word.keys) or (
        other.word.base.endswith(part.word.base) or part.word.base.endswith(other.word.base)
    )


def _only_acts(part: Part, near: Sequence[Frame], told: Sequence[Part], beside: Sequence[Part]) -> bool:
    """Whether somebody who is acted upon in a sentence only acts where its evidence says the same."""
    here = [other for other in told if part.is_same(other) and _among(other.frame, near)]
    if not here or any(other.role is not Role.AGENT for other in here):
        return False
    others = any(other.role in (Role.PATIENT, Role.TO) and _among(other.frame, near) for other in told)
    return others or any(other.role is Role.AGENT for other in beside)
