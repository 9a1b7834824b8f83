"""Whether a sentence binds no more, and no less, than its evidence does."""

import re
from collections.abc import Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.modes import Mode
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle

_BORNE_BY: dict[Mode, frozenset[Mode]] = {
    Mode.DUTY: frozenset({Mode.DUTY, Mode.AIM}),
    Mode.SHOULD: frozenset({Mode.SHOULD}),
    Mode.CAN: frozenset({Mode.CAN}),
    Mode.WISH: frozenset({Mode.WISH, Mode.DUTY, Mode.AIM, Mode.BARE}),
    Mode.AIM: frozenset({Mode.AIM, Mode.DUTY, Mode.WISH, Mode.BARE, Mode.PLAIN}),
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
_AHEAD = frozenset({Mode.DUTY, Mode.WISH, Mode.AIM})
_OFFERS = re.compile(
    r"\b(?:til (?:bruk|hjelp|hjelp og støtte|disposisjon) (?:for|i)|for eksempel|til dømes|f\.eks|(?:i|er i) stand til|"
    r"har (?:mulighet|moglegheit|høve|anledning|rett til)|gir (?:mulighet|moglegheit|høve|anledning)|"
    r"tilbyr|tilbys|tilbyd|åpen for|open for)\b"
)
"""What says that something may be done without a modal."""
_WISHES = ("ønsk", "håp", "wish", "want", "hope")
_AT_HAND = ("tilgjengelig", "tilgjengeleg")
"""What is so can be had: "kan fås på språkene"; but "kan gjøres tilgjengelig på språkene" says more."""
_INSTRUCTS = frozenset("ingen inga ikke ikkje aldri bare berre kun".split())
"""What makes a phrase without a verb tell what is to be, or not to be: "på e-post: ingen beskrivelser"."""
_PURPOSE_REACH = 8  # words from "for å" to an infinitive that goes with it


def wrong_mode(own: Sequence[Clause], held: Sequence[Clause], genre: frozenset[Mode] = frozenset()) -> bool:
    """Whether a clause is told as more, less or otherwise binding than where its evidence says the same.

    `genre` is how a phrase without a verb may be told under the headings of the evidence.
    """
    modes = frozenset(clause.mode for clause in own)
    aimed = any(word.low in word_lists.aims() for clause in own for word in clause.words)
    for at, clause in enumerate(own):
        after = own[at + 1] if at + 1 < len(own) else None
        if not clause.content or clause.inherited or _leaves_it(clause, after):
            continue
        if _is_borne(clause, held, modes, genre) or (aimed and _is_aimed_at(clause, held, genre)):
            continue
        if not (_is_aim(clause, own[at - 1] if at else None) and _is_told_as_aim(clause, held)):
            return True
    return False


def _leaves_it(clause: Clause, after: Clause | None) -> bool:
    """Whether a clause says no deed itself, but that it is to be brought about: "skal bidra til | at …"."""
    if clause.verbs or clause.mode not in _AHEAD or after is None or not after.content:
        return False
    return after.words[0].low in ("at", "that") and after.mode is clause.mode


def _is_aimed_at(clause: Clause, held: Sequence[Clause], genre: frozenset[Mode]) -> bool:
    """Whether what a sentence calls an aim, and so tells with "skal", is told of as it is where aims are listed."""
    near = {other.mode for other in nearest(clause, held)}
    if clause.mode not in _WEAK and Mode.AIM in near:
        return True
    return clause.mode is Mode.DUTY and Mode.AIM in genre and not near.isdisjoint((Mode.PLAIN, Mode.BARE))


def _is_aim(clause: Clause, before: Clause | None) -> bool:
    """Whether a clause says what is to come of another: "slik at det kan …", "formålet er at … skal …"."""
    first = next((word.low for word in clause.words if word.text[0].isalpha()), "")
    if first not in ("at", "that", "så", "slik", "so"):
        return False
    ahead = [word.low for word in before.words if word.text[0].isalpha()] if before else []
    leads = (bool(ahead) and ahead[-1] in ("slik", "for", "til", "so", "på")) or not word_lists.aims().isdisjoint(ahead)
    return first != "at" or leads or (before is not None and before.mode in (Mode.DUTY, Mode.WISH))


def _is_told_as_aim(clause: Clause, held: Sequence[Clause]) -> bool:
    """Whether the evidence says the same as an aim, or as what is."""
    near = nearest(clause, held)
    return any(other.mode in (Mode.PLAIN, Mode.BARE, Mode.DUTY, Mode.WISH, Mode.AIM) for other in near)


def _is_borne(clause: Clause, held: Sequence[Clause], modes: frozenset[Mode], genre: frozenset[Mode]) -> bool:
    """Whether the evidence binds as a clause does; `modes` are those of the whole sentence."""
    if clause.mode in _EXPLICIT and _is_told_so(clause, held):
        return True
    if clause.mode is Mode.WISH and _is_wished(clause, held):
        return True
    near = nearest(clause, held)
    if not near:
        return clause.mode not in _WEAK or any(other.mode is clause.mode for other in held)
    mode = Mode.DUTY if clause.mode is Mode.DONE and _is_yet_to_be(clause, clause) else clause.mode
    offered = {mode for other in near for mode in _offered(other, clause, genre)}
    if clause.has_duty and (mode is Mode.PLAIN or (mode is Mode.DONE and not clause.verbs)):
        return not offered <= _WEAK
    if mode is Mode.PLAIN and (clause.is_led or not clause.verbs):
        return not offered <= _WEAK or bool(offered & modes)
    if mode is Mode.DUTY and Mode.DONE in offered and any(word.low == "måtte" for word in clause.words):
        return True  # what had to be, and was
    return not offered.isdisjoint(_BORNE_BY[mode])


def _is_wished(clause: Clause, held: Sequence[Clause]) -> bool:
    """Whether the evidence speaks of a wish in whatever form: "hvilken effekt man ønsker", "ønsket effekt"."""
    wishes = [word for word in clause.words if word.low.startswith(_WISHES)]
    near = [other for other in held if any(_touches(word, other.words) for word in clause.content)]
    return bool(wishes) and any(word.low.startswith(_WISHES) for other in near for word in other.words)


def _is_told_so(clause: Clause, held: Sequence[Clause]) -> bool:
    """Whether a clause of the evidence that binds alike says as much of the same as any does, or nearly."""
    scored = [(_count(clause, other), other) for other in held]
    most = max((score for score, _ in scored), default=0)
    return any(
        score >= max(1, most / 2) and clause.mode is other.mode and shares_verb(clause, other)
        for score, other in scored
    )


def _offered(clause: Clause, own: Clause, genre: frozenset[Mode]) -> frozenset[Mode]:
    """The modes that a clause of the evidence may bear out in a clause of the sentence."""
    found = {clause.mode}
    if _is_offer(clause, own):
        found.add(Mode.CAN)
    if clause.has_duty:
        found.add(Mode.DUTY)
    if clause.mode is Mode.DONE and _is_yet_to_be(clause, own):
        return frozenset({Mode.DUTY})
    if clause.mode is Mode.BARE:
        found |= genre - {Mode.AIM}
        if any(word.low in _INSTRUCTS for word in clause.words):
            found.add(Mode.DUTY)
    same = _same(clause, own.verbs)
    if clause.mode is Mode.BARE and any(is_participle(word.low) for word in same):
        found.add(Mode.DONE)
    main = _same(clause, [verb for verb in own.verbs[:1] if not _is_purpose(own, verb)])
    if main and clause.mode not in _WEAK and all(_is_purpose(clause, word) for word in main):
        found = found - {Mode.DONE} | {Mode.AIM}
    return frozenset(found)


def _is_offer(clause: Clause, own: Clause) -> bool:
    """Whether a clause of the evidence says that something may be done, without a modal."""
    words = (*clause.words, *clause.tail)
    if _OFFERS.search(" ".join(word.low for word in words)) or (own.is_led and _purpose(clause) is not None):
        return True
    return any(word.low.startswith(_AT_HAND) for word in words) and not any(
        word.low.startswith(_AT_HAND) for word in own.words
    )


def _same(clause: Clause, verbs: Sequence[Word]) -> list[Word]:
    """The words of a clause that may mean what verbs of another do."""
    return [word for word in clause.words if any(not verb.keys.isdisjoint(word.keys) for verb in verbs)]


def _purpose(clause: Clause) -> int | None:
    """Where a clause says what something is for: the place of its first "for å"."""
    low = [word.low for word in clause.words]
    return next((at for at in range(len(low) - 1) if low[at] == "for" and low[at + 1] in ("å", "slik")), None)


def _is_purpose(clause: Clause, verb: Word) -> bool:
    """Whether a verb of a clause is what something is done for: "for å sikre"."""
    start = _purpose(clause)
    return start is not None and 0 < verb.at - clause.words[start].at <= _PURPOSE_REACH


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
