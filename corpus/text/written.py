"""Which written form of Norwegian a document is in, by the words that only one of them has."""

import re
from collections.abc import Iterable

from corpus.models import Document, Passage
from corpus.words.written import BOKMAL_IN_TEXTS, NYNORSK_IN_TEXTS

_WORD = re.compile(r"[^\W\d_]+")
_PASSAGES_READ = 40


def is_nynorsk(document: Document, passages: Iterable[Passage]) -> bool:
    """Whether a document is in nynorsk: as it was said to be, else as its first passages are."""
    if document.language is not None and document.language.lower()[:2] in ("nn", "nb"):
        return document.language.lower().startswith("nn")
    words = [
        word.lower()
        for passage, _ in zip(passages, range(_PASSAGES_READ), strict=False)
        for word in _WORD.findall(passage.text)
    ]
    return sum(word in NYNORSK_IN_TEXTS for word in words) > sum(word in BOKMAL_IN_TEXTS for word in words)
