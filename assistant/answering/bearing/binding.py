"""How strongly each clause of a text binds, where clauses that belong together bind together."""

from collections.abc import Sequence
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.modes import Mode, mode_of, tells_aim
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_verb

_OF_MATRIX = frozenset(("at", "that"))
_GOVERNING = frozenset({Mode.SHOULD, Mode.CAN, Mode.WISH, Mode.DUTY, Mode.BARE, Mode.AIM})
_ASKING = frozenset("skal vil should".split())
"""Modals that open a condition: "skal vi lykkes, må …"."""
_ASKED = frozenset("hva hvem hvilke hvilken hvilket hvordan kva kven korleis what who which how".split())
"""What opens an indirect question: "en plan for hva som skal forbedres"."""
_WHEN = frozenset("når da when".split())
_IS = frozenset("er var blir is was".split())
_ASSUMING = frozenset("hvis dersom viss når om if when whenever".split())


class Bound(NamedTuple):
    """How a clause binds, whether it has that of another, whether something opens it, and where its matrix stands."""

    mode: Mode
    inherited: bool
    is_led: bool
    matrix: int | None


def modes_of(told: Sequence[Sequence[Word]], language: str) -> list[Bound]:
    """How each clause of a text binds."""
    own = [mode_of(words, language) for words in told]
    matrices = [_matrix(told, own, at, language) for at in range(len(told))]
    subordinators = word_lists.grammar(language)["subordinators"]
    found: list[Bound] = []
    for at, words in enumerate(told):
        before = found[-1] if at and _of_one_sentence(told[at - 1], words) else None
        opening = _opening(words)
        is_condition = before is None and opening in _ASKING and _goes_on(told, at, language)
        matrix = matrices[at]
        mode = own[at] if matrix is None else own[matrix]
        asked = (
            opening in _WHEN or opening in _ASKED or (at > 0 and _opening(told[at - 1]) in _ASKED and opening == "som")
        )
        if is_condition or (asked and own[at] is Mode.DUTY and _is_when(words)):
            mode = Mode.PLAIN
        elif opening in _OF_MATRIX and _is_of_aim(told, at):
            mode = Mode.AIM if mode in (None, Mode.PLAIN, Mode.DONE) else mode
        elif opening in _OF_MATRIX and before and before.mode in _GOVERNING and _takes(mode, before.mode, words):
            mode = before.mode
        elif mode is None and [word.low for word in words if word.text[0].isalpha()][:2] == ["for", "å"]:
            mode = Mode.AIM
        inherited = own[at] is None and (before is not None or matrix is not None)
        mode = mode or (before.mode if before else Mode.BARE)
        found.append(Bound(mode, inherited, opening in subordinators or is_condition, matrix))
    return found


def _of_one_sentence(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return words[0].sentence == others[0].sentence


def _opening(words: Sequence[Word]) -> str:
    return next((word.low for word in words if word.text[0].isalnum()), "")


def _takes(mode: Mode | None, before: Mode, words: Sequence[Word]) -> bool:
    """Whether a clause binds as that which it belongs to: in the present, or telling what is to be ("er ordnet")."""
    if mode in (None, Mode.PLAIN):
        return True
    return mode is Mode.DONE and before in (Mode.BARE, Mode.DUTY, Mode.AIM) and any(word.low == "er" for word in words)


def _matrix(told: Sequence[Sequence[Word]], own: Sequence[Mode | None], at: int, language: str) -> int | None:
    """Where the clause goes on that begins with its subject and what is said of that: "barn som …, | skal …"."""
    if own[at] is not None or (at and _of_one_sentence(told[at - 1], told[at])):
        return None
    subordinators = word_lists.grammar(language)["subordinators"]
    for later in range(at + 1, len(told)):
        words = told[later]
        if not _of_one_sentence(told[at], words):
            return None
        if _is_finite(words, language):
            return later
        if later == at + 1 and _opening(words) not in subordinators:
            return None
    return None


def _is_finite(words: Sequence[Word], language: str) -> bool:
    """Whether a clause opens with its verb."""
    return is_verb(_opening(words), language, finite=True)


def is_in_condition(words: Sequence[Word], at: int) -> bool:
    """Whether a word of a text stands in what is only assumed: "hvis noen …", "arbeider noen med barn, …"."""
    own = [word for word in words if word.sentence == words[at].sentence and word.text[0].isalpha()]
    first = own[0] if own else words[at]
    opening = next(word for word in own if word.clause == words[at].clause)
    if opening.low in _ASSUMING:
        return True
    return (
        is_verb(first.low, "nb", finite=True)
        and words[at].clause - first.clause <= 1
        and own[-1].clause > words[at].clause
    )


def _goes_on(told: Sequence[Sequence[Word]], at: int, language: str) -> bool:
    """Whether a clause that opens with its verb, or with "så", follows in the sentence."""
    later = [words for words in told[at + 1 :] if _of_one_sentence(told[at], words)]
    return any(_is_finite(words, language) or _opening(words) == "så" for words in later)


def _is_when(words: Sequence[Word]) -> bool:
    return any(word.low == "skal" for word in words)


def _is_of_aim(told: Sequence[Sequence[Word]], at: int) -> bool:
    """Whether a clause says what is aimed at: "målet er | at …", "det den har som mål, | er | at …"."""
    aims = word_lists.aims()
    near: list[Word] = []
    for words in reversed(told[max(0, at - 2) : at]):
        if _of_one_sentence(words, told[at]):
            near = [*words, *near]
    low = [word.low for word in near if word.text[0].isalpha()]
    if low and not aims.isdisjoint(low) and (low[-1] in _IS | {"om", "på"} or tells_aim(near)):
        return True
    after = told[at + 1] if at + 1 < len(told) and _of_one_sentence(told[at], told[at + 1]) else ()
    opens = [word.low for word in after if word.text[0].isalpha()][:4]
    return bool(opens) and opens[0] in _IS and not aims.isdisjoint(opens)
