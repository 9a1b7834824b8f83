"""Whether the sources of a draft stand: their words verbatim on their page, in the reading they were taken from."""

from collections.abc import Callable, Iterable, Mapping
from typing import Literal, NamedTuple

from assistant.answering.checks.verify import folded, stands_in
from assistant.drafting.marking import SourceFault
from corpus.models import Document, Page, Passage
from corpus.readable import Readable
from corpus.store.drafts import DraftSource, QuotedPassage

Reason = Literal["removed", "reread", "elsewhere", "altered"]
"""Why a source does not stand: its document is not there, it was read anew and no more says so, its words stand
on another page than it says, or nowhere in what it names.
"""

_FAULTS: Mapping[Reason, SourceFault] = {
    "removed": "source_gone",
    "reread": "source_changed",
    "elsewhere": "source_changed",
    "altered": "source_changed",
}


class CheckedSource(NamedTuple):
    """A source that was looked up: its document (None where that is not there), the reading and the page on which its
    words stand, and why they do not (None where they do).

    One that `is_outdated` stands in an earlier reading of its document, and no more in what the document says now.
    """

    source: DraftSource
    document: Document | None
    generation_id: str
    page: int
    reason: Reason | None = None
    is_outdated: bool = False

    @property
    def fault(self) -> SourceFault | None:
        """What is wrong with a sentence that rests on it."""
        return _FAULTS[self.reason] if self.reason else None


def checked_sources(sources: Iterable[DraftSource], library: Readable) -> dict[int, CheckedSource]:
    """The sources by their numbers, each looked up anew; nothing that is kept of them is believed."""
    pages = _Pages(library)
    return {source.number: _checked(source, library, pages) for source in sources}


def standings(checked: Mapping[int, CheckedSource]) -> dict[int, SourceFault]:
    """The faults of those that do not stand, by number."""
    return {number: one.fault for number, one in checked.items() if one.fault is not None}


def cited(quote: str, passage: Passage, library: Readable) -> QuotedPassage | None:
    """Words of a passage as a source, with the first of its pages on which they stand; None where they do on none."""
    pages = _Pages(library)
    span = range(passage.first_page, passage.last_page + 1)
    page = next((number for number in span if pages.holds(passage.generation_id, number, quote)), None)
    if page is None:
        return None
    return QuotedPassage(
        document_id=passage.document_id,
        generation_id=passage.generation_id,
        page=page,
        passage_id=passage.id,
        quote=quote,
    )


class _Pages:
    """The texts of pages as quotes are looked for in them, each made once."""

    def __init__(self, library: Readable) -> None:
        self._page: Callable[[str, int], Page | None] = lambda generation, number: library.page(
            generation, number, words=False
        )
        self._texts: dict[tuple[str, int], str | None] = {}

    def holds(self, generation_id: str, number: int, quote: str) -> bool:
        """Whether a page is there and a quote stands on it as whole words."""
        key = generation_id, number
        if key not in self._texts:
            page = self._page(generation_id, number)
            self._texts[key] = None if page is None else folded(page.text)
        text, words = self._texts[key], folded(quote)
        return text is not None and any(sign.isalnum() for sign in words) and stands_in(words, text)


def _checked(source: DraftSource, library: Readable, pages: _Pages) -> CheckedSource:
    document = library.snapshot.documents.get(source.document_id)
    if document is None:
        return CheckedSource(source, None, source.generation_id, source.page, "removed")
    own, current = source.generation_id, library.snapshot.generations[source.document_id]
    taken_from = library.published(own)
    if taken_from is None:
        page = _page_in(current, source, document, pages)
        return CheckedSource(source, document, current, page or source.page, None if page else "reread")
    if taken_from.id != source.document_id:
        return CheckedSource(source, document, own, source.page, "altered")
    if pages.holds(own, source.page, source.quote):
        is_outdated = own != current and _page_in(current, source, document, pages) is None
        return CheckedSource(source, document, own, source.page, is_outdated=is_outdated)
    is_elsewhere = _page_in(own, source, taken_from, pages) is not None
    return CheckedSource(source, document, own, source.page, "elsewhere" if is_elsewhere else "altered")


def _page_in(generation_id: str, source: DraftSource, document: Document, pages: _Pages) -> int | None:
    """The page of a reading on which the words of a source stand: its own, else the first."""
    numbers = (source.page, *range(1, document.pages + 1))
    return next((number for number in numbers if pages.holds(generation_id, number, source.quote)), None)
