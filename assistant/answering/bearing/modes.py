"""How strongly the words of one clause bind, told by its modals, the form of its verbs, and its nouns of aims."""

from collections.abc import Sequence
from enum import StrEnum

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle, is_passive, is_verb, is_verb_base


class Mode(StrEnum):
    """How strongly a clause binds."""

    DUTY = "duty"
    SHOULD = "should"
    CAN = "can"
    WISH = "wish"
    AIM = "aim"
    """What something is for, or what is aimed at or planned."""
    DONE = "done"
    BARE = "bare"
    """An infinitive alone, as the measures of a table have it."""
    PLAIN = "plain"
    """The present."""


_NOT_PAST = frozenset("blir vert be is are being".split())
_LATER = 6  # words between "er" and the participle or infinitive that goes with it
_IS = frozenset("er var blir vert is are was".split())
_BEEN = frozenset("vært vore been".split())
_POSSIBLE = frozenset("mulig mogleg possible muligheter mulighet moglegheit".split())
_NO_INFINITIVE = frozenset("the a an this that these those it them him her us date some".split())
_OBLIGED = frozenset("has have had need needs".split())
_NEXT = 3  # words from what opens an infinitive to it, or from "er" to "å"
_PARTICIPLES_OF_AIMS = frozenset("ment meint tenkt planlagt planlagd meant supposed intended planned aimed".split())
_SCHEDULED = frozenset("lagt lagd satt sett ført oppført tidfestet tidfesta scheduled set due".split())
_TIMES = frozenset("til i for in to på innen innan by høsten våren hausten".split())


def mode_of(words: Sequence[Word], language: str) -> Mode | None:
    """How strongly words bind; None where they have no finite verb."""
    grammar = word_lists.grammar(language)
    low = ["" if word.text == "May" else word.low for word in words]  # the month
    if language == "en" and not tells_aim(words):
        bound = next((low[at] for at in range(len(low) - 1) if _is_to(low, at)), None)
        if bound is not None:
            return Mode.AIM if bound in _IS else Mode.DUTY
    told = {
        mode: {word for at, word in enumerate(low) if word in grammar[mode.value] and not _compares(low, at)}
        for mode in (Mode.CAN, Mode.SHOULD, Mode.DUTY, Mode.WISH)
    }
    if told[Mode.DUTY] and told[Mode.CAN] <= _POSSIBLE and not told[Mode.SHOULD]:
        return Mode.DUTY  # "skal gjøre det mulig"
    for mode, said in told.items():
        if said:
            return mode
    if _is_planned(low) or tells_aim(words):
        return Mode.AIM
    if _is_done(words, language):
        return Mode.DONE
    if any(is_verb(word.low, language, finite=True) for word in words):
        return Mode.PLAIN
    return None


def _is_to(low: Sequence[str], at: int) -> bool:
    """Whether "is to" or "has to" binds here: "the city is to draw up a plan"; not "next to the school"."""
    if low[at] not in _IS | _OBLIGED:
        return False
    follows = low[at + 1 : at + 3]
    place = 0 if follows[0] == "to" else 1 if follows[1:] == ["to"] and follows[0].endswith("ly") else None
    after = low[at + place + 2 : at + place + 3] if place is not None else []
    return bool(after) and after[0].isalpha() and after[0] not in _NO_INFINITIVE


def tells_aim(words: Sequence[Word]) -> bool:
    """Whether words say what something is for: "målet er å styrke", "har som formål å", "er ment å"."""
    low = [word.low for word in words]
    aims = word_lists.aims()
    for at, word in enumerate(low):
        if word in aims and (_is_then_to(low, at) or (_is_had(low, at) and _opens_infinitive(low[at + 1 :]))):
            return True
        if word in aims and low[0] in ("å", "to") and at > 1 and low[at - 1] in _IS | _BEEN:
            return True
        if word in _IS and not _PARTICIPLES_OF_AIMS.isdisjoint(low[at + 1 : at + _LATER]):
            return _opens_infinitive(low[at + 1 : at + 2 * _LATER], reach=2 * _LATER)
    return False


def _is_then_to(low: Sequence[str], at: int) -> bool:
    """Whether "er å" follows what says an aim, at once or later: "målet med arbeidet er å"."""
    return any(low[place] in _IS | _BEEN and _opens_infinitive(low[place + 1 :]) for place in range(at + 1, len(low)))


