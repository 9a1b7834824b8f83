"""Whether a sentence denies just what its evidence denies."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from assistant.answering.bearing.clauses import Clause, is_local
from assistant.answering.bearing.reading import Word

_FOCUS = 3  # words of substance after a denial that it is of
_SHARED = 0.5
_NEAR = 7  # words between a denial and what it is of
_REACH = 2  # words between those of a phrase ("få det til")
_ONLY = frozenset("bare berre kun only solely just alone".split())
_OF_NOUNS = frozenset("ingen inga ingenting uten utan without no none nobody nothing".split())
"""What denies that there is something, and so what it is said of: "ingen bilder", "bilder hører ikke hjemme"."""
_FOR = (("til", "å"), ("for", "å"))
_OR = frozenset("eller or nor".split())
_CONTRASTS = frozenset("motsetning motsetnad contrast".split())
_SET_AGAINST = (
    ("i", "stedet", "for"),
    ("i", "staden", "for"),
    ("istedenfor",),
    ("heller", "enn"),
    ("framfor",),
    ("fremfor",),
    ("opp", "mot"),
    ("rather", "than"),
    ("instead", "of"),
    ("as", "opposed", "to"),
)
"""What sets one thing against another, as "in contrast to" does."""
_ADJECTIVAL = ("e", "ig", "isk", "leg", "al", "ous", "ive", "ary", "ed")


class Denial(NamedTuple):
    """A word that denies, its clause, and the words that follow in the next clause of its sentence."""

    word: Word
    clause: Clause
    after: tuple[Word, ...]


def wrong_denial(own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence denies what its evidence does not, or tells as so what that denies."""
    limited = any(word.low in _ONLY for clause in held for word in clause.words)
    denials = _denials(own, limited=limited)
    told = _denials(held, limited=True)
    if any(not any(_is_same(denial, other) for other in told) and not _is_meant(denial, held) for denial in denials):
        return True
    denying = [clause for clause in held if clause.denials]
    if len(denying) == 1 and _is_undone(denying[0], own):
        return True
    against = _sets_against(own)
    return any(_is_dropped(other, own, held) for other in told if not (against and other.word.low in _CONTRASTS))


def _denials(told: Sequence[Clause], *, limited: bool) -> list[Denial]:
    """The denials of a text; "not only" denies nothing but that there is a limit, where one is told of (`limited`)."""
    found = []
    for at, clause in enumerate(told):
        follows = told[at + 1].words if at + 1 < len(told) else ()
        follows = follows if follows and follows[0].sentence == clause.words[-1].sentence else ()
        for word in clause.denials:
            after = next((other.low for other in clause.words if other.at == word.at + 1), "")
            if limited or after not in _ONLY:
                found.append(Denial(word, clause, follows))
    return found


def _is_undone(clause: Clause, own: Sequence[Clause]) -> bool:
    """Whether a sentence leaves out one of two denials that undo each other: "ikke mulig uten", "mulig uten"."""
    denying = [other for other in own if other.denials]
    if len({is_local(word) for word in clause.denials}) == 1 or len(denying) != 1 or len(denying[0].denials) > 1:
        return False
    return bool(clause.denials) and any(_touch(word, clause.words) for word in denying[0].content)


def _is_meant(denial: Denial, held: Sequence[Clause]) -> bool:
    """Whether the evidence says in another word that something is to be avoided: "forhindre", "forebygge"."""
    return (
        is_local(denial.word)
        and denial.word.low not in _OF_NOUNS
        and any(
            _touch(denial.word, clause.words) and any(_touch(word, clause.words) for word in focus(denial))
            for clause in held
        )
    )


def _sets_against(own: Sequence[Clause]) -> bool:
    """Whether a sentence sets one thing against another in other words than "in contrast to"."""
    low = [word.low for clause in own for word in clause.words]
    return any(tuple(low[at : at + len(said)]) == said for said in _SET_AGAINST for at in range(len(low)))


def focus(denial: Denial) -> list[Word]:
    """What a denial is of: the words of substance next after it, else those before it."""
    words, place = denial.clause.words, denial.word.at
    end = _purpose(words, place)
    after = [word for word in words if place < word.at < end and _may_be_denied(word, words)]
    before = [word for word in words if word.at < place and _may_be_denied(word, words)]
    if not after and is_local(denial.word):
        after = [word for word in denial.after if _may_be_denied(word, denial.after)]
    if denial.word.content:
        after = [denial.word, *after]
    return after[:_FOCUS] or before[-_FOCUS:]


