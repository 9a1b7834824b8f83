"""A question of which another has named only a part: the earlier one with that part in its place."""

from assistant.conversation.leaning import Leant
from assistant.conversation.slots import (
    Slots,
    added,
    slots_of,
    with_ordinal,
    with_place,
    with_units,
    with_years,
)
from assistant.conversation.subject import subject_of, tail_of, without_attribute
from assistant.conversation.words import Word, ordinal_of, steps, words_of
from assistant.question.wordings import is_kind_word
from assistant.texts import Language, said
from corpus.snapshot import Snapshot
from corpus.words.small import PREPOSITIONS

_CLOSING = " ?!."


def with_part(leant: Leant, before: str, snapshot: Snapshot, language: Language) -> str:
    """The earlier question `before` with what the current one names."""
    current, slots = leant.text, leant.slots
    earlier = slots_of(before, snapshot)
    words = words_of(current)
    ordinal = any(ordinal_of(word.text) or steps(word.text) for word in words)
    own = [word for word in words if not slots.holds(word) and not is_kind_word(word.text) and not steps(word.text)]
    if ordinal and len(own) <= 1:
        counted = with_ordinal(before, current, earlier)
        if counted is not None:
            return counted
    if not own:
        return _with_slots(leant, before, snapshot, language)
    return _with_phrase(before, current, words, earlier)


def _with_slots(leant: Leant, before: str, snapshot: Snapshot, language: Language) -> str:
    """The earlier question with the units, the place and the years of the current one, those that it has."""
    current, slots = leant.text, leant.slots
    text = before
    if slots.units:
        unit = current[slots.units[0][0] : slots.units[-1][1]]
        subject = without_attribute(subject_of(before)).text
        of_unit = with_units(text, current, slots_of(text, snapshot), slots)
        text = of_unit or said("questions.unit_and_subject", language, unit=unit, subject=subject)
    if slots.places or slots.strangers:
        text = with_place(text, current, slots_of(text, snapshot), slots)
    if slots.years:
        text = with_years(text, current, slots_of(text, snapshot), slots)
    return text if slots.spans else added(text, f"({current.strip(_CLOSING)})")


def _with_phrase(before: str, current: str, words: list[Word], earlier: Slots) -> str:
    """The earlier question about another thing: after the same preposition, else in the place of its subject."""
    phrase = current.strip(_CLOSING)
    if words[0].text in PREPOSITIONS:
        at = _same_preposition(before, words[0].text, earlier)
        if at is not None:
            return f"{before[: at[0]]}{phrase}{before[at[1] :]}"
        subject = subject_of(before)
        head = next((word for word in words_of(subject.text)[1:] if word.text in PREPOSITIONS), None)
        if head is None:
            return added(before, phrase)
        return f"{before[: subject.start + head.start]}{phrase}?"
    subject = without_attribute(subject_of(before))
    if earlier.units and earlier.units[0][0] == subject.start:
        return f"{before[: subject.start]}{phrase}{before[earlier.units[-1][1] :]}"
    tail = tail_of(subject.text)
    return f"{before[: subject.start]}{phrase}{subject.text[tail:]}?"


def _same_preposition(before: str, preposition: str, earlier: Slots) -> tuple[int, int] | None:
    """Where the last phrase with this preposition stands that is no place or year, up to the next preposition."""
    words = words_of(before)
    for index in range(len(words) - 2, -1, -1):
        word, after = words[index], words[index + 1]
        if word.text == preposition and not earlier.holds(after):
            following = next((other for other in words[index + 2 :] if other.text in PREPOSITIONS), None)
            return word.start, following.start - 1 if following else words[-1].end
    return None
