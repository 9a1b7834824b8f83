"""What a passage loses, whatever speaks for it."""

import re
from collections.abc import Sequence

import numpy as np

from assistant.question.question import Question
from assistant.retrieval.signals import only_links
from corpus.index.arrays import Scores
from corpus.jurisdictions import distance
from corpus.models import Passage
from corpus.snapshot import Snapshot

_RIGHT_YEAR = 1.0
_FARTHER = (0.0, 0.25, 0.5, 1.0)  # by whose plan it is (corpus.jurisdictions), for those who say which they work under
_GUIDING = 0.25  # for them, what binds comes first
_ONLY_LINKS = 3.0  # a list of addresses answers nothing but where to find something
_ASKS_LINK = re.compile(r"\b(?:lenke\w*|lenkje\w*|link\w*|nett\w*|url|internett|web\w*|finne?r?|finn)\b", re.IGNORECASE)
_WRONG_YEAR = 10.0  # where headings have the year asked for, passages under another year come after all others


def penalties(question: Question, passages: Sequence[Passage], years: Scores, snapshot: Snapshot) -> Scores:
    """What each loses for standing under a year not asked for (`years` is its signal), for holding nothing but
    addresses, and for being of another's plan than that of whoever asks.
    """
    lost = np.zeros(len(passages), dtype=np.float32)
    if (years >= _RIGHT_YEAR).any():
        lost[years < 0] += _WRONG_YEAR
    if not _ASKS_LINK.search(question.text):
        lost[[only_links(passage) for passage in passages]] += _ONLY_LINKS
    if question.scope is not None:
        documents = [snapshot.document_of(passage) for passage in passages]
        lost += [_FARTHER[distance(document.jurisdiction, question.scope)] for document in documents]
        lost += [_GUIDING * (document.authority == "guiding") for document in documents]
    return lost
