"""The sources of an exported draft: numbered in the order in which they are named, and listed at its end."""

import re
from collections.abc import Callable, Mapping

from assistant import labels
from assistant.drafting.sources import CheckedSource
from assistant.drafting.template import WrittenForm
from assistant.exports.drafts.document import ListedSource
from assistant.links import page_url
from assistant.texts import said
from corpus.readable import Readable
from corpus.text.places import narrowed

Address = Callable[[str], str]
"""Makes the whole address of a path."""

_PUBLIC = re.compile(r"https?://[^\s<>\"]+$", re.IGNORECASE)

_Place = tuple[str, str, int]


class Numbering:
    """Gives sources their numbers in the file: those of the same page of the same reading have one."""

    def __init__(self, checked: Mapping[int, CheckedSource]) -> None:
        self._checked = checked
        self._numbers: dict[_Place, int] = {}
        self._of: dict[int, list[CheckedSource]] = {}

    def number(self, own: int) -> int:
        """The number in the file of a source, by its number in the draft."""
        source = self._checked[own]
        number = self._numbers.setdefault(_place(source), len(self._numbers) + 1)
        same = self._of.setdefault(number, [])
        if source not in same:
            same.append(source)
        return number

    def listed(self, library: Readable, address: Address, language: WrittenForm) -> tuple[ListedSource, ...]:
        """The sources that were numbered, in their order."""
        return tuple(_listed(number, same, library, address, language) for number, same in self._of.items())


def _place(source: CheckedSource) -> _Place:
    return source.source.document_id, source.generation_id, source.page


def _listed(
    number: int, same: list[CheckedSource], library: Readable, address: Address, language: WrittenForm
) -> ListedSource:
    first = same[0]
    document = first.document
    assert document is not None  # one that is gone is refused
    marks = [labels.retelling(language)] if document.is_retelling else []
    marks += [said("draft_document.outdated", language)] if any(one.is_outdated for one in same) else []
    own = page_url(document.id, first.page, first.generation_id, first.source.quote)
    public = document.source_url if document.source_url and _PUBLIC.match(document.source_url) else None
    return ListedSource(
        number=number,
        document_id=document.id,
        title=labels.title(document.title, is_stated=document.title_stated, language=language),
        issuer=labels.issuer(document.issuer, language),
        locator=_locator(first, library, language),
        url=public or address(own),
        marks=tuple(marks),
        quotes=tuple(dict.fromkeys(one.source.quote for one in same)),
    )


def _locator(source: CheckedSource, library: Readable, language: WrittenForm) -> str:
    """Where a source stands, as people call it: its page, or in a format without pages its heading and paragraph."""
    page = library.page(source.generation_id, source.page, words=False)
    assert page is not None  # its words were found there
    snapshot, own = library.snapshot, source.source
    passage = snapshot.passage(own.passage_id) if own.passage_id in snapshot.position else None
    is_there = passage is not None and passage.generation_id == source.generation_id
    place = narrowed(passage, own.quote) if passage is not None and is_there else None
    return labels.located(labels.locator(place, page.locator, language), language)