def _opens_infinitive(low: Sequence[str], reach: int = _NEXT) -> bool:
    return "å" in low[:reach] or "to" in low[:reach]


def _is_had(low: Sequence[str], at: int) -> bool:
    """Whether an aim is had: "har som mål å", "med mål om å"."""
    return not {"som", "med", "as", "with"}.isdisjoint(low[max(0, at - 2) : at])


def _is_planned(low: Sequence[str]) -> bool:
    """Whether words only say for when something is planned: "er lagt til 2025", "is scheduled for May"."""
    for at, word in enumerate(low):
        if word not in _IS | {"står", "ligger", "ligg"}:
            continue
        for place in range(at + 1, min(len(low), at + _LATER)):
            if low[place] in _PARTICIPLES_OF_AIMS:
                return True
            if low[place] in _SCHEDULED and _is_time(low[place + 1 :]):
                return True
    return False


def _is_time(low: Sequence[str]) -> bool:
    """Whether words open with a time: "til 2025", "for May 2025"."""
    return bool(low) and low[0] in _TIMES and any(word[:1].isdigit() for word in low[1:4])


def _compares(low: Sequence[str], at: int) -> bool:
    """Whether a word that may bind does not here: "så langt som råd", "det som skal til"."""
    if low[at] in ("skal", "må") and low[at + 1 : at + 2] == ["til"]:
        return True  # "det som skal til"
    if at > 0 and low[at] in _POSSIBLE and (low[at - 1].endswith("st") or low[at - 1] == "as"):
        return True  # "flest mulig", "as many as possible"
    return at > 0 and low[at - 1] == "som" and low[at] in ("mulig", "mogleg", "råd", "ønskelig", "ønskjeleg")


def _is_done(words: Sequence[Word], language: str) -> bool:
    """Whether words tell of what has been: the past, or the perfect with "har", "er" or "ble"."""
    grammar = word_lists.grammar(language)
    for at, word in enumerate(words):
        if word.low in grammar["past"] and not (word.low == "så" and _is_no_verb(words, at)):
            return True
        has = word.low in grammar["perfect"]
        is_ = word.low in grammar["become"] | grammar["present_aux"] and word.low not in _NOT_PAST
        after = [other for other in words[at + 1 : at + _LATER] if has or other.content]
        if (has or is_) and any(_is_perfect(other, language) for other in after):
            return True
        if word.content and language != "en" and word.low.endswith(("te", "de", "tte")) and _is_past_tense(words, at):
            return True
    alone = [word for word in words[1:] if word.content and word.low.endswith(("et", "a")) and is_participle(word.low)]
    return bool(alone) and language != "en" and not any(is_verb(word.low, language, finite=True) for word in words)


def _is_no_verb(words: Sequence[Word], at: int) -> bool:
    """Whether "så" is no past of "se": it opens a clause, or stands before or after a small word."""
    before = words[at - 1].low if at else ""
    after = words[at + 1].low if at + 1 < len(words) else ""
    return (
        not before.isalpha()
        or after in ("vel", "langt", "lenge", "mye", "mange", "at")
        or before in ("ikke", "ikkje", "og", "er", "slik", "også", "men")
    )


def _is_perfect(word: Word, language: str) -> bool:
    if language == "en":
        return word.low.endswith(("ed", "en", "wn")) or word.low in ("made", "built", "set", "done", "begun", "put")
    return word.low in ("blitt", "vorte", "fått", "gjort", "hatt") or (
        is_participle(word.low) and not word.low.endswith(("ede", "te")) and not is_passive(word.low)
    )


def _is_past_tense(words: Sequence[Word], at: int) -> bool:
    word = words[at]
    if word.low.endswith(("ende", "ande")) or _describes(words, at):
        return False
    return is_verb_base(word.base) and word.low != word.base and word.low not in ("ansatte", "foresatte", "tilsette")


def _describes(words: Sequence[Word], at: int) -> bool:
    """Whether a word that may be a past stands as an adjective: "dyktige og kvalifiserte ansatte"."""
    if at == 0 or at + 1 >= len(words) or not words[at + 1].content:
        return False
    before = words[at - 1]
    if before.low in ("og", "eller", ",") and at > 1:
        before = words[at - 2]
    return before.content and before.low.endswith(("e", "ige", "iske")) and not is_verb_base(before.low)
