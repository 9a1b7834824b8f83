"""Whether a sentence binds no more, and no less, than its evidence does."""

from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause, Mode
from assistant.answering.bearing.reading import Word

_BORNE_BY: dict[Mode, frozenset[Mode]] = {
    Mode.DUTY: frozenset({Mode.DUTY, Mode.BARE}),
    Mode.SHOULD: frozenset({Mode.SHOULD}),
    Mode.CAN: frozenset({Mode.CAN}),
    Mode.WISH: frozenset({Mode.WISH, Mode.DUTY, Mode.BARE}),
    Mode.DONE: frozenset({Mode.DONE, Mode.PLAIN}),
    Mode.BARE: frozenset(Mode),
    Mode.PLAIN: frozenset({Mode.PLAIN, Mode.DONE, Mode.BARE}),
}
"""The modes of evidence that bear out each mode of a sentence."""


def wrong_mode(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a clause is told as more, less or otherwise binding than where its evidence says the same."""
    return any(not _is_borne(clause, held) for clause in own if clause.content and not clause.inherited)


def _is_borne(clause: Clause, held: Sequence[Clause]) -> bool:
    near = nearest(clause, held)
    return not near or any(other.mode in _BORNE_BY[clause.mode] for other in near)


def nearest(clause: Clause, held: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that say what a clause says: with its verbs, or else with most of its words."""
    with_verbs = [other for other in held if _shares(clause.verbs, other)]
    scored = [(_count(clause, other), other) for other in with_verbs or held]
    most = max((score for score, _ in scored), default=0)
    return [other for score, other in scored if score == most and score > 0]


def _shares(verbs: Sequence[Word], other: Clause) -> bool:
    return any(not verb.keys.isdisjoint(word.keys) for verb in verbs for word in other.words)


def _count(clause: Clause, other: Clause) -> int:
    keys = other.keys
    return sum(not word.keys.isdisjoint(keys) for word in clause.content)
