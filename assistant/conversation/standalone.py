"""A question that leans on the one before, put so that it stands by itself, in words that a reader can check."""

import re
from dataclasses import dataclass

from assistant.conversation.leaning import Leaning, Leant, leaning_of
from assistant.conversation.parts import with_part
from assistant.conversation.subject import Subject, subject_of, without_attribute
from assistant.conversation.words import ordinal_of, words_of
from assistant.question.kinds import Kind, kind_of
from assistant.question.language import detect_language
from assistant.question.understand import understand
from assistant.texts import Language, said
from corpus.snapshot import Snapshot
from corpus.words.asking import RELATIVE

_ASKED = {Kind.WHO: "questions.whose_task", Kind.WHEN: "questions.what_schedule"}
_POSSESSIVES = frozenset(("its", "their"))
_OWES = re.compile(
    r"\b(?:ansvar(?:et|e)?|ansvarlig|ansvarleg|responsible|in charge|frist(?:en)?|tidsplan(?:en)?)$", re.I
)
_OF_THEM = re.compile(
    r"^(?P<which>hvilke|kva(?: for)?|hvor mange|kor mange|which|how many) (?:av|of) "
    r"(?:dem|disse|dei|desse|them|these|those)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:hvilke|kva(?: for)?|which|what|hvor mange|kor mange|how many) (?P<noun>[^\W\d_]+)", re.IGNORECASE
)
_COUNTED = re.compile(r"^(?:hvor|kor|vor|how) (?:mange|many)\b", re.IGNORECASE)
_BARE_COUNT = 4  # words: "how many are there"
_LONGEST_NOUN = 10  # words; a longer phrase stands in brackets after the question
_ENGLISH = re.compile(r"\b(?:tell|more|elaborate|explain)\b", re.IGNORECASE)
_NYNORSK = re.compile(r"\b(?:meir|seie|utdjup\w*|fortel|nærare)\b", re.IGNORECASE)
_BOKMAL = re.compile(r"\b(?:hva|hvem|hvor\w*|hvilke\w*|ikke|gjelder)\b", re.IGNORECASE)
_NORWEGIAN = re.compile(r"\b(?:når|er|har|skal|og|med|enn|det|kan)\b", re.IGNORECASE)
_CLOSING = " ?!."


_DOES_IT = re.compile(
    r"^(?:hvem|kven|vem|who)(?: (?:er|skal|må|should|will|is))?(?: (?:det )?som)? (?:gjør|gjøre|gjer|gjere|jør"
    r"|ordner|ordnar"
    r"|fikser|fiksar|står for|stå for|steller med|tar seg av|tek seg av|does|do|doing|does|takes care of|take care of"
    r"|handles?) (?:det|dette|that|this|it|them|dem|dei)$",
    re.IGNORECASE,
)
_THERE_ARE = re.compile(
    r"^ (?:er det|finnes(?: det)?|finst(?: det)?|har|are there|is there|does"
    r"|do)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Earlier:
    """What a question may lean on: the one before as it was answered, and the title of the measure it was about."""

    question: str
    subject: str | None = None


@dataclass(frozen=True)
class Standalone:
    """A question put so that it stands by itself, in the language it was asked in."""

    text: str
    language: Language


def standalone(text: str, earlier: Earlier, snapshot: Snapshot, language: str | None = None) -> Standalone | None:
    """The question as it is to be answered; None where it stands by itself.

    Raises ValueError where the language is unknown.
    """
    question = understand(text, snapshot, language=language, every_edition=True)
    leant = leaning_of(question, snapshot)
    if leant is None:
        return None
    before = detect_language(earlier.question)
    written = question.language if language else _language(text, question.language, before)
    return Standalone(_made(leant, earlier, written, snapshot), written)


def _language(text: str, found: Language, before: Language) -> Language:
    """The language asked in: that of the question before where its own few words tell none."""
    if _ENGLISH.search(text):
        return "en"
    if _NYNORSK.search(text):
        return "nn"
    if found != "nb" or _BOKMAL.search(text):
        return found
    return found if before == "en" and _NORWEGIAN.search(text) else before


def _made(leant: Leant, earlier: Earlier, language: Language, snapshot: Snapshot) -> str:
    if leant.by is Leaning.PART:
        return _sentence(with_part(leant, earlier.question, snapshot, language))
    subject = _subject(earlier)
    if leant.by is Leaning.MORE:
        return said("questions.about", language, subject=subject.text)
    made = _of_them(leant, earlier.question) or _in_order(leant, earlier.question, subject)
    return made or _sentence(_pointed(leant, subject, language))


def _subject(earlier: Earlier) -> Subject:
    """The title of the measure that the question before was about; else that question's own words."""
    if earlier.subject is not None:
        return Subject(text=f"«{earlier.subject}»", is_noun=True)
    return without_attribute(subject_of(earlier.question))


def _of_them(leant: Leant, before: str) -> str | None:
    """Which or how many of those that were listed, as a question of its own; None for another question."""
    listed = _LISTED.match(before)
    asked = _OF_THEM.match(leant.text)
    if listed and asked:
        rest = leant.text[asked.end() :].strip(_CLOSING)
        return _sentence(f"{asked['which']} {listed['noun']}{' ' if rest else ''}{rest} ({_phrase(before, listed)})")
    counted = _COUNTED.match(leant.text)
    if listed and counted and len(words_of(leant.text)) <= _BARE_COUNT:
        return _sentence(f"{counted[0]} {listed['noun']}{before[listed.end() :]}")
    return None


def _in_order(leant: Leant, before: str, subject: Subject) -> str | None:
    """The last or the next of those asked about before, as a question of its own; None for another question."""
    if leant.pointer is None:
        return None
    last = leant.text[slice(*leant.pointer)].split()[-1].lower()
    if last not in RELATIVE and not ordinal_of(last):
        return None
    body = leant.text.rstrip(_CLOSING)
    listed = _LISTED.match(before)
    there = listed and _THERE_ARE.match(before[listed.end() :])
    if listed and there:
        return _sentence(f"{body} {listed['noun']}{before[listed.end() + there.end() :]}")
    return _sentence(f"{body} ({subject.text})")


def _phrase(before: str, listed: re.Match[str]) -> str:
    return before[listed.start("noun") :].strip(_CLOSING)


def _pointed(leant: Leant, subject: Subject, language: Language) -> str:
    """The question with the earlier subject in the place of its pronoun, or beside it."""
    body = leant.text.rstrip(_CLOSING)
    words = words_of(body)
    fits = subject.is_noun and len(subject.text.split()) <= _LONGEST_NOUN
    if _DOES_IT.match(body):
        return said(_ASKED[Kind.WHO], language, subject=subject.text)
    if leant.pointer is not None and fits:
        start, end = leant.pointer
        whose = "'s" if leant.text[start:end].lower() in _POSSESSIVES else ""
        return f"{leant.text[:start]}{subject.text}{whose}{leant.text[end:]}"
    if len(words) == 1 and kind_of(body) in _ASKED:
        return said(_ASKED[kind_of(body)], language, subject=subject.text)
    if _OWES.search(body) and fits:
        return f"{body} {said('questions.for', language)} {subject.text}"
    return f"{body} ({subject.text})"


def _sentence(text: str) -> str:
    """A text as a question is written."""
    whole = text.rstrip(_CLOSING)
    return f"{whole[0].upper()}{whole[1:]}?"
