"""What a question is about: the phrase of it that a later "it" stands for."""

import re
from dataclasses import dataclass

from assistant.conversation.words import ATTRIBUTE, Word, words_of
from assistant.question.wordings import is_kind_word
from corpus.words.small import AUXILIARIES, DETERMINERS, INTERROGATIVES, MODALS, PARTICLES, PREPOSITIONS

_WITH_NOUN = re.compile(
    r"^(?:hv?ilke[nt]?|hvilka|kva for(?: ei[nt]?)?|(?:hva|kva) slags|h?vor mange|kor mange|which|what kind of"
    r"|how many)$",
    re.IGNORECASE,
)
_SAYS_ABOUT = re.compile(
    r"^(?:hva|kva|what) (?:sier|seier|står|skriver|do|does)\b.*? (?:om|about) (?P<about>.+)$", re.IGNORECASE
)
_DOES_WITH = re.compile(
    r"^(?:hva|kva|what|hvordan|korleis|how) .+? (?:gjøre|gjere|gjort|do|done) (?:med|with|about) (?P<about>.+)$",
    re.IGNORECASE,
)
_NAMED = re.compile(  # what is asked for is named with more than its kind: "Which report by Norce does …"
    r"^(?P<which>which|what|hvilke[nt]|kva for ei[nt]?) (?P<noun>(?!of\b|av\b)\w+ (?:by|from|of|about|av|fra|frå"
    r"|om) .+?) "
    r"(?:does|do|did|is|was|has|bruker|brukar|er|var|har) .+$",
    re.IGNORECASE,
)
_OWNED = re.compile(  # "Hvilke tiltak har PPT ansvar for?"
    r"^(?:hvilke|kva(?: for)?|which|what|hvor mange|kor mange|how many) (?P<noun>tiltak|measures) (?:har|does|do"
    r"|is|are) "
    r"(?P<unit>.+?)(?: (?:ansvar(?:et)? for|have|own|responsible for|in charge of)(?P<rest> .+)?)?$",
    re.IGNORECASE,
)
_WHAT_IS_OWNED = {
    "tiltak": "tiltak som {unit} har ansvar for{rest}",
    "measures": "the measures that {unit} is responsible for{rest}",
}
_THE = {"which": "the ", "what": "the "}
_PASSIVE = re.compile(
    r" (?:(?:be|been|bli|blir|verte|være|vere) )(?:\w+(?:ed|en|et|t|d|a|de|te)\b.*|ready|ferdig)$", re.IGNORECASE
)
_OWNING = re.compile(r"ansvar(?:e|et|t|s|leg|lig)?")
_INFINITIVE = re.compile(r"(?<!n)(?:e|a|å)$")
_CLOSING = " ?!.,"


@dataclass(frozen=True)
class Subject:
    """A phrase; `is_noun` where it can take a pronoun's place. `start` is where it begins in its question."""

    text: str
    is_noun: bool
    start: int = -1


def subject_of(text: str) -> Subject:
    """The phrase that a question is about: what is left of it without what asks."""
    whole = text.rstrip(_CLOSING)
    told = _SAYS_ABOUT.match(whole) or _DOES_WITH.match(whole)
    if told:
        return _trimmed(whole, told.start("about"), is_noun=True)
    owned = _OWNED.match(whole)
    if owned:
        return Subject(text=_WHAT_IS_OWNED[owned["noun"].lower()].format(**owned.groupdict("")), is_noun=True, start=0)
    named = _NAMED.match(whole)
    if named:
        return Subject(
            text=f"{_THE.get(named['which'].lower(), '')}{named['noun']}", is_noun=True, start=named.start("noun")
        )
    words = words_of(whole)
    at = _after_interrogative(whole, words)
    at, is_noun = _after_verbs(words, at)
    if at >= len(words):
        return Subject(text=whole, is_noun=False, start=0)
    return _trimmed(whole, words[at].start, is_noun=is_noun)


def without_attribute(subject: Subject) -> Subject:
    """What a phrase like "the goal of …" is of: a pronoun after it hardly ever means the goal."""
    match = ATTRIBUTE.match(subject.text)
    if match is None:
        return subject
    return Subject(text=subject.text[match.end() :], is_noun=subject.is_noun, start=subject.start + match.end())


def tail_of(text: str) -> int:
    """Where in a subject its first preposition stands that leads on to a place or a time; its length where none."""
    for word in reversed(words_of(text)):
        if word.text in ("i", "in") and word.start:
            return word.start - 1
    return len(text)


def _after_interrogative(text: str, words: list[Word]) -> int:
    """The index after the interrogative, with the noun it goes with where more is said than that."""
    at = next((index for index, word in enumerate(words) if word.text in INTERROGATIVES), None)
    if at is None:
        return 0
    for length in (3, 2, 1):
        if at + length <= len(words) and _WITH_NOUN.match(text[words[at].start : words[at + length - 1].end]):
            verb = _verb(words, at + length + 1)
            return verb if verb is not None and verb + 1 < len(words) else at + length
    if (
        words[at].text in ("hvor", "kor", "vor", "how")
        and at + 1 < len(words)
        and words[at + 1].text not in AUXILIARIES
    ):
        at += 1  # "hvor ofte", "how large"
    return at + 1


def _verb(words: list[Word], at: int) -> int | None:
    """The first finite verb from an index on: one that is known, else what ends as verbs do."""
    near = range(at, min(at + 3, len(words)))
    known = next((index for index in near if words[index].text in AUXILIARIES), None)
    if known is not None:
        return known
    return next((index for index in near if words[index].text.endswith(("r", "s"))), None)


def _after_verbs(words: list[Word], at: int) -> tuple[int, bool]:
    """The index of the first word that says something, and whether a noun phrase begins there.

    The verb after an interrogative is left out, an infinitive only where its object follows at once.
    """
    if 0 < at < len(words) and words[at].text not in PREPOSITIONS:
        at += 1  # the verb comes second
    is_noun = True
    while at < len(words):
        word, before = words[at].text, words[at - 1].text if at else ""
        if before in MODALS | {"å", "to"} and _INFINITIVE.search(word) and word not in DETERMINERS:
            following = words[at + 1].text if at + 1 < len(words) else None
            if following is None or following in PARTICLES or following in PREPOSITIONS:
                is_noun = False
                break
        elif not _OWNING.fullmatch(word) and _begins_noun(words, at):
            break
        at += 1
    return at, is_noun


def _begins_noun(words: list[Word], at: int) -> bool:
    word, after = words[at].text, words[at + 1].text if at + 1 < len(words) else None
    if word in DETERMINERS and after is not None and not is_kind_word(after):
        return True
    return not is_kind_word(word) and word not in AUXILIARIES


def _trimmed(whole: str, start: int, *, is_noun: bool) -> Subject:
    text = whole[start:].strip(_CLOSING)
    return Subject(text=_PASSIVE.sub("", text) if is_noun else text, is_noun=is_noun, start=start)
