"""What stands where in a clause, of persons and of things: who or what does it, to what, to whom."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.chunks import AUXILIARIES, Chunk, chunks, is_definite, is_finite, is_verb_at, joins
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.meaning import base_of
from assistant.answering.bearing.parts import is_actor
from assistant.answering.bearing.reading import Word
from assistant.answering.bearing.verbs import is_participle, is_passive


class Place(StrEnum):
    """What a phrase is in its clause, whichever way about the clause is told."""

    AGENT = "agent"
    PATIENT = "patient"
    TO = "to"
    WITH = "with"
    RECEIVER = "receiver"
    """Who gets something, as the subject of the clause."""
    OTHER = "other"


class Phrase(NamedTuple):
    """Words of substance that stand together, and the place of what they name."""

    words: tuple[Word, ...]
    place: Place


class Frame(NamedTuple):
    """What a clause tells: its phrases, the verbs of substance, and whether it tells what something rests on."""

    phrases: tuple[Phrase, ...]
    verbs: tuple[Word, ...]
    """The verb that the subject is of."""
    sentence: int
    is_basis: bool

    def of(self, place: Place) -> list[Word]:
        """The words of the phrases in a place."""
        return [word for phrase in self.phrases if phrase.place is place for word in phrase.words]


_LEANT_ON = frozenset("på av fra frå on upon from".split())
_RELATIVES = frozenset("som which who that der".split())


def frames(clauses: Sequence[Clause], language: str) -> list[Frame]:
    """What each clause tells; what "som" stands for is the last thing told before."""
    found: list[Frame] = []
    for at, clause in enumerate(clauses):
        before = clauses[at - 1] if at and clauses[at - 1].words[0].sentence == clause.words[0].sentence else None
        found += _frames_of(clause, before, language)
    return found


def _frames_of(clause: Clause, before: Clause | None, language: str) -> list[Frame]:
    """What a clause tells, and beside it what it says by the way of a basis ("bruker … som kilde til")."""
    words = clause.words
    pieces = list(chunks(words, language))
    finite = next((at for at in range(len(words)) if is_finite(words, at, language)), None)
    verbs = _main_verb(words, finite, language)
    sentence = words[0].sentence
    if language == "en":
        return [Frame(tuple(_in_english(words, pieces)), (), sentence, is_basis=_is_basis(words))]
    subject, objects = _subject(words, pieces, finite, before)
    if _is_basis(words) and not any(_is_other_verb(verb) for verb in verbs):
        phrases = tuple(_of_basis(words, pieces, subject, objects))
        return [Frame(phrases, verbs, sentence, is_basis=True)]
    frame = Frame(tuple(_placed(clause, pieces, subject, objects, verbs)), verbs, sentence, is_basis=False)
    if not any(word.low == "som" and _is_basis(words[at + 1 : at + 4]) for at, word in enumerate(words)):
        return [frame]
    basis = [
        Phrase(one.words, Place.AGENT) for one in frame.phrases if one.place is Place.PATIENT and not _names_basis(one)
    ]
    of = [Phrase(piece.words, Place.PATIENT) for piece in pieces if piece.preposition and _follows_basis(words, piece)]
    return [frame, Frame((*basis, *of), (), sentence, is_basis=True)]


def _names_basis(phrase: Phrase) -> bool:
    return any(base_of(word.low) in word_lists.frames("basis_nouns") for word in phrase.words)


def _is_other_verb(verb: Word) -> bool:
    kinds = ("basis_verbs", "leaning", "presupposing", "copulas")
    return verb.content and not any(base_of(verb.low) in word_lists.frames(kind) for kind in kinds)


def _main_verb(words: Sequence[Word], finite: int | None, language: str) -> tuple[Word, ...]:
    """The verb of substance that the subject of a clause is of."""
    if finite is None:
        return ()
    if words[finite].low not in AUXILIARIES:
        return (words[finite],)
    for at in range(finite + 1, len(words)):
        if is_verb_at(words, at, language) and words[at].low not in AUXILIARIES | word_lists.frames("copulas"):
            return (words[at],) if words[at - 1].low != "å" else ()
    return ()


def _subject(
    words: Sequence[Word], pieces: Sequence[Chunk], finite: int | None, before: Clause | None
) -> tuple[Chunk | None, list[Chunk]]:
    """The phrase that is the subject, and the other phrases without a preposition."""
    bare = [piece for piece in pieces if not piece.preposition and not _is_time(piece)]
    if finite is None:
        return None, bare
    marker = next((at for at, word in enumerate(words) if word.low == "å"), len(words))
    other = next((at for at in range(finite + 1, len(words)) if is_verb_at(words, at, "nb")), len(words))
    ahead = [piece for piece in bare if piece.at < finite and not marker < piece.at]
    middle = [piece for piece in bare if finite < piece.at < other] if words[finite].low in AUXILIARIES else []
    after = [piece for piece in bare if finite < piece.at < marker]
    found: Chunk | None = None
    if _is_led_by_relative(words, ahead):
        found = _antecedent(before)
    elif middle and other < len(words):
        found = middle[0]
    elif ahead and _is_object_first(words, ahead, after, finite):
        found = after[0]
    elif ahead:
        found = ahead[-1]
    elif after and words[0].low not in joins():
        found = after[0]
    return found, [piece for piece in bare if piece is not found]


def _is_time(piece: Chunk) -> bool:
    return all(word.base in word_lists.frames("times") for word in piece.words)


def _is_led_by_relative(words: Sequence[Word], ahead: Sequence[Chunk]) -> bool:
    first = next((word for word in words if word.text[0].isalpha()), None)
    return first is not None and first.low in _RELATIVES and not ahead


def _is_object_first(words: Sequence[Word], ahead: Sequence[Chunk], after: Sequence[Chunk], finite: int) -> bool:
    """Whether what stands before the verb is what is acted upon: a thing, where somebody stands after it."""
    if len(after) != 1 or words[finite].low in word_lists.frames("copulas") | AUXILIARIES:
        return False
    heads = [word for word in ahead[-1].words if not word.low.endswith("s")]
    others = [word for word in after[0].words if not word.low.endswith("s") and _is_told_of(words, word)]
    is_pronoun = all(word.low in word_lists.frames("pronouns") for word in ahead[-1].words)
    return not is_pronoun and not any(map(is_actor, heads)) and any(map(is_actor, others))


def _is_told_of(words: Sequence[Word], word: Word) -> bool:
    """Whether somebody is one who is known: "personalet", "alle ansatte", not "flere barn"."""
    before = words[words.index(word) - 1].low if word is not words[0] else ""
    return is_definite(word) or before in ("alle", "all") or word.text[0].isupper()


def _antecedent(before: Clause | None) -> Chunk | None:
    """The last thing that a clause tells of, which a relative clause after it is about."""
    if before is None:
        return None
    pieces = [piece for piece in chunks(before.words, "nb") if piece.words[0].content]
    is_cleft = len(before.words) > 1 and before.words[0].low == "det" and before.words[1].low in ("er", "var")
    if is_cleft:
        return Chunk(-1, "", pieces[0].words) if pieces else None
    if not pieces or (len(pieces) > 1 and pieces[-1].preposition and pieces[-2].words[0].at < pieces[-1].words[0].at):
        return None
    last = pieces[-1]
    ends = [word.at for word in before.words if word.low in (*joins(), ",") and word.at > last.words[0].at]
    words = tuple(word for word in last.words if not ends or word.at > ends[-1]) or last.words
    return Chunk(-1, "", words)


def _is_basis(words: Sequence[Word]) -> bool:
    """Whether words tell what something rests on."""
    bases = {word.base for word in words} | {base_of(word.low) for word in words}
    lies = any(word.low in ("ligger", "ligg", "står", "lies") for word in words)
    behind = lies and any(word.low in word_lists.frames("behind") for word in words)
    leans = not bases.isdisjoint(word_lists.frames("leaning")) and any(word.low in _LEANT_ON for word in words)
    return behind or leans or not bases.isdisjoint(word_lists.frames("basis_nouns") | word_lists.frames("presupposing"))


def _of_basis(
    words: Sequence[Word], pieces: Sequence[Chunk], subject: Chunk | None, objects: Sequence[Chunk]
) -> Iterator[Phrase]:
    """The phrases of a clause that tells what something rests on: the basis is its agent."""
    verbs = word_lists.frames("leaning") | word_lists.frames("presupposing")
    leaning = any(base_of(word.low) in verbs for word in words)
    has = any(word.low in ("har", "ha", "hadde", "has", "have", "tar", "ta") for word in words) and not leaning
    nouns = word_lists.frames("basis_nouns")
    heads = [piece for piece in pieces if any(base_of(word.low) in nouns for word in piece.words)]
    named_first = subject is not None and subject in heads
    rests = leaning or has
    for piece in ([subject] if subject is not None and subject.at < 0 else []) + list(pieces):
        if piece in heads:
            continue
        if piece is subject:
            yield Phrase(piece.words, Place.PATIENT if rests else Place.AGENT)
        elif piece.preposition in word_lists.frames("behind"):
            yield Phrase(piece.words, Place.PATIENT)
        elif leaning and piece.preposition in word_lists.frames("basis_prepositions"):
            yield Phrase(piece.words, Place.AGENT)
        elif piece.preposition in word_lists.frames("for") and _follows_basis(words, piece):
            yield Phrase(piece.words, Place.PATIENT)
        elif piece in objects:
            yield Phrase(piece.words, Place.AGENT if rests or named_first else Place.OTHER)
        else:
            yield Phrase(piece.words, Place.OTHER)


def _follows_basis(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether a phrase says what something is the basis of."""
    before = [word for word in words if word.at < piece.words[0].at and word.low not in word_lists.frames("openers")]
    return len(before) > 1 and base_of(before[-2].low) in word_lists.frames("basis_nouns")


