"""What a sentence says of whom it is told by, set apart from what it tells."""

import re

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.verbs import is_verb

_ATTRIBUTION = re.compile(
    r"^\W*(?:ifølge|ifølgje|i følge|i følgje|according to)((?:\s+[\w«»“”\"'’-]+){1,8})\s*:\s+(?=\S)", re.IGNORECASE
)
"""What may only name the source of what follows a colon: "Ifølge planen: ..."."""


def without_attribution(sentence: str, language: str) -> str:
    """A sentence without an opening that only names its source, so that its own first words open it."""
    found = _ATTRIBUTION.match(sentence)
    if found is None:
        return sentence
    named = found[1].lower().split()
    denies = not word_lists.grammar(language)["negators"].isdisjoint(named)
    if denies or any(is_verb(word, language, finite=True) for word in named):
        return sentence
    return sentence[found.end() :]
