"""Which documents a question names."""

import re
from collections.abc import Iterable, Mapping

from corpus.editions import Editions
from corpus.index.analysis import content_words, word_terms
from corpus.models import Document

_NAME = re.compile(r"\b[A-ZÆØÅ][^\W\d_]+")
_DOCUMENT_TYPES = frozenset("bok foredrag håndbok".split())
_ORGANISATIONS = frozenset(
    (
        "avdeling byrådsavdeling bydel departement direktorat etat fylkeskommune kommune nasjonal national "
        "utdanning oppgi"
    ).split()
)


def named_documents(
    words: Mapping[str, frozenset[str]],
    documents: Iterable[Document],
    editions: Editions = Editions(),  # noqa: B008
) -> tuple[frozenset[str], frozenset[str]]:
    """The ids of the documents that a question names, and the words that name them.

    `words` are the question's words with the base forms they may stand for. A name is a word of an issuer or
    jurisdiction that hardly any other plan has, its editions counting as one; words for what many are (kommune, bydel)
    name none.
    """
    identities = {document.id: _identity(document) for document in documents}
    plans = len({editions.series(document_id) for document_id in identities})
    named: set[str] = set()
    naming: set[str] = set()
    for word, bases in words.items():
        having = {document_id for document_id, names in identities.items() if bases & names}
        if having and len({editions.series(document_id) for document_id in having}) <= max(1, plans // 4):
            named |= having
            naming.add(word)
    return frozenset(named), frozenset(naming)


def place_names(documents: Iterable[Document]) -> frozenset[str]:
    """The names of those whose plans these are, lower case."""
    return frozenset(name for document in documents for name in _names(document))


def _names(document: Document) -> list[str]:
    """The names in issuer and jurisdiction, lower case."""
    whose = [word.lower() for word in _NAME.findall(f"{document.issuer or ''} {document.jurisdiction or ''}")]
    return [word for word in whose if word_terms(word)[0] not in _ORGANISATIONS]


def _identity(document: Document) -> frozenset[str]:
    """The names in issuer and jurisdiction, and what the title says that the document is."""
    names = _names(document)
    what = [word for word in content_words(document.title) if word_terms(word)[-1] in _DOCUMENT_TYPES]
    return frozenset(word_terms(word)[0] for word in (*names, *what))