def _purpose(words: Sequence[Word], place: int) -> int:
    """Where a clause begins to say what something is for, after a place; beyond its end where it does not."""
    pairs = pairwise(words)
    return next(
        (one.at for one, other in pairs if one.at > place + 1 and (one.low, other.low) in _FOR), words[-1].at + 1
    )


def _also(denial: Denial) -> list[list[Word]]:
    """What else a denial is of: each of those that "eller" joins to the first ("ingen bilder eller navn")."""
    groups: list[list[Word]] = []
    if is_local(denial.word) and denial.word.low not in _OF_NOUNS:
        return groups
    for word in denial.clause.words:
        if word.at <= denial.word.at:
            continue
        if word.low in _OR:
            groups.append([])
        elif groups and word.content:
            groups[-1].append(word)
    return [group[:_FOCUS] for group in groups if group]


def _may_be_denied(word: Word, words: Sequence[Word]) -> bool:
    return (
        word.text[0].isalpha()
        and word.low not in _OR
        and (word.content or len(word.low) > _FOCUS or _is_of_phrase(word, words))
    )


def _is_of_phrase(word: Word, words: Sequence[Word]) -> bool:
    """Whether a small word means something with another: "få" of "få til"."""
    groups = {key for key in word.keys if key[0] == "g"}
    return any(0 < other.at - word.at <= _REACH and not groups.isdisjoint(other.keys) for other in words)


def _is_same(denial: Denial, other: Denial) -> bool:
    """Whether two denials are of the same."""
    own = [word for word in focus(denial) if word is not denial.word]
    held = [*focus(other), *(word for group in _also(other) for word in group)]
    if _CONTRASTS.issuperset((denial.word.low, other.word.low)):
        return any(_touch(word, other.clause.words) for word in denial.clause.content if word is not denial.word)
    if is_local(denial.word) or is_local(other.word):
        own = [word for word in own if word.content] or own
        first = own[: 2 if own and own[0].low.endswith(_ADJECTIVAL) else 1]
        if any(_touch(word, held) for word in first) or any(
            _touch(word, held) for word in own[1:_FOCUS] if is_local(denial.word) == is_local(other.word)
        ):
            return True
    else:
        wide = [
            word
            for word in other.clause.words
            if _may_be_denied(word, other.clause.words) and _is_near(word, other.word)
        ]
        if any(_touch(word, wide) for word in own):
            return True
    return other.word.low in _OF_NOUNS and any(_touch(word, held) for word in _said_of(denial))


def _is_near(word: Word, denial: Word) -> bool:
    """Whether a word stands where a denial is of it; what denies a noun is of nothing before it."""
    return abs(word.at - denial.at) <= _NEAR and (word.at > denial.at or denial.low not in _OF_NOUNS)


def _said_of(denial: Denial) -> list[Word]:
    """What stands before a denial of a verb: its subject, of which it says that it is not so."""
    if is_local(denial.word):
        return []
    return [word for word in denial.clause.words if word.at < denial.word.at and word.content]


def _is_dropped(denial: Denial, own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    """Whether a sentence says without a denial what a clause of its evidence denies, and no other clause says."""
    denied = [one for one in focus(denial) if one.content]
    if not denied:
        denied = [one for one in denial.clause.words if one.content][-_FOCUS:]
    return any(_is_said(group, own, held) for group in (denied, *_also(denial)))


def _is_said(denied: Sequence[Word], own: Sequence[Clause], held: Sequence[Clause]) -> bool:
    for at, said in enumerate(own):
        if said.denials or (at and _ends_in_denial(own[at - 1])):
            continue
        shared = [one for one in denied if _touch(one, said.words)]
        if not shared or len(shared) < _SHARED * len(denied):
            continue
        if not any(_touch(one, other.words) for other in held if not other.denials for one in shared):
            return True
    return False


def _ends_in_denial(clause: Clause) -> bool:
    """Whether a clause ends in what denies the next: "uten | at …"."""
    last = next((word for word in reversed(clause.words) if word.text[0].isalpha()), None)
    return last is not None and any(word is last for word in clause.denials)


def _touch(word: Word, others: Sequence[Word]) -> bool:
    return any(not word.keys.isdisjoint(other.keys) for other in others)
