"""What the clauses of a text do: their verbs, who acts, how strongly they bind, and whether they deny."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.binding import modes_of
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.modes import Mode
from assistant.answering.bearing.reading import Reading, Word, read
from assistant.answering.bearing.verbs import could_be_verb, is_participle, is_passive, is_verb


@dataclass(frozen=True, eq=False)
class Clause:
    """A clause: its words, its verbs of substance, how strongly it binds (maybe `inherited`), its denials.

    `is_led` where something opens it ("at", "som", "når"); `has_duty` where a noun says that somebody is bound;
    `tail` is how it goes on after what stands between ("barn som …, | får hjelp").
    """

    words: tuple[Word, ...]
    verbs: tuple[Word, ...]
    mode: Mode
    inherited: bool
    denials: tuple[Word, ...]
    is_led: bool
    has_duty: bool
    tail: tuple[Word, ...] = ()

    @property
    def content(self) -> tuple[Word, ...]:
        """Its words of substance."""
        return tuple(word for word in self.words if word.content)

    @property
    def keys(self) -> Keys:
        """What any of its words may mean."""
        return frozenset().union(*(word.keys for word in self.words)) if self.words else frozenset()


_LOCAL_DENIALS = frozenset(
    "uten utan unngå unngår unngås unngått hindre hindrer hindrar hindres hindra hindret forhindre forhindrer "
    "forhindrar forhindres forhindra forhindret mangle mangler manglar mangla manglet mangel manglende motsetning "
    "motsetnad unntatt unntatte forby forbudt without avoid avoids avoided avoiding prevent prevents prevented "
    "preventing except excluding lack lacks lacked lacking contrast".split()
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
    told = reading.clauses()
    for words, bound in zip(told, modes_of(told, reading.language), strict=True):
        tail = tuple(told[bound.matrix]) if bound.matrix is not None else ()
        verbs = tuple(word for word in words if _is_act(word, reading.language))
        found.append(
            Clause(
                words=tuple(words),
                verbs=verbs or tuple(word for word in words[1:] if word.content and could_be_verb(word.low)),
                mode=bound.mode,
                inherited=bound.inherited,
                denials=tuple(word for word in words if word.low in grammar["negators"]),
                is_led=bound.is_led,
                has_duty=any(word.low in grammar["duty_nouns"] for word in (*words, *tail)),
                tail=tail,
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
