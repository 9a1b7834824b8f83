"""What a sentence would be without a fault: the mend that one button makes."""

from collections.abc import Iterable

from assistant.drafting.markers import MARKER
from assistant.drafting.marking import Cited, Fault, Marked, marked

_QUOTES = str.maketrans("", "", '«»“”„‟"')


def mended(text: str, sentence: Marked, fault: Fault, sources: Iterable[Cited]) -> str | None:
    """A sentence of a text, markers and all, with a fault mended; None where only its writer can.

    Words that are no quote lose their quotation marks, a number of no source goes, a quote without its source gets it.
    """
    whole = text[sentence.start : sentence.end]
    known = list(sources)
    if fault == "altered_quote":
        return whole.translate(_QUOTES)
    if fault == "lost_source":
        return next((found for one in known if _is_quote(found := f"{whole} [{one.number}]", one)), None)
    if fault == "unknown_source":
        return _with_only(whole, {one.number for one in known})
    return None


def _is_quote(sentence: str, source: Cited) -> bool:
    found = marked(sentence, [source])
    return len(found) == 1 and found[0].origin == "quote"


def _with_only(sentence: str, numbers: set[int]) -> str:
    """A sentence with only those of its numbers; a marker without any goes, with the blank before it."""
    kept: list[str] = []
    at = 0
    for marker in MARKER.finditer(sentence):
        own = [number for number in map(int, marker[1].split(",")) if number in numbers]
        before = sentence[at : marker.start()]
        kept.append(f"{before}[{', '.join(map(str, own))}]" if own else before.rstrip(" \t\u00a0"))
        at = marker.end()
    return "".join((*kept, sentence[at:]))
