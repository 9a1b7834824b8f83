"""What the clauses of a text do: their verbs, who acts, how strongly they bind, and whether they deny."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.reading import Reading, Word, read
from assistant.answering.bearing.verbs import is_participle, is_passive, is_verb, is_verb_base


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
    """A clause: its words, its verbs of substance, its mode (`inherited` from the clause before), and its denials."""

    words: tuple[Word, ...]
    verbs: tuple[Word, ...]
    mode: Mode
    inherited: bool
    denials: tuple[Word, ...]
    is_sub: bool

    @property
    def content(self) -> tuple[Word, ...]:
        """Its words of substance."""
        return tuple(word for word in self.words if word.content)

    @property
    def keys(self) -> Keys:
        """What any of its words may mean."""
        return frozenset().union(*(word.keys for word in self.words)) if self.words else frozenset()


_LOCAL_DENIALS = frozenset(
    "uten utan unngå hindre forhindre mangle mangler manglar mangla unntatt unntatte without avoid except "
    "excluding lack lacks lacking forby forbudt".split()
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
        mode = own or (before.mode if before else Mode.BARE)
        found.append(
            Clause(
                words=tuple(words),
                verbs=tuple(word for word in words if _is_act(word, reading.language)),
                mode=mode,
                inherited=own is None and before is not None,
                denials=tuple(word for word in words if word.low in grammar["negators"]),
                is_sub=words[0].low in grammar["subordinators"],
            )
        )
    return found


def _is_act(word: Word, language: str) -> bool:
    if not word.content:
        return False
    if language == "en":
        return True
    return is_verb(word.low, language) or is_participle(word.low)


def mode_of(words: Sequence[Word], language: str) -> Mode | None:
    """How strongly words bind; None where they have no finite verb."""
    grammar = word_lists.grammar(language)
    low = [word.low for word in words]
    for mode in (Mode.CAN, Mode.SHOULD, Mode.DUTY, Mode.WISH):
        if any(word in grammar[mode.value] for word in low):
            return mode
    if _is_done(words, language):
        return Mode.DONE
    if any(is_verb(word.low, language, finite=True) for word in words):
        return Mode.PLAIN
    return None


_PAST = frozenset(
    "ble blei vart var hadde fikk fekk gjorde gikk gjekk kom sto lå ga gav tok la had was were did".split()
)


def _is_done(words: Sequence[Word], language: str) -> bool:
    """Whether words tell of what has been: the past, or the perfect with "har", "er" or "ble"."""
    grammar = word_lists.grammar(language)
    for at, word in enumerate(words):
        if word.low in _PAST:
            return True
        has = word.low in grammar["perfect"] | grammar["become"] | grammar["present_aux"]
        after = words[at + 1 : at + 6]
        if has and any(_is_perfect(other, language) for other in after) and word.low not in ("blir", "vert", "be"):
            return True
        if word.content and language != "en" and word.low.endswith(("te", "de", "tte")) and _is_past_tense(word):
            return True
    return False


def _is_perfect(word: Word, language: str) -> bool:
    if language == "en":
        return word.low.endswith(("ed", "en", "wn")) or word.low in ("made", "built", "set", "done", "begun", "put")
    return word.low in ("blitt", "vorte", "fått", "gjort", "hatt") or (
        is_participle(word.low) and not word.low.endswith(("ede", "te")) and not is_passive(word.low)
    )


def _is_past_tense(word: Word) -> bool:
    return is_verb_base(word.base) and word.low != word.base and word.low not in ("ansatte", "foresatte", "tilsette")
