"""Whose plans a question asks for rows of."""

import re
from typing import NamedTuple

from assistant.question.naming import documents_of, names_of, titled
from assistant.question.question import Question
from corpus.models import Document
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words
from corpus.words.lexicon import lemma

_PLAN = re.compile(
    r"\b(?:i|av|fra|frå|in|of|from)\s+(?:den |det |the )?"
    r"(?P<plan>(?:[\w-]+\s+){0,4}?[\w-]*(?:plan|strategi|strategy)(?:en|a|er|ar|ene|ane|s)?)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:i|av|fra|frå|for|om|in|of|from|about)\s", re.IGNORECASE)


class Scope(NamedTuple):
    """The documents that are looked through (all where None), those that the question names, and its words for them."""

    documents: frozenset[str] | None
    named: frozenset[str]
    words: frozenset[str]


def asked_scope(question: Question, snapshot: Snapshot, documents: frozenset[str] | None) -> Scope:
    """The scope of a question that `documents` may answer: one plan that it names, or all plans of a municipality."""
    about = frozenset(snapshot.documents) if documents is None else documents
    in_title, bases = _titled(question.text, about, snapshot)
    called = {word.word: documents_of(word.bases, names_of(snapshot)) & about for word in question.focus}
    named = question.documents or in_title or frozenset(key for found in called.values() for key in found)
    if not named:
        return Scope(documents, named, frozenset())
    words = {word for word, found in called.items() if found & named} | issuing_words(question.documents, snapshot)
    bases |= _describing(question.text, named, snapshot)
    words |= {word.word for word in question.focus if _bases(content_words(word.word)) <= bases}
    return Scope(named if documents is None else named & documents, named, frozenset(words))


def issuing_words(documents: frozenset[str], snapshot: Snapshot) -> frozenset[str]:
    """The words of these documents' issuers and jurisdictions."""
    found = (snapshot.documents[key] for key in documents)
    return frozenset(
        word for document in found for word in content_words(f"{document.issuer or ''} {document.jurisdiction or ''}")
    )


def _titled(text: str, about: frozenset[str], snapshot: Snapshot) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of those documents that a question names by words of title and issuer, and these words in base form."""
    for match in _PLAN.finditer(text):
        words = content_words(match["plan"])
        wanted = _bases(words)
        found = frozenset(key for key, bases in _naming(snapshot).items() if wanted <= bases) & about
        if found and (len(words) > 1 or match["plan"].endswith(("en", "a"))):
            return found, wanted
    called = {word: ids & about for word, ids in titled(text, names_of(snapshot)).items() if ids & about}
    return frozenset().union(*called.values()), _bases(list(called))


def _describing(text: str, named: frozenset[str], snapshot: Snapshot) -> frozenset[str]:
    """The words of titles, in base form, that stand before "plan" where documents are named by other words, too: "den
    overordnede Oslo-planen".
    """
    titles = frozenset().union(*(_naming(snapshot)[key] for key in named))
    before = (_PREPOSITION.split(match["plan"])[-1] for match in _PLAN.finditer(text))
    return frozenset().union(*(_bases(content_words(name)) & titles for name in before))


def _naming(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """The words of the title, issuer and jurisdiction of each document, in base form."""
    return snapshot.once(
        "words that name documents", lambda own: {key: _named_by(one) for key, one in own.documents.items()}
    )


def _named_by(document: Document) -> frozenset[str]:
    return _bases(content_words(f"{document.title} {document.issuer or ''} {document.jurisdiction or ''}"))


def _bases(words: list[str]) -> frozenset[str]:
    return frozenset(lemma(word.removesuffix("s")).removesuffix("e") for word in words)
