"""Where words stand in a document: every place, page by page."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from corpus.models import Page

LONGEST_SEARCH = 200
"""Characters; what is longer is no search but a text."""

_DASHES = "-‐‑–—−"
_SHOWN = 3  # excerpts of a page
_BEFORE, _AFTER = 50, 90  # characters of an excerpt on each side of what was found
_CUT_WORD = re.compile(r"^\S*\s")
_WORD_CUT = re.compile(r"\s\S*$")
_SPACE = re.compile(r"\s+")


class Span(NamedTuple):
    """Where words stand in a text."""

    start: int
    end: int


class Excerpt(BaseModel):
    """What was found, and the text on each side of it; white space is single."""

    model_config = ConfigDict(frozen=True)

    before: str
    found: str
    after: str


class PageHits(BaseModel):
    """A page that has what was looked for: how often, the first of its places among all (from 1), and some of them."""

    model_config = ConfigDict(frozen=True)

    page: int
    page_label: str | None
    locator: str
    count: int
    first: int
    excerpts: tuple[Excerpt, ...]


class Found(BaseModel):
    """Every place of what was looked for; not `as_phrase` where the words stand on one page and not side by side."""

    model_config = ConfigDict(frozen=True)

    query: str
    as_phrase: bool
    count: int
    pages: tuple[PageHits, ...]

    def page_of(self, number: int) -> PageHits | None:
        """The page that has a place, by that place's number."""
        return next((hits for hits in self.pages if hits.first <= number < hits.first + hits.count), None)

    def on(self, page: int) -> PageHits | None:
        """The hits of a page, or None."""
        return next((hits for hits in self.pages if hits.page == page), None)


class Search:
    """Words to look for, whatever their case: also as a part of longer words, as the plans' compounds have them."""

    def __init__(self, query: str) -> None:
        self.query = " ".join(unicodedata.normalize("NFC", query)[:LONGEST_SEARCH].split())
        words = self.query.split(" ")
        self._phrase = re.compile(r"\s+".join(map(_pattern, words)), re.IGNORECASE)
        self._each = [re.compile(_pattern(word), re.IGNORECASE) for word in dict.fromkeys(words)]
        longest_first = sorted(set(words), key=len, reverse=True)
        self._any = re.compile("|".join(map(_pattern, longest_first)), re.IGNORECASE)

    def parts(self, *, as_phrase: bool) -> tuple[str, ...]:
        """What is looked for: the whole, or each of its words."""
        return (self.query,) if as_phrase else tuple(dict.fromkeys(self.query.split(" ")))

    def within(self, pages: Sequence[Page]) -> Found:
        """Every place in the pages: of the words side by side, else of each word on the pages that have all of them."""
        as_phrase = [(page, self.spans(page.text, as_phrase=True)) for page in pages]
        if len(self._each) == 1 or any(spans for _, spans in as_phrase):
            return self._found(as_phrase, as_phrase=True)
        return self._found([(page, self.spans(page.text, as_phrase=False)) for page in pages], as_phrase=False)

    def spans(self, text: str, *, as_phrase: bool) -> tuple[Span, ...]:
        """Where a text has the words side by side, or each of them where it has all."""
        if not self.query or (not as_phrase and not all(word.search(text) for word in self._each)):
            return ()
        pattern = self._phrase if as_phrase else self._any
        return tuple(Span(*match.span()) for match in pattern.finditer(text))

    def _found(self, places: Sequence[tuple[Page, Sequence[Span]]], *, as_phrase: bool) -> Found:
        firsts = accumulate((len(spans) for _, spans in places), initial=1)
        pages = tuple(
            PageHits(
                page=page.number,
                page_label=page.label,
                locator=page.locator,
                count=len(spans),
                first=first,
                excerpts=tuple(_excerpts(page.text, spans)),
            )
            for (page, spans), first in zip(places, firsts, strict=False)
            if spans
        )
        return Found(query=self.query, as_phrase=as_phrase, count=sum(hits.count for hits in pages), pages=pages)


def _excerpts(text: str, spans: Sequence[Span]) -> Iterator[Excerpt]:
    """The first places of a page, those left out that an excerpt before them shows already."""
    shown = 0
    told = -1
    for start, end in spans:
        if shown == _SHOWN:
            return
        if end <= told:
            continue
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        is_cut_before, is_cut_after = start > _BEFORE, end + _AFTER < len(text)
        yield Excerpt(
            before=_cut_before(before) if is_cut_before else _single(before),
            found=_single(text[start:end]),
            after=_cut_after(after) if is_cut_after else _single(after),
        )
        shown += 1
        told = end + _AFTER


def _cut_before(text: str) -> str:
    """The text from its first whole word on."""
    return f"… {_single(_CUT_WORD.sub('', text, count=1))}"


def _cut_after(text: str) -> str:
    """The text up to its last whole word."""
    return f"{_single(_WORD_CUT.sub('', text, count=1))} …"


def _single(text: str) -> str:
    """White space as single spaces, one at each end kept: words go on there or not."""
    return _SPACE.sub(" ", text)


def _pattern(word: str) -> str:
    escaped = (f"[{re.escape(_DASHES)}]" if letter in _DASHES else re.escape(letter) for letter in word)
    return "".join(escaped)
