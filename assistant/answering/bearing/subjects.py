"""The subject of a clause: before or after its verb, or what "som" stands for."""

from collections.abc import Sequence

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.actors import is_actor
from assistant.answering.bearing.chunks import (
    AUXILIARIES,
    Chunk,
    chunks,
    is_definite,
    is_preposition,
    is_verb_at,
    joins,
)
from assistant.answering.bearing.clauses import Clause
from assistant.answering.bearing.phrases import is_time
from assistant.answering.bearing.reading import Word

_GETS = frozenset("får fikk fekk har hadde".split())
RELATIVES = frozenset("som which who that der".split())


def subject_of(
    words: Sequence[Word], pieces: Sequence[Chunk], finite: int | None, before: Clause | None
) -> tuple[Chunk | None, list[Chunk]]:
    """The phrase that is the subject, and the other phrases without a preposition."""
    bare = [piece for piece in pieces if not piece.preposition and not is_time(piece)]
    if finite is None:
        return None, bare
    first = next((at for at, word in enumerate(words) if word.low == "å"), len(words))
    marker = next((at for at, word in enumerate(words) if word.low == "å" and at > finite), len(words))
    other = next((at for at in range(finite + 1, len(words)) if is_verb_at(words, at, "nb")), len(words))
    ahead = [piece for piece in bare if piece.at < finite and not first < piece.at]
    is_split = words[finite].low in AUXILIARIES and other < marker
    middle = [piece for piece in bare if finite < piece.at < other] if is_split else []
    after = [piece for piece in bare if finite < piece.at < marker]
    found: Chunk | None = None
    if _is_led_by_relative(words, ahead):
        found = antecedent(before)
    elif middle and other < len(words):
        found = middle[0]
    elif ahead and _is_object_first(words, ahead, after, finite):
        found = after[0]
    elif ahead:
        found = ahead[-1]
    elif after and not (words[0].low in joins() and finite == 1):
        found = after[0]
    return found, [piece for piece in bare if piece is not found]


def _is_led_by_relative(words: Sequence[Word], ahead: Sequence[Chunk]) -> bool:
    first = next((word for word in words if word.text[0].isalpha()), None)
    return (
        first is not None and first.low in RELATIVES and not ahead and not is_preposition(words, first.at - words[0].at)
    )


def _is_object_first(words: Sequence[Word], ahead: Sequence[Chunk], after: Sequence[Chunk], finite: int) -> bool:
    """Whether what stands before the verb is what is acted upon: a thing, where somebody stands after it."""
    duties = word_lists.grammar("nb")["duty_nouns"]
    if len(after) == 1 and words[finite].low in _GETS and any(word.low in duties for word in ahead[-1].words):
        return any(map(is_actor, after[0].words))
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


def antecedent(before: Clause | None) -> Chunk | None:
    """The last thing that a clause tells of, which a relative clause after it is about."""
    if before is None:
        return None
    pronouns = word_lists.frames("pronouns")
    pieces = [piece for piece in chunks(before.words, "nb") if piece.words[0].low not in pronouns]
    is_cleft = len(before.words) > 1 and before.words[0].low == "det" and before.words[1].low in ("er", "var")
    if is_cleft:
        return Chunk(-1, "", pieces[0].words) if pieces else None
    if not pieces or (len(pieces) > 1 and pieces[-1].preposition and pieces[-2].words[0].at < pieces[-1].words[0].at):
        return None
    last = pieces[-1]
    copulas = word_lists.frames("copulas")
    if len(pieces) == 2 and not pieces[0].preposition and any(word.low in copulas for word in before.words):
        return Chunk(-1, "", (*pieces[0].words, *last.words))
    ends = [word.at for word in before.words if word.low in (*joins(), ",") and word.at > last.words[0].at]
    words = tuple(word for word in last.words if not ends or word.at > ends[-1]) or last.words
    return Chunk(-1, "", words)