def _placed(
    clause: Clause, pieces: Sequence[Chunk], subject: Chunk | None, objects: Sequence[Chunk], verbs: Sequence[Word]
) -> Iterator[Phrase]:
    """The phrases of any other clause."""
    words, language = clause.words, "nb"
    passive = is_told_passively(words, language)
    receives = any(word.low in word_lists.frames("receiving") or word.base in ("få", "motta") for word in words)
    bound = any(word.low in word_lists.grammar(language)["duty_nouns"] for word in words)
    states = not passive and not bound and not any(map(_does, verbs))
    if subject is not None:
        active = Place.RECEIVER if receives else Place.OTHER if states else Place.AGENT
        yield Phrase(subject.words, Place.PATIENT if passive and not receives else active)
    tells_of = False
    for piece in pieces:
        if piece is subject:
            continue
        if piece in objects:
            yield Phrase(piece.words, Place.OTHER if states or passive else Place.PATIENT)
            continue
        tells_of = tells_of or (piece.preposition == "av" and not _tells_who(words, piece))
        yield Phrase(piece.words, _after(piece.preposition, gives=(passive or receives) and not tells_of))


def _tells_who(words: Sequence[Word], piece: Chunk) -> bool:
    """Whether "av" says who does it: it stands after the verb, and not after a noun that it is of ("i løpet av")."""
    first = next((at for at in range(len(words)) if is_verb_at(words, at, "nb")), len(words))
    before = [word for word in words[: piece.at] if word.low not in word_lists.frames("openers")]
    of = before[-2] if len(before) > 1 else None
    nouns = word_lists.frames("basis_nouns") | word_lists.frames("times") | word_lists.frames("of_nouns")
    return piece.at > first and (of is None or (of.low not in nouns and base_of(of.low) not in nouns))


