"""Whether who gives in a sentence gets in its evidence: "gi" and "få" tell of the same from either side."""

from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import bases_in
from assistant.answering.bearing.reading import Word

_GIVE = frozenset("gi gje yte give".split())
_GET = frozenset("få motta receive get".split())
_OPENS = frozenset(
    "i på ved for til med om etter gjennom under hos fra frå når da slik der her on by with when".split()
)
"""Words that open a clause whose subject stands after its verb, or none at all."""
_MOST = 4  # words of substance of who gives or gets


def wrong_converse(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether somebody gives who gets in the clauses of the evidence that say most of the same, or gets who gives."""
    for clause in own:
        near = nearest_by_words(clause, held)
        for kind, against in ((_GIVE, _GET), (_GET, _GIVE)):
            doers = _doers(clause, kind)
            if any(_touch(doers, _doers(other, kind)) for other in near):
                continue
            if any(_touch(doers, _doers(other, against)) for other in near):
                return True
            if kind is _GET and doers and any(_is_not_given(doers, clause, other) for other in near):
                return True
    return False


def _is_not_given(doers: Sequence[Word], clause: Clause, other: Clause) -> bool:
    """Whether a clause of the evidence gives to others that a clause names, and not to those who get in it."""
    at = _place(other, _GIVE)
    given = [word for word in other.words[at + 1 :] if word.content] if at is not None else []
    rest = [word for word in clause.content if not any(word is doer for doer in doers)]
    return bool(given) and _touch(given[:1], rest) and not _touch(doers, given)


def nearest_by_words(clause: Clause, held: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that share most words of substance with one."""
    scored = [(sum(not word.keys.isdisjoint(other.keys) for word in clause.content), other) for other in held]
    most = max((score for score, _ in scored), default=0)
    return [other for score, other in scored if score == most > 0]


def _doers(clause: Clause, verbs: frozenset[str]) -> list[Word]:
    """Who does what one of some verbs says: before it, or after it where something else opens the clause."""
    at = _place(clause, verbs)
    if at is None:
        return []
    opening = next((word for word in clause.words if word.text[0].isalpha()), clause.words[0])
    if opening.low in _OPENS or opening is clause.words[at]:
        return [word for word in clause.words[at + 1 :] if word.content][:1]
    return [word for word in clause.words[:at] if word.content][:_MOST]


def _place(clause: Clause, verbs: frozenset[str]) -> int | None:
    return next((at for at, word in enumerate(clause.words) if not verbs.isdisjoint(bases_in(word.keys))), None)


def _touch(some: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(not one.keys.isdisjoint(other.keys) for one in some for other in others)
