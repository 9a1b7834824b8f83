"""The other names of what a question names: an abbreviation's long form, and the other way round."""

import re
from collections.abc import Mapping
from functools import lru_cache

from assistant.question.wordings import is_in, is_kind_word
from corpus.aliases import Aliases
from corpus.words.analysis import content_words, word_terms


def other_names(text: str, names: Aliases, vocabulary: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    """What stands in a question that has other names in the plans, with those of them whose words the plans have.

    A name that only says what kind of answer is wanted ("planen") has none. Where the plans have an abbreviation, the
    words of its long form say less than it does ("PPT" is nearer than "psykologisk"): it is left as it is.
    """
    if not names:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for match in _pattern(tuple(names)).findall(text):
        name = " ".join(match.casefold().split())
        is_short = len(content_words(name)) == 1 and _is_written(name, vocabulary)
        others = tuple(
            other
            for other in names[name]
            if _is_written(other, vocabulary) and not (is_short and len(content_words(other)) > 1)
        )
        if others and not all(is_kind_word(word) for word in content_words(name)):
            found[name] = others
    return found


def _is_written(name: str, vocabulary: Mapping[str, int]) -> bool:
    return all(is_in(word_terms(word), vocabulary) for word in content_words(name))


@lru_cache(maxsize=4)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    joined = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
