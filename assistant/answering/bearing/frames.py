"""What the clauses of a text tell: who or what does it, to what, to whom, whichever way about it is told."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.basis import follows_basis, is_basis, names_basis, of_basis
from assistant.answering.bearing.chunks import AUXILIARIES, Chunk, chunks, is_finite, is_verb_at, joins
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import base_of
from assistant.answering.bearing.phrases import Phrase, Place, in_english, is_time, placed
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.segments import segments
from assistant.answering.bearing.subjects import subject_of

_ONE = frozenset("den han hun ho".split())
_SEVERAL = frozenset("de dei".split())
_REACH = 3  # frames back to what a pronoun stands for


class Frame(NamedTuple):
    """What a clause tells: its phrases, the verbs of substance, and whether it tells what something rests on."""

    phrases: tuple[Phrase, ...]
    verbs: tuple[Word, ...]
    """The verb that the subject is of."""
    clause: Clause
    words: tuple[Word, ...]
    """Those of the clause that stand around this verb."""
    is_basis: bool

    @property
    def sentence(self) -> int:
        """The number of the sentence that the clause stands in."""
        return self.clause.words[0].sentence

    def of(self, place: Place) -> list[Word]:
        """The words of the phrases in a place."""
        return [word for phrase in self.phrases if phrase.place is place for word in phrase.words]


@lru_cache(maxsize=1_000)
def frames(told: tuple[Clause, ...], language: str) -> list[Frame]:
    """What each clause tells; what "som" stands for is the last thing told before."""
    clauses = list(_without_brackets(told))
    found: list[Frame] = []
    subject: Chunk | None = None
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at and clauses[at - 1].words[0].sentence == clause.words[0].sentence else None
        if language == "en":
            pieces = list(chunks(clause.words, language))
            phrases = tuple(in_english(clause.words, pieces))
            found.append(Frame(phrases, (), clause, clause.words, is_basis=is_basis(clause.words)))
            continue
        goes_on = before is not None and not before.is_led and _goes_on(clause.words)
        subject = subject if goes_on else None
        for segment in segments(clause.words):
            part = replace(clause, words=segment.words)
            pieces = list(chunks(part.words, language))
            finite = next((at for at in range(len(part.words)) if is_finite(part.words, at, language)), None)
            if (segment.goes_on or goes_on) and subject is not None:
                objects = [piece for piece in pieces if not piece.preposition and not is_time(piece)]
            else:
                subject, objects = subject_of(part.words, pieces, finite, before)
            found += _frames_of(clause, part.words, pieces, finite, subject, objects)
            before = part
            subject, goes_on = subject._replace(at=-1) if subject else None, False
    return found


def _without_brackets(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The clauses, those made one that only a bracket parts: "strategien (2024–2030) vedtatt av bystyret"."""
    held = list(clauses)
    while held:
        clause = held.pop(0)
        is_parted = len(held) > 1 and clause.words[-1].text == "(" and held[0].words[-1].text == ")"
        rest = held[1].words if is_parted else ()
        if rest and rest[0].sentence == clause.words[0].sentence and not _first_finite(rest):
            yield replace(clause, words=(*clause.words[:-1], *rest))
            yield held[0]
            held = held[2:]
        else:
            yield clause


def _first_finite(words: Sequence[Word]) -> bool:
    return any(is_finite(words, at, "nb") for at in range(len(words)))


def _goes_on(words: Sequence[Word]) -> bool:
    """Whether a clause goes on with the subject of the one before: "og gir …"."""
    return len(words) > 1 and words[0].low in (*joins(), "men") and is_finite(words, 1, "nb")


def with_antecedents(found: Sequence[Frame], *, sure: bool) -> list[Frame]:
    """The frames, where a pronoun is the subject with all that it may stand for, where it is `sure` the one thing."""
    told: list[Frame] = []
    for frame in found:
        phrases = []
        for one in frame.phrases:
            meant = _meant_by(one.words[0].low, told) if _is_pronoun(one) else []
            words = [word for words in meant for word in words] if len(meant) == 1 or not sure else []
            phrases.append(one._replace(words=(*one.words, *words)))
        told.append(frame._replace(phrases=tuple(phrases)))
    return told


def _is_pronoun(phrase: Phrase) -> bool:
    return len(phrase.words) == 1 and not phrase.preposition and phrase.words[0].low in _ONE | _SEVERAL


def _meant_by(pronoun: str, told: Sequence[Frame]) -> list[tuple[Word, ...]]:
    """The phrases that a pronoun may stand for: those without a preposition that are told of before it."""
    named = [one.words for frame in told[-_REACH:] for one in frame.phrases if not one.preposition]
    return [words for words in named if words[0].content and _may_mean(pronoun, words)]


def _may_mean(pronoun: str, words: Sequence[Word]) -> bool:
    if pronoun in _SEVERAL:
        return is_several(words) or len(words) > 1 or any(map(is_actor, words))
    return not is_several(words)


def is_several(words: Sequence[Word]) -> bool:
    """Whether a phrase tells of several: its last word has the ending of more than one."""
    return words[-1].low.endswith(("er", "ar", "ene", "ane")) and words[-1].base != words[-1].low


def _frames_of(
    clause: Clause,
    words: Sequence[Word],
    pieces: Sequence[Chunk],
    finite: int | None,
    subject: Chunk | None,
    objects: Sequence[Chunk],
) -> list[Frame]:
    """What a clause tells, and beside it what it says by the way of a basis ("bruker … som kilde til")."""
    verbs = _main_verb(words, finite, "nb")
    if is_basis(words) and not any(_is_other_verb(verb) for verb in verbs):
        phrases = tuple(of_basis(words, pieces, subject, objects))
        return [Frame(phrases, verbs, clause, tuple(words), is_basis=True)]
    frame = Frame(tuple(placed(words, pieces, subject, objects, verbs)), verbs, clause, tuple(words), is_basis=False)
    if not any(word.low == "som" and is_basis(words[at + 1 : at + 4]) for at, word in enumerate(words)):
        return [frame]
    basis = [
        Phrase(one.words, Place.AGENT) for one in frame.phrases if one.place is Place.PATIENT and not names_basis(one)
    ]
    of = [Phrase(piece.words, Place.PATIENT) for piece in pieces if piece.preposition and follows_basis(words, piece)]
    return [frame, Frame((*basis, *of), (), clause, tuple(words), is_basis=True)]


def _is_other_verb(verb: Word) -> bool:
    kinds = ("basis_verbs", "leaning", "presupposing", "copulas")
    return verb.content and not any(base_of(verb.low) in word_lists.frames(kind) for kind in kinds)


def _main_verb(words: Sequence[Word], finite: int | None, language: str) -> tuple[Word, ...]:
    """The verb of substance that the subject of a clause is of."""
    if finite is None:
        return ()
    if words[finite].low not in AUXILIARIES:
        return (words[finite],)
    duties = word_lists.grammar(language)["duty_nouns"]
    for at in range(finite + 1, len(words)):
        if is_verb_at(words, at, language) and words[at].low not in AUXILIARIES | word_lists.frames("copulas"):
            is_bound = any(word.low in duties for word in words[:at])
            return (words[at],) if words[at - 1].low != "å" or is_bound else ()
    return ()
