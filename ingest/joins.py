"""Words cut at a line end, put together again; hyphens that belong are kept."""

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.words.lexicon import WORD, is_compound, is_known, lemma, zipf

_LAST_WORD = re.compile(r"[^\W_]+[-\u00ad]?$")
_FIRST_WORD = re.compile(r"^[^\W_]+")
_LINK = re.compile(r"(?:https?://|www\.)\S*$")
_PATH = re.compile(r"^[\w.%#?=&~+-]+[/.-][\w./%#?=&~+-]*$")
_LINKED = re.compile(r"(?:dom|else|het|ing|ment|sjon|skap|tet)s$")  # endings that always link with -s in a compound
_COORDINATION = ("og", "eller", "samt", "and", "or")
_NUMERALS = frozenset("en ett to tre fire fem seks sju syv åtte ni ti elleve tolv".split())
_COMMON = 5.0  # Zipf: function words and the like never lose their tail at a line end without better evidence
_RARE = (
    2.0  # Zipf: a head as rare as this stands nowhere alone (levekårs 0, ledelses 1.8), unlike a genitive (barns 4.2)
)
_SHORTEST_TAIL = 3


class LineJoiner:
    """Decides, for the words of one document, whether a line end cuts a word.

    `lines` are the whole document: a word that stands uncut elsewhere in it is the best evidence there is. With
    `hyphens_shown`, as on a printed page, a word without a hyphen at a line end is whole; text taken out of files has
    often lost them.
    """

    def __init__(self, lines: Iterable[str], *, hyphens_shown: bool = False) -> None:
        self._hyphens_shown = hyphens_shown
        self._words: set[str] = set()
        self._pairs: set[tuple[str, str]] = set()
        for line in lines:
            words = [word.lower() for word in WORD.findall(line)]
            self._words.update(words[:-1] if line == line.rstrip() else words)
            self._pairs.update(pairwise(words))

    def join(self, lines: Iterable[str]) -> str:
        """The lines as one, words cut at their ends put together, white space single."""
        ended: list[str] = []  # lines that nothing is joined to any more: a long text is not gone through again
        last = ""
        for line in lines:
            start = line.lstrip()
            if not last and not ended:
                last = line
            elif not start:
                last = last.rstrip() + " "
            elif (trimmed := self._cut(last, start, is_first=not ended)) is not None:
                last = trimmed + start
            else:
                ended.extend([last] if last.strip() else [])
                last = start
        return " ".join(" ".join((*ended, last)).replace("\u00ad", "").split())

    def _cut(self, before: str, line: str, *, is_first: bool) -> str | None:
        """What a line goes on from without a space, its hyphen gone or kept; None where a word ends with the line."""
        trimmed = before.rstrip()
        if before != trimmed and not trimmed.endswith("-"):
            return None
        if _is_cut_link(trimmed, line):
            return trimmed
        head, tail = _LAST_WORD.search(trimmed), _FIRST_WORD.search(line)
        if head is None or tail is None:
            return None
        if head[0].endswith("\u00ad"):
            return trimmed[:-1]
        if head[0].endswith("-"):
            return _without_hyphen(trimmed, head[0][:-1], tail[0])
        is_alone = is_first and trimmed.strip() == head[0]
        is_cut = not self._hyphens_shown and self._is_cut(head[0], tail[0], is_alone=is_alone)
        return trimmed if is_cut else None

    def _is_cut(self, head: str, tail: str, *, is_alone: bool) -> bool:
        if not tail[0].islower() or not head.isalpha() or not tail.isalpha():
            return False
        whole = (head + tail).lower()
        pair = (head.lower(), tail.lower())
        if whole in self._words and pair not in self._pairs:
            return zipf(tail) < _COMMON
        if max(zipf(head), zipf(tail)) >= _COMMON or pair in self._pairs:
            return False
        if zipf(whole) > 0 or zipf(lemma(whole)) > 0:
            return True
        if min(len(head), len(tail)) < _SHORTEST_TAIL or is_alone:
            return False
        linked = bool(_LINKED.search(head)) or zipf(head) <= _RARE
        return linked and _is_last_part(tail) and is_compound(whole)


def _without_hyphen(before: str, head: str, tail: str) -> str | None:
    """What a word goes on from after a hyphen at a line end; None where the hyphen stands for a word left out."""
    if tail.lower() in _COORDINATION:
        return None
    keeps = tail[0].isupper() or head.isupper() or any(c.isdigit() for c in head + tail)
    if keeps or {head.lower(), tail.lower()} <= _NUMERALS or len(head) == 1:
        return before
    return before[:-1]


def _is_cut_link(before: str, line: str) -> bool:
    """Whether a web address goes on over the line end: after a hyphen always, after a stroke where a path follows."""
    words = line.split()
    if not words or not _LINK.search(before) or words[0].startswith(("http", "www.")):
        return False
    return before.endswith("-") or (before.endswith("/") and len(words) == 1 and bool(_PATH.match(words[0])))


def _is_last_part(tail: str) -> bool:
    return is_known(tail) or is_compound(tail)
