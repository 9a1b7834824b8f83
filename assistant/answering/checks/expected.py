"""Whether a draft holds what the question asks to be told: a time, a number, a name, an address, the years named."""

import re
from collections.abc import Sequence

from assistant.answering.draft import Draft, Statement
from assistant.question.kinds import Kind
from assistant.question.question import FocusWord, Question
from assistant.retrieval.quantities import SPAN
from assistant.retrieval.signals import YEAR, counts, counts_in_row, has_date, has_day, has_time, holds
from corpus.models import Document
from corpus.snapshot import Snapshot

_ASKS_DATE = re.compile(r"\b(?:dato|date|år|year|måned|månad|month|dag|day)\b", re.IGNORECASE)
_ASKS_DAY = re.compile(r"\b(?:dag(?:ar|er)?|days?)\b", re.IGNORECASE)
_IN_ALL = re.compile(
    r"\b(?:finnes|finst|fins|er det|har|i alt|totalt|til sammen|til saman|are there|in (?:all|total)|does .* have)\b",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"\b(?:kan|skal|må|bør|får|trenge?r?|minst|høyst|can|may|must|should|shall|least|most)\b", re.IGNORECASE
)
_ASKS_LIMIT = re.compile(
    r"\b(?:ferdig|frist\w*|start\w*|begynn\w*|slutt\w*|avslutt\w*|vedt\w+|deadline|finish\w*|begin\w*|end|adopted)\b",
    re.IGNORECASE,
)
_ASKS_SPAN = re.compile(
    r"\b(?:h?vor|kor) (?:lenge|lang \w*(?:frist|tid|periode|varsel)\w*)\b|\bhow long\b", re.IGNORECASE
)
_ASKS_PHONE = re.compile(r"\b(?:telefon\w*|tlf|mobil(?:en|nummer\w*|telefon\w*)?|(?:tele|cell)?phone)\b", re.IGNORECASE)
_PHONE = re.compile(r"\b(?:\d ?){8}\b")
_ASKS_MAIL = re.compile(r"\be-?(?:postadress\w*|mail address(?:es)?)\b", re.IGNORECASE)
_MAIL = re.compile(r"\S@\S")
_ASKS_ADDRESS = re.compile(  # the noun: plans address things, too
    r"\b(?:\w*adress(?:e|en|a|er|ene)|(?:the|an|which|what|e-?mail|postal|street|web|\w+['’]s) address(?:es)?)\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S@\S|\b\d{4} [A-ZÆØÅ]|https?://|www\.")
_ASKS_CLOCK = re.compile(r"\b(?:klokk\w+|åpningstid\w*|opningstid\w*|what time|opening hours?)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(?:kl|klokka|klokken)\b|\b\d{1,2}[.:]\d{2}\b", re.IGNORECASE)
_ASKS_PERSON = re.compile(
    r"\b(?:(?:hvem|kven|who) (?:er|is)|(?:hva|kva) hei?ter) (?:\w+ ){0,2}?\w*(?:sjef|leder|leiar|styrer|styrar|rektor|"
    r"ordfører|ordførar|byråd|direktør|kontaktperson|sekretær|head|manager|mayor|director|principal)(?:en)?\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)? [A-ZÆØÅ][a-zæøåé]+\b")
_ASKS_SHARE = re.compile(r"\b(?:h?vor (?:mange|stor del) av|kor (?:mange|stor del) av|how many of)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:alle|samtlige|ingen|begge|halvparten|flertallet|mindretallet|de fleste|noen få|enkelte)\b", re.IGNORECASE
)
_TOLD = (
    (_ASKS_SPAN, SPAN),
    (_ASKS_PHONE, _PHONE),
    (_ASKS_MAIL, _MAIL),
    (_ASKS_ADDRESS, _ADDRESS),
    (_ASKS_CLOCK, _CLOCK),
)
_ASKS_NAME = re.compile(
    r"\b(?:(?:hva|kva|hvad) hei?ter|(?:navnet|namnet|name) (?:på|til|of)|what is .{1,40} called)\b", re.IGNORECASE
)
_NAME = re.compile(r"(?<=[a-zæøå,;:(] )(?:[«\"][^»\"]{3,}[»\"]|[A-ZÆØÅ][\w-]+)|^[«\"]?[A-ZÆØÅ][\w-]+ [A-ZÆØÅ][\w-]+")


def holds_what_is_asked(question: Question, draft: Draft, snapshot: Snapshot) -> bool:
    """A time for when, a number for how many, and the years that the question names within the plan's own."""
    said = " ".join(statement.claim.text for statement in draft.statements)
    if not holds(question.kind, said) and not (_ASKS_SHARE.search(question.text) and _SHARE.search(said)):
        return False
    if question.counted is not None and not _counts(question, question.counted, draft):
        return False
    if question.kind is Kind.WHEN and _ASKS_DATE.search(question.text) and not _dates(question, said):
        return False
    if question.kind is Kind.WHEN and _ASKS_LIMIT.search(question.text) and not has_time(said):
        return False
    if any(asks.search(question.text) and not told.search(said) for asks, told in _TOLD):
        return False
    if _ASKS_PERSON.search(question.text) and not any(map(_names_a_person, draft.statements)):
        return False
    if _ASKS_NAME.search(question.text) and not _names_anew(question, draft):
        return False
    if not question.years:
        return True
    documents = [snapshot.document_of(statement.passage) for statement in draft.statements]
    texts = " ".join(f"{' '.join(s.passage.heading_path)} {s.passage.text}" for s in draft.statements)
    named = {int(year) for year in YEAR.findall(texts)}
    return any(_is_within(year, named, documents) for year in question.years)


def _names_a_person(statement: Statement) -> bool:
    """Whether a name stands in a sentence; the titles and owners of a measure's row are none of persons."""
    return statement.measure is None and _PERSON.search(statement.claim.text) is not None


def _dates(question: Question, said: str) -> bool:
    """Whether a date is told; where a day is asked for, that of the week will do."""
    return has_date(said) or (_ASKS_DAY.search(question.text) is not None and has_day(said))


def _counts(question: Question, word: FocusWord, draft: Draft) -> bool:
    """Whether the draft tells how many there are: in a sentence, or a row whose label or headings name them."""
    said = " ".join(statement.claim.text for statement in draft.statements)
    in_all = asks_how_many_in_all(question.text)
    rows = (statement.passage for statement in draft.statements)
    return counts(word, said, in_all=in_all) or any(counts_in_row(word, passage) for passage in rows)


def asks_how_many_in_all(text: str) -> bool:
    """Whether a question asks how many there are, and not how many there may or must be."""
    return _IN_ALL.search(text) is not None and _LIMITS.search(text) is None


def _names_anew(question: Question, draft: Draft) -> bool:
    """Whether the draft holds a name that the question does not: what something is called, asks for one."""
    asked = question.text.lower()
    quotes = [statement.claim.quote for statement in draft.statements]
    return any(name.lower() not in asked for quote in quotes for name in _NAME.findall(quote))


def _is_within(year: int, named: set[int], documents: Sequence[Document]) -> bool:
    return year in named or any(
        document.valid_from <= year <= document.valid_to
        for document in documents
        if document.valid_from is not None and document.valid_to is not None
    )