def _does(verb: Word) -> bool:
    """Whether a verb says that something is done."""
    weak = word_lists.frames("copulas") | word_lists.frames("stative") | AUXILIARIES | {"ha"}
    return verb.low not in weak and verb.base not in weak and base_of(verb.low) not in weak


def _after(preposition: str, *, gives: bool) -> Place:
    """The place of what stands after a preposition, where who does it, or `gives`, is told so."""
    if preposition in ("av", "by") and gives:
        return Place.AGENT
    if preposition in ("til", "for", "to", "overfor"):
        return Place.TO
    return Place.WITH if preposition in ("med", "with", "sammen") else Place.OTHER


def is_told_passively(words: Sequence[Word], language: str) -> bool:
    """Whether words tell what is done to something."""
    grammar = word_lists.grammar(language)
    if language != "en" and any(is_passive(word.low) for word in words):
        return True
    low = [word.low for word in words]
    if any(first in ("la", "lar", "lèt", "latt") and second == "seg" for first, second in pairwise(low)):
        return True
    for at, word in enumerate(words):
        if word.low in grammar["become"] or (language != "en" and word.low in ("er", "være", "vere", "var", "bli")):
            near = words[at + 1 : at + 12]
            if language == "en" and any(other.low.endswith(("ed", "wn")) for other in near[:3]):
                return True
            if any(
                is_participle(other.low) and is_verb_at(words, at + 1 + place, "nb") for place, other in enumerate(near)
            ):
                return language != "en"
    return False


def _in_english(words: Sequence[Word], pieces: Sequence[Chunk]) -> Iterator[Phrase]:
    """The phrases of an English clause, whose subject stands first."""
    passive = is_told_passively(words, "en")
    is_first = True
    for piece in pieces:
        if piece.preposition or _is_time(piece):
            yield Phrase(piece.words, _after(piece.preposition, gives=passive))
        else:
            own = Place.PATIENT if passive else Place.AGENT
            yield Phrase(piece.words, own if is_first else Place.PATIENT)
            is_first = False
