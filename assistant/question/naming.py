"""Which documents a question names."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from corpus.editions import Editions
from corpus.models import Document
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, word_terms
from corpus.words.asking import DOCUMENT_TYPES, ORGANISATIONS, PLAN_TYPES

_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]+")
_SUBTITLE = re.compile(r"\s[–—-]\s|[.!?:]\s|\s\(")
_FEWEST_IN_TITLE = 2  # words: of one, it is not known whether the document is meant or the thing
_SAME_PLACE = re.compile(r"^(?:,| i| in|,? bydel)$", re.IGNORECASE)


@dataclass(frozen=True)
class Names:
    """What so many documents (`count`) may be called.

    Their ids by the base forms of their `own` names and kinds, by those of all that they belong to as well (`wider`),
    and with what each is called before its subtitle, as written and folded (`heads`).
    """

    count: int
    own: Mapping[str, frozenset[str]]
    wider: Mapping[str, frozenset[str]]
    heads: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        """The names of these documents."""
        kept = list(documents)
        heads = ((_SUBTITLE.split(document.title)[0].strip(" .!?"), document.id) for document in kept)
        return cls(
            count=len(kept),
            own=_by_base((document.id, own_names(document) | _types(document)) for document in kept),
            wider=_by_base((document.id, _names(document)) for document in kept),
            heads=tuple((head, head.casefold(), key) for head, key in heads if len(head.split()) >= _FEWEST_IN_TITLE),
        )


def names_of(snapshot: Snapshot) -> Names:
    """The names of all documents of a snapshot."""
    return snapshot.once("names of documents", lambda own: Names.of(own.documents.values()))


def named_by(
    text: str,
    words: Mapping[str, frozenset[str]],
    names: Names,
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
    called = {word: (_having(bases, names.own), _having(bases, names.wider)) for word, bases in words.items()}
    called = {word: both for word, both in called.items() if any(both)}
    if not called:
        return {}
    plans = names.count - sum(len(series) - 1 for series in editions.several)
    most = max(1, plans // 4)
    of_a_plan = narrowly or any(word_terms(word)[-1] in PLAN_TYPES for word in content_words(text))
    return {
        word: having if having and of_a_plan else having | others
        for word, (having, others) in called.items()
        if len({editions.series(key) for key in having or others}) <= most
    }


def titled(text: str, names: Names) -> dict[str, frozenset[str]]:
    """The ids of the documents by each word of what they are called before their subtitle, where the text calls them
    that: in quotation marks, or with its capital inside a sentence ("tiltakene i Trygg start").
    """
    found: dict[str, frozenset[str]] = {}
    folded = text.casefold()
    for head, own, document_id in names.heads:
        if own in folded and _is_called(text, re.escape(head)):
            for word in content_words(head):
                found[word] = found.get(word, frozenset()) | {document_id}
    return found


def _is_called(text: str, name: str) -> bool:
    in_marks = re.search(rf"[«\"“]{name}[!?.]?[»\"”]", text, re.IGNORECASE)
    return in_marks is not None or re.search(rf"[\w,] {name}\b", text) is not None


def _by_base(called: Iterable[tuple[str, frozenset[str]]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for document_id, bases in called:
        for base in bases:
            found.setdefault(base, set()).add(document_id)
    return {base: frozenset(ids) for base, ids in found.items()}


def _having(bases: frozenset[str], names: Mapping[str, frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*(names[base] for base in bases if base in names))


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


def documents_of(bases: frozenset[str], names: Names) -> frozenset[str]:
    """The ids of the documents of an issuer or jurisdiction with one of these names, however many others have it."""
    return _having(bases, names.wider)


def place_names(snapshot: Snapshot) -> frozenset[str]:
    """The names of those whose plans these are, lower case."""
    return snapshot.once("names of places", lambda own: _places(own.documents.values()))


def _places(documents: Iterable[Document]) -> frozenset[str]:
    return frozenset(
        name for document in documents for name in _written_in(f"{document.issuer or ''} {document.jurisdiction or ''}")
    )
