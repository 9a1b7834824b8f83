"""Which documents a question names."""

import re
from collections.abc import Iterable, Mapping

from corpus.editions import Editions
from corpus.models import Document
from corpus.words.analysis import content_words, word_terms
from corpus.words.asking import DOCUMENT_TYPES, ORGANISATIONS, PLAN_TYPES

_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]+")
_SUBTITLE = re.compile(r"\s[–—-]\s|[.!?:]\s|\s\(")
_FEWEST_IN_TITLE = 2  # words: of one, it is not known whether the document is meant or the thing
_SAME_PLACE = re.compile(r"^(?:,| i| in|,? bydel)$", re.IGNORECASE)


def named_by(
    text: str,
    words: Mapping[str, frozenset[str]],
    documents: Iterable[Document],
    editions: Editions = Editions(),  # noqa: B008
    *,
    narrowly: bool = False,
) -> dict[str, frozenset[str]]:
    """The ids of the documents that each naming word of a question names.

    `words` are those of its `text` with the base forms they may stand for. A name is a word of an issuer or
    jurisdiction that hardly any other plan has, its editions counting as one; words for what many are (kommune, bydel)
    name none. What a unit belongs to (Oslo for its districts) names its own plan where a plan is spoken of, or
    `narrowly`, and else theirs as well.
    """
    kept = list(documents)
    plans = len({editions.series(document.id) for document in kept})
    own = {document.id: own_names(document) | _types(document) for document in kept}
    wider = {document.id: _names(document) for document in kept}
    of_a_plan = narrowly or any(word_terms(word)[-1] in PLAN_TYPES for word in content_words(text))
    found: dict[str, frozenset[str]] = {}
    for word, bases in words.items():
        having = _having(bases, own)
        others = _having(bases, wider)
        if len({editions.series(key) for key in having or others}) <= max(1, plans // 4):
            found[word] = having if having and of_a_plan else having | others
    return {word: having for word, having in found.items() if having}


def titled(text: str, documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """The ids of the documents by each word of what they are called before their subtitle, where the text calls them
    that: in quotation marks, or with its capital inside a sentence ("tiltakene i Trygg start").
    """
    found: dict[str, frozenset[str]] = {}
    for document in documents:
        head = _SUBTITLE.split(document.title)[0].strip(" .!?")
        if len(head.split()) < _FEWEST_IN_TITLE:
            continue
        name = re.escape(head)
        if re.search(rf"[«\"“]{name}[!?.]?[»\"”]", text, re.IGNORECASE) or re.search(rf"[\w,] {name}\b", text):
            for word in content_words(head):
                found[word] = found.get(word, frozenset()) | {document.id}
    return found


def _having(bases: frozenset[str], names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset(key for key, identity in names.items() if bases & identity)


def without_places(
    text: str, named: Mapping[str, frozenset[str]], documents: Mapping[str, Document]
) -> dict[str, frozenset[str]]:
    """What is left when names that only say where another one lies ("Grorud i Oslo") name nothing."""
    lower = text.lower()
    kept = dict(named)
    for word, ids in named.items():
        for other, others in named.items():
            outer = any(word_terms(word)[0] in _names(documents[key]) - own_names(documents[key]) for key in others)
            if other != word and ids != others and outer and _is_beside(lower, word, other):
                kept.pop(word, None)
    return kept


def own_names(document: Document) -> frozenset[str]:
    """The base forms of the names of the unit whose plan it is: those of the innermost that has any."""
    for whose in (document.issuer, document.jurisdiction):
        for part in reversed((whose or "").split(",")):
            names = _names_in(part)
            if names:
                return names
    return frozenset()


def _names(document: Document) -> frozenset[str]:
    return _names_in(f"{document.issuer or ''} {document.jurisdiction or ''}")


def _names_in(text: str) -> frozenset[str]:
    return frozenset(word_terms(word)[0] for word in _written_in(text))


def _written_in(text: str) -> list[str]:
    words = (word.lower() for word in _NAME.findall(text))
    return [word for word in words if word_terms(word)[0] not in ORGANISATIONS]


def _types(document: Document) -> frozenset[str]:
    """What the title says that the document is, in whole and by the last part of the word: kvalitetskriterium."""
    words = (word_terms(word) for word in content_words(document.title))
    return frozenset(base for word in words if word[-1] in DOCUMENT_TYPES for base in (word[0], word[-1]))


def _is_beside(text: str, one: str, other: str) -> bool:
    """Whether hardly anything stands between two words."""
    first, second = sorted((text.find(one), text.find(other)))
    start = first + len(one if text.find(one) == first else other)
    return first >= 0 and bool(_SAME_PLACE.match(text[start:second].rstrip() or ","))


def documents_of(bases: frozenset[str], documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents of an issuer or jurisdiction with one of these names, however many others have it."""
    return frozenset(document.id for document in documents if not bases.isdisjoint(_names(document)))


def place_names(documents: Iterable[Document]) -> frozenset[str]:
    """The names of those whose plans these are, lower case."""
    return frozenset(
        name for document in documents for name in _written_in(f"{document.issuer or ''} {document.jurisdiction or ''}")
    )
