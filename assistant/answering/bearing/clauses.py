"""What the clauses of a text do: their verbs, who acts, how strongly they bind, and whether they deny."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.reading import Reading, Word, read
from assistant.answering.bearing.verbs import could_be_verb, is_participle, is_passive, is_verb, is_verb_base


class Mode(StrEnum):
    """How strongly a clause binds."""

    DUTY = "duty"
    SHOULD = "should"
    CAN = "can"
    WISH = "wish"
    DONE = "done"
    BARE = "bare"
    """An infinitive alone, as the measures of a table have it."""
    PLAIN = "plain"
    """The present."""


@dataclass(frozen=True, eq=False)
class Clause:
    """A clause: its words, its verbs of substance, how strongly it binds (maybe `inherited`), its denials.

    `is_led` where something opens it ("at", "som", "når"); `has_duty` where a noun says that somebody is bound.
    """

    words: tuple[Word, ...]
    verbs: tuple[Word, ...]
    mode: Mode
    inherited: bool
    denials: tuple[Word, ...]
    is_led: bool
    has_duty: bool

    @property
    def content(self) -> tuple[Word, ...]:
        """Its words of substance."""
        return tuple(word for word in self.words if word.content)

    @property
    def keys(self) -> Keys:
        """What any of its words may mean."""
        return frozenset().union(*(word.keys for word in self.words)) if self.words else frozenset()


_NOT_PAST = frozenset("blir vert be is are being".split())
_OF_MATRIX = frozenset(("at", "that"))
_GOVERNING = frozenset({Mode.SHOULD, Mode.CAN, Mode.WISH, Mode.DUTY, Mode.BARE})
_LOCAL_DENIALS = frozenset(
    "uten utan unngå hindre forhindre mangle mangler manglar mangla manglet mangel manglende motsetning motsetnad "
    "unntatt unntatte forby forbudt without avoid except excluding lack lacks lacking contrast".split()
)
"""What denies only what follows it."""


def is_local(word: Word) -> bool:
    """Whether a denial is one only of what follows it."""
    return word.low in _LOCAL_DENIALS


@lru_cache(maxsize=2_000)
def clauses(text: str, language: str) -> tuple[Clause, ...]:
    """The clauses of a text, in order."""
    return tuple(_clauses(read(text, language)))


def _clauses(reading: Reading) -> list[Clause]:
    found: list[Clause] = []
    grammar = word_lists.grammar(reading.language)
    for words in reading.clauses():
        before = found[-1] if found and found[-1].words[0].sentence == words[0].sentence else None
        own = mode_of(words, reading.language)
        opening = next((word.low for word in words if word.text[0].isalnum()), "")
        if own in (None, Mode.PLAIN) and opening in _OF_MATRIX and before and before.mode in _GOVERNING:
            own = before.mode
        mode = own or (before.mode if before else Mode.BARE)
        verbs = tuple(word for word in words if _is_act(word, reading.language))
        found.append(
            Clause(
                words=tuple(words),
                verbs=verbs or tuple(word for word in words[1:] if word.content and could_be_verb(word.low)),
                mode=mode,
                inherited=own is None and before is not None,
                denials=tuple(word for word in words if word.low in grammar["negators"]),
                is_led=opening in grammar["subordinators"],
                has_duty=any(word.low in grammar["duty_nouns"] for word in words),
            )
        )
    return found


def _is_act(word: Word, language: str) -> bool:
    if not word.content:
        return False
    if language == "en":
        return True
    if word.low.endswith(("ende", "ande")):
        return False
    return is_verb(word.low, language) or is_participle(word.low) or is_passive(word.low)


def mode_of(words: Sequence[Word], language: str) -> Mode | None:
    """How strongly words bind; None where they have no finite verb."""
    grammar = word_lists.grammar(language)
    low = ["" if word.text == "May" else word.low for word in words]  # the month
    for mode in (Mode.CAN, Mode.SHOULD, Mode.DUTY, Mode.WISH):
        if any(word in grammar[mode.value] and not _compares(low, at) for at, word in enumerate(low)):
            return mode
    if _is_done(words, language):
        return Mode.DONE
    if any(is_verb(word.low, language, finite=True) for word in words):
        return Mode.PLAIN
    return None


def _compares(low: Sequence[str], at: int) -> bool:
    """Whether a word that may bind only compares here: "så langt som råd"."""
    return at > 0 and low[at - 1] == "som" and low[at] in ("mulig", "mogleg", "råd", "ønskelig", "ønskjeleg")


def _is_done(words: Sequence[Word], language: str) -> bool:
    """Whether words tell of what has been: the past, or the perfect with "har", "er" or "ble"."""
    grammar = word_lists.grammar(language)
    for at, word in enumerate(words):
        if word.low in grammar["past"]:
            return True
        has = word.low in grammar["perfect"]
        is_ = word.low in grammar["become"] | grammar["present_aux"] and word.low not in _NOT_PAST
        after = [other for other in words[at + 1 : at + 6] if has or other.content]
        if (has or is_) and any(_is_perfect(other, language) for other in after):
            return True
        if word.content and language != "en" and word.low.endswith(("te", "de", "tte")) and _is_past_tense(word):
            return True
    alone = [word for word in words[1:] if word.content and word.low.endswith(("et", "a")) and is_participle(word.low)]
    return bool(alone) and language != "en" and not any(is_verb(word.low, language, finite=True) for word in words)


def _is_perfect(word: Word, language: str) -> bool:
    if language == "en":
        return word.low.endswith(("ed", "en", "wn")) or word.low in ("made", "built", "set", "done", "begun", "put")
    return word.low in ("blitt", "vorte", "fått", "gjort", "hatt") or (
        is_participle(word.low) and not word.low.endswith(("ede", "te")) and not is_passive(word.low)
    )


def _is_past_tense(word: Word) -> bool:
    if word.low.endswith(("ende", "ande")):
        return False
    return is_verb_base(word.base) and word.low != word.base and word.low not in ("ansatte", "foresatte", "tilsette")
