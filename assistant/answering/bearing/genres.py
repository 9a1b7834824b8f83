"""What kind of text evidence stands in, told by its headings: how a phrase without a verb there may be told."""

import re

from assistant.answering.bearing import word_lists
from assistant.answering.bearing.grounds import Grounds
from assistant.answering.bearing.modes import Mode

_WORD = re.compile(r"[^\W\d_]+")


def modes_of_genre(grounds: Grounds) -> frozenset[Mode]:
    """How what stands under the headings of the evidence may be told where it has no verb of its own."""
    words = [word.lower() for word in _WORD.findall(grounds.naming)]
    found = {mode for mode in Mode if any(word.endswith(word_lists.genres(mode.value)) for word in words)}
    return frozenset(found | {Mode.DUTY} if grounds.measures else found)
