"""How a sentence is written: its shape, its language, and what a sentence of an answer never holds."""

import re
import unicodedata

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.fault import Fault
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.verbs import is_verb_base
from assistant.answering.checks.verify import folded
from assistant.question.orders import orders, shown
from assistant.texts import Language
from corpus.words.lexicon import zipf
from corpus.words.written import BOKMAL_IN_TEXTS, ENGLISH, NYNORSK_IN_TEXTS

_LONGEST = 600  # characters: the longest sentence of the shipped plans has 430
_FEWEST_WORDS = 2
_MARKUP = re.compile(
    r"<[/!a-z]|</|&[a-z]+;|&#\d+;|!?\[[^\]]*\]\s*[(\[]|https?:|www\.|ftp:|mailto:|javascript:|data:\w+/"
    r"|`|\*\*|__|^\s*#|\{\{|\}\}|\{%|\||\\[a-z]{2,}\{|::",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"[\w.+-]+\s?(?:@|\(at\)|\(krøllalfa\))\s?[\w-]+|\b[\w-]+\.(?:no|com|org|net|io|eu|example|dk|se|info)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![\d.,/–-])(?:\+\d{2}\s?)?\d(?:[ \u00a0]?\d){7,}(?!\d)|\b[89]\d{2} ?\d{2} ?\d{3}\b|\b\d{2}(?: \d{2}){3}\b"
    r"|\btlf\b|\btelefon(?:en)? (?:på )?\d"
)
_WORD = re.compile(r"[^\W\d_]+(?:'\w+)?")
_QUOTED = re.compile(r"[«\"“][^»\"”]*[»\"”]")


def shape_fault(text: str, grounds: Grounds, language: Language) -> Fault | None:
    """What is wrong with how a sentence is written, whatever it says."""
    words = _WORD.findall(text)
    if len(text) > _LONGEST or len(words) < _FEWEST_WORDS:
        return Fault.SHAPE
    if shown(text) != text or any(unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cn", "Cs") for sign in text):
        return Fault.MARKUP
    quoted = folded(grounds.text)
    if _MARKUP.search(text) or any(match[0] not in quoted for match in _ADDRESS.finditer(folded(text))):
        return Fault.MARKUP
    if any(match[0] not in quoted for match in _PHONE.finditer(folded(text))):
        return Fault.MARKUP
    if _orders(text, grounds, language):
        return Fault.ORDER
    return Fault.LANGUAGE if _is_foreign(text, language, grounds) else None


def _orders(text: str, grounds: Grounds, language: Language) -> bool:
    """Whether a sentence tells the reader, or the assistant, what to do, or speaks of itself."""
    if orders(text) or text.rstrip().endswith("?"):
        return True
    words = [word.lower() for word in _WORD.findall(text)]
    held = frozenset(word.lower() for word in _WORD.findall(grounds.text))
    grammar = word_lists.grammar(language)
    persons = grammar["second"] | grammar["first"]
    told = frozenset("du deg dere dykk dykkar you your".split())
    us = frozenset("vi oss jeg eg me meg vår we us i me our my".split())
    for group in (told, us):
        if not (persons & group).isdisjoint(words) and group.isdisjoint(held) and not _translated_persons(group, held):
            return True
    first = words[0] if words else ""
    return first in word_lists.foreign("addressed") and first not in held


def _translated_persons(group: frozenset[str], held: frozenset[str]) -> bool:
    both = (frozenset("du deg din ditt dine".split()), frozenset("vi oss vår vårt våre jeg".split()))
    return any(not one.isdisjoint(held) and not one.isdisjoint(group) for one in both)


def _is_foreign(text: str, language: Language, grounds: Grounds) -> bool:
    """Whether a sentence is in another language than the one asked for; what it quotes keeps its own."""
    words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", text))] or [w.lower() for w in _WORD.findall(text)]
    held = frozenset(word.lower() for word in _WORD.findall(grounds.text))
    counts = {
        "en": sum(word in ENGLISH and (language == "en" or word not in held) for word in words),
        "nn": sum(word in NYNORSK_IN_TEXTS for word in words),
        "nb": sum(word in BOKMAL_IN_TEXTS for word in words),
    }
    others = (
        sum(word in word_lists.foreign("swedish") for word in words),
        sum(word in word_lists.foreign("danish") for word in words),
    )
    if language == "en":
        return counts["en"] == 0 or max(others) > 1 or counts["nb"] + counts["nn"] > counts["en"]
    if any("ö" in word or "ä" in word for word in words) or max(others) > 1 + (language == "nn"):
        return True
    if max(others) and max(others) >= counts["nb"] + counts["nn"]:
        return True
    if counts["en"] > counts["nb"] + counts["nn"] or _reads_english(words):
        return True
    other = "nb" if language == "nn" else "nn"
    return counts[other] > 1 and counts[other] > 2 * counts[language]


def _reads_english(words: list[str]) -> bool:
    return sum(word in ("the", "of", "and", "is", "are", "to", "shall", "with") for word in words) > 2


def is_known(word: str) -> bool:
    """Whether a word is one of the language."""
    return zipf(word) > 0 or is_verb_base(word)
