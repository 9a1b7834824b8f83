"""What a sentence rests on, taken apart: its quotes, what names the things in them, and the measures of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.answering.bearing.compounds import part_keys
from assistant.answering.bearing.evidence import Evidence
from assistant.answering.bearing.meaning import Keys
from assistant.answering.bearing.reading import Reading, Word, read
from corpus.models import Document, Measure, Occurrence
from corpus.snapshot import Snapshot

PARTICIPLES = ("ende", "ande")
"""The endings of words that bear nothing by their parts: who does something "tilfredsstillende" is not "tilfreds"."""
_DOCUMENT_LANGUAGE = "nb"  # plans are in bokmål or nynorsk, which are read alike


@dataclass(frozen=True, eq=False)
class Grounds:
    """The evidence of one sentence; `naming` only names things: headings, title, issuer, jurisdiction."""

    quotes: tuple[str, ...]
    naming: str
    documents: tuple[Document, ...]
    measures: tuple[Measure, ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def owner_cells(self) -> tuple[str, ...]:
        """The cells of its rows that say who is responsible."""
        return tuple(place.responsible_raw for place in self.occurrences)

    @cached_property
    def text(self) -> str:
        """The quotes in one."""
        return "\n".join(self.quotes)

    @cached_property
    def told(self) -> str:
        """What the quotes say in sentences: of a row its title and its description, not the cells beside them."""
        rows = [(place.title, place.description) for place in self.occurrences]
        if rows:
            return ".\n".join(part for row in rows for part in row if part)
        return "…\n".join(self.quotes)

    @cached_property
    def reading(self) -> Reading:
        """All the quotes taken apart."""
        return read("…\n".join(self.quotes), _DOCUMENT_LANGUAGE)

    @cached_property
    def named(self) -> Keys:
        """The keys of the words that name things."""
        return read(self.naming, _DOCUMENT_LANGUAGE).keys

    @cached_property
    def part_keys(self) -> Keys:
        """What the parts of compounds in the quotes may mean."""
        words = {word.low for word in self.reading.content if not word.low.endswith(PARTICIPLES)}
        return frozenset().union(*map(part_keys, words)) if words else frozenset()

    def matching(self, word: Word) -> list[Word]:
        """The words of the quotes that a word may stand for."""
        return [own for own in self.reading.words if not own.keys.isdisjoint(word.keys)]


def grounds(evidence: Sequence[Evidence], snapshot: Snapshot) -> Grounds:
    """The evidence of a sentence taken apart."""
    documents = tuple({one.passage.document_id: snapshot.document_of(one.passage) for one in evidence}.values())
    measures = tuple(
        measure
        for one in evidence
        if one.passage.measure_id and (measure := snapshot.measure(one.passage.measure_id)) is not None
    )
    return _grounds(
        tuple(one.quote for one in evidence),
        tuple(heading for one in evidence for heading in one.passage.heading_path),
        documents,
        measures,
        tuple(one.passage.id for one in evidence),
    )


@lru_cache(maxsize=500)
def _grounds(
    quotes: tuple[str, ...],
    headings: tuple[str, ...],
    documents: tuple[Document, ...],
    measures: tuple[Measure, ...],
    passages: tuple[str, ...],
) -> Grounds:
    titles = [part for document in documents for part in (document.title, document.issuer, document.jurisdiction)]
    told = [part for measure in measures for part in (measure.strategic_priority, measure.commitment)]
    places = [place for measure in measures for place in measure.occurrences if place.passage_id in passages]
    naming = ". ".join(part for part in (*headings, *titles, *told) if part)
    return Grounds(quotes, naming, documents, measures, tuple(places))
