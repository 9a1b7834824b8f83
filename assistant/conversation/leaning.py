"""Whether a question leans on the one before, and by what: it must never be said of one that stands by itself."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from assistant.conversation.slots import Slots, Span, slots_of
from assistant.conversation.words import (
    ABOUT,
    ABSENT_COMPANY,
    COUNTED_PARTS,
    ENGLISH_EXPLETIVE,
    LEAD,
    POINTING,
    POINTING_LAST,
    THERE_IS,
    Word,
    ordinal_of,
    words_of,
)
from assistant.question.question import Question
from assistant.question.wordings import is_kind_word
from corpus.snapshot import Snapshot
from corpus.words.asking import GENERIC_NOUNS, MORE, MORE_BESIDE, NOUNS_OF_REGISTER, RELATIVE
from corpus.words.small import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FILLERS,
    INTERROGATIVES,
    MODALS,
    NEAR_DETERMINERS,
    NO_NOUNS,
    PREPOSITIONS,
    PRONOUNS,
    SUBJECTS,
    VERBS_OF_PARTICIPLES,
)

_SENTENCE_END = re.compile(r"\w{2}[.?!]\W*\s+\w+ \w+ \w")
_LONGEST_FRAGMENT = 8
_LONGEST_ABSENT = 7
_LONGEST_BARE = 4
_LONGEST_LED = 6
_LONGEST_WEAK = 9  # words of a question whose pronoun may mean nothing: "er det viktig at …"
_STRONG = 2  # words of its own that a question may have beside a pronoun that can only point back
_LONGEST_UNSURE = 12
_OF_UNSURE = 3  # words of its own that a question may have beside a word that points back by its meaning
_OF_PARTS = 3  # words of its own beside parts that are only counted: "the difference between the two parts"


class Leaning(StrEnum):
    """By what a question leans on the one before."""

    MORE = "more"
    PART = "part"
    POINTER = "pointer"
    BARE = "bare"


@dataclass(frozen=True)
class Leant:
    """A question that leans: `text` is it without the words that only lead on, `pointer` where its pronoun stands."""

    by: Leaning
    text: str
    slots: Slots
    pointer: Span | None = None


def leaning_of(question: Question, snapshot: Snapshot) -> Leant | None:
    """How a question leans on the one before; None where it stands by itself.

    In a text of several sentences the first may be what the others lean on.
    """
    if _SENTENCE_END.search(question.text):
        return None
    lead = LEAD.match(question.text)
    text = question.text[lead.end() :] if lead else question.text
    about = ABOUT.match(text)
    if about:
        text = text[about.end() :]
    text = _without_fillers(text)
    words, slots = words_of(text), slots_of(text, snapshot)
    if not words:
        return None
    if _asks_for_more(words):
        return Leant(Leaning.MORE, text, slots)
    if about or not _is_sentence(words):
        is_part = len(words) <= _LONGEST_FRAGMENT and (about or lead or _is_slots(words, slots))
        return Leant(Leaning.PART, text, slots) if is_part else None
    own = _own_words(question, words, slots)
    pointer, most = _pointer(text, words, own)
    if len(own) <= most:
        return Leant(Leaning.POINTER, text, slots, pointer)
    named = bool(slots.units or slots.places or slots.years or slots.strangers)
    of_register = any(word.text in NOUNS_OF_REGISTER for word in words)
    longest = _LONGEST_LED if lead else _LONGEST_BARE
    if not own and not of_register and len(words) <= longest and (lead or not named):
        return Leant(Leaning.BARE, text, slots)
    return None


def may_lean(question: Question, snapshot: Snapshot) -> bool:
    """Whether a question that the rules leave as it is might lean all the same: it is short, and says nothing of its
    own, or has a word that can hardly mean anything in it.
    """
    lead = LEAD.match(question.text)
    words = words_of(question.text[lead.end() :] if lead else question.text)
    if not words or _SENTENCE_END.search(question.text) or len(words) > _LONGEST_UNSURE:
        return False
    slots = slots_of(question.text, snapshot)
    own = _own_words(question, words, slots)
    if lead or not question.focus:
        return len(own) <= _STRONG and not slots.spans
    first = words[: _second_clause(words)]
    is_pointing = any(word.text in POINTING for word in first) and not ENGLISH_EXPLETIVE.search(question.text)
    is_last = len(first) == len(words) and words[-1].text in POINTING_LAST
    return len(own) <= _OF_UNSURE and (is_pointing or is_last)


def _without_fillers(text: str) -> str:
    """The text without words like "then" at its end."""
    words = words_of(text)
    while len(words) > 1 and words[-1].text in FILLERS:
        words.pop()
    return text[: words[-1].end] + ("?" if text.endswith("?") else "") if words else text


def _asks_for_more(words: list[Word]) -> bool:
    found = [word.text for word in words]
    return any(word in MORE for word in found) and all(word in MORE or word in MORE_BESIDE for word in found)


def _is_sentence(words: list[Word]) -> bool:
    return any(word.text in INTERROGATIVES or word.text in AUXILIARIES for word in words)


def _is_slots(words: list[Word], slots: Slots) -> bool:
    return all(slots.holds(word) or word.text in PREPOSITIONS or word.text in FILLERS for word in words)


def _own_words(question: Question, words: list[Word], slots: Slots) -> list[Word]:
    """The words that bring a matter of their own: no verbs by their place, nothing that another could stand for."""
    focus = {part for word in question.focus for part in word.word.split()}
    return [
        word
        for index, word in enumerate(words)
        if (word.text in focus or not focus.isdisjoint(word.text.split("-")))
        and not slots.holds(word)
        and word.text not in GENERIC_NOUNS | RELATIVE | PREPOSITIONS
        and not _is_verb(words, index)
    ]


def _is_verb(words: list[Word], index: int) -> bool:
    """Whether a word stands where verbs do: after the interrogative, or after a modal and its subject."""
    before = words[index - 1].text if index else ""
    if index == 0:
        return True
    if before in INTERROGATIVES - {"hvilke", "hvilken", "hvilket", "which", "what"}:
        return True
    if index > 1 and words[index - 2].text in ("hvor", "kor", "vor", "how") and is_kind_word(before):
        return before not in ("mange", "many")
    if before in MODALS or before in ("å", "to"):
        return words[index].text.endswith(("e", "a", "å", "s")) and not words[index].text.endswith(("ene", "ane"))
    auxiliary = words[index - 2].text if index > 1 else ""
    if before in SUBJECTS - {"det"} and auxiliary in VERBS_OF_PARTICIPLES:  # "er den skrevet", and no "er det lov"
        return words[index].text.endswith(("t", "dd", "ed", "en"))
    return before in SUBJECTS and auxiliary in MODALS


def _pointer(text: str, words: list[Word], own: list[Word]) -> tuple[Span | None, int]:
    """Where a word stands that points back, and how many words of its own the question may have then; -1: never."""
    for index in range(_second_clause(words)):
        found = _strong(text, words, index, own)
        if found is not None:
            return found, _STRONG
    if COUNTED_PARTS.search(text):
        return None, _OF_PARTS
    if ABSENT_COMPANY.search(text) and len(words) <= _LONGEST_ABSENT:
        return None, _STRONG
    if THERE_IS.search(text):
        return None, -1
    for index, word in enumerate(words):
        after = words[index + 1].text if index + 1 < len(words) else ""
        is_determiner = after.endswith("e") and after not in NO_NOUNS and index + 2 < len(words) and word.text != "det"
        can_point = index and len(words) <= _LONGEST_WEAK and after not in ("som", "at")
        if word.text in SUBJECTS and can_point and not is_determiner:
            asks = any(other.text in INTERROGATIVES for other in words)
            is_for = index > 1 and after == "for" and words[index - 1].text not in AUXILIARIES
            return (word.start, word.end), 1 if is_for or not asks else 0
    return None, -1


def _second_clause(words: list[Word]) -> int:
    """The index at which a second clause begins, whose pronouns may mean what the first names."""
    joins = (
        index
        for index, (word, after) in enumerate(pairwise(words))
        if index and word.text in CONJUNCTIONS and after.text in INTERROGATIVES | AUXILIARIES
    )
    return next(joins, len(words))


def _strong(text: str, words: list[Word], index: int, own: list[Word]) -> Span | None:
    """The span of a word that can hardly mean anything in its own question."""
    word = words[index]
    before = words[index - 1].text if index else ""
    after = words[index + 1].text if index + 1 < len(words) else ""
    here = (word.start, word.end)
    if word.text in DETERMINERS and after in GENERIC_NOUNS | {"samme", "same"}:
        return word.start, words[index + 1].end
    if word.text in PRONOUNS and not (word.text == "it" and ENGLISH_EXPLETIVE.search(text)):
        is_of_own = word.text in ("their", "its", "they", "it", "them") and len(own) > 1 and index > 1
        return None if is_of_own and word.start > own[0].start else here
    if word.text in DETERMINERS:
        if not after or (before in PREPOSITIONS and after in (FILLERS | PREPOSITIONS) - {"med", "å"}):
            return here if before not in ("hva", "kva", "what") else None
        if word.text in NEAR_DETERMINERS and before and after in MODALS | AUXILIARIES | {"mean", "apply"}:
            return here
        is_last = index + 2 == len(words)
        if is_last and (after in RELATIVE or ordinal_of(after)):
            return word.start, words[index + 1].end
    return None
