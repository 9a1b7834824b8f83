"""Whether a sentence binds no more, and no less, than its evidence does."""

import re
from collections.abc import Sequence

from assistant.answering.bearing.clauses import Clause, Mode
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle

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
_EXPLICIT = frozenset({Mode.DUTY, Mode.SHOULD, Mode.CAN})
_DECIDED = frozenset(
    "besluttet beslutta vedtatt vedteke bestemt planlagt oppdrag ønsket ønska bedt decided planned asked".split()
)
"""What is decided or wished is not yet done."""
_WEAK = frozenset({Mode.CAN, Mode.SHOULD})
_OFFERS = re.compile(
    r"\b(?:til (?:bruk|hjelp|hjelp og støtte|disposisjon) (?:for|i)|for eksempel|til dømes|f\.eks|(?:i|er i) stand til|"
    r"har (?:mulighet|moglegheit|høve|anledning)|gir (?:mulighet|moglegheit|høve|anledning))\b"
)
"""What says that something may be done without a modal."""
_AIMS = frozenset(
    "formål formålet føremål føremålet mål målet hensikt hensikten siktemål siktemålet meningen poenget".split()
)


def wrong_mode(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a clause is told as more, less or otherwise binding than where its evidence says the same."""
    modes = frozenset(clause.mode for clause in own)
    for at, clause in enumerate(own):
        if not clause.content or clause.inherited or _is_borne(clause, held, modes):
            continue
        if not (_is_aim(clause, own[at - 1] if at else None) and _is_told_as_aim(clause, held)):
            return True
    return False


def _is_aim(clause: Clause, before: Clause | None) -> bool:
    """Whether a clause says what is to come of another: "slik at det kan …", "formålet er at … skal …"."""
    first = next((word.low for word in clause.words if word.text[0].isalpha()), "")
    if first not in ("at", "that", "så", "slik", "so"):
        return False
    ahead = [word.low for word in before.words if word.text[0].isalpha()] if before else []
    leads = (bool(ahead) and ahead[-1] in ("slik", "for", "til", "so", "på")) or not _AIMS.isdisjoint(ahead)
    return first != "at" or leads or (before is not None and before.mode in (Mode.DUTY, Mode.WISH))


def _is_told_as_aim(clause: Clause, held: Sequence[Clause]) -> bool:
    """Whether the evidence says the same as an aim, or as what is."""
    near = nearest(clause, held)
    return any(other.mode in (Mode.PLAIN, Mode.BARE, Mode.DUTY, Mode.WISH) for other in near)


def _is_borne(clause: Clause, held: Sequence[Clause], modes: frozenset[Mode]) -> bool:
    """Whether the evidence binds as a clause does; `modes` are those of the whole sentence."""
    if clause.mode in _EXPLICIT and _is_told_so(clause, held):
        return True
    near = nearest(clause, held)
    if not near:
        return clause.mode not in _WEAK or any(other.mode is clause.mode for other in held)
    offered = {mode for other in near for mode in _offered(other, clause)}
    if clause.has_duty and (clause.mode is Mode.PLAIN or (clause.mode is Mode.DONE and not clause.verbs)):
        return not offered <= _WEAK
    if clause.mode is Mode.PLAIN and (clause.is_led or not clause.verbs):
        return not offered <= _WEAK or bool(offered & modes)
    if clause.mode is Mode.DUTY and Mode.DONE in offered and any(word.low == "måtte" for word in clause.words):
        return True  # what had to be, and was
    return not offered.isdisjoint(_BORNE_BY[clause.mode])


def _is_told_so(clause: Clause, held: Sequence[Clause]) -> bool:
    """Whether a clause of the evidence that binds alike says as much of the same as any does, or nearly."""
    scored = [(_count(clause, other), other) for other in held]
    most = max((score for score, _ in scored), default=0)
    return any(
        score >= max(1, most / 2) and clause.mode is other.mode and shares_verb(clause, other)
        for score, other in scored
    )


def _offered(clause: Clause, own: Clause) -> frozenset[Mode]:
    """The modes that a clause of the evidence may bear out in a clause of the sentence."""
    found = {clause.mode}
    if _OFFERS.search(" ".join(word.low for word in clause.words)):
        found.add(Mode.CAN)
    if clause.has_duty:
        found.add(Mode.DUTY)
    if clause.mode is Mode.DONE and _is_yet_to_be(clause, own):
        return frozenset({Mode.DUTY})
    same = [word for word in clause.words if any(not verb.keys.isdisjoint(word.keys) for verb in own.verbs)]
    if clause.mode is Mode.BARE and any(is_participle(word.low) for word in same):
        found.add(Mode.DONE)
    return frozenset(found)


def _is_yet_to_be(clause: Clause, own: Clause) -> bool:
    """Whether what a clause of the sentence does stands as an infinitive in one that tells of the past."""
    words = clause.words
    if _DECIDED.isdisjoint(word.low for word in words):
        return False
    same = [at for at, word in enumerate(words) if any(not verb.keys.isdisjoint(word.keys) for verb in own.verbs[:1])]
    return bool(same) and all(at > 0 and words[at - 1].low in ("å", "to") for at in same)


def nearest(clause: Clause, held: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that say what a clause says: with its verbs, or else with most of its words."""
    main = [other for other in held if clause.verbs and _touches(clause.verbs[0], other.words)]
    with_verbs = main or [other for other in held if shares_verb(clause, other)]
    scored = [(_count(clause, other), other) for other in with_verbs or held]
    most = max((score for score, _ in scored), default=0)
    return [other for score, other in scored if score == most and score > 0]


def shares_verb(clause: Clause, other: Clause) -> bool:
    """Whether a clause has a word that may mean what a verb of another does."""
    return any(_touches(verb, other.words) for verb in clause.verbs)


def _touches(verb: Word, words: Sequence[Word]) -> bool:
    return any(not verb.keys.isdisjoint(word.keys) for word in words)


def _count(clause: Clause, other: Clause) -> int:
    keys = other.keys
    return sum(not word.keys.isdisjoint(keys) for word in clause.content)
