"""An extract of passages for a field: what of them says most about it, quoted, with connecting words of ours."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from assistant import labels
from assistant.drafting.sources import cited
from assistant.drafting.subject import Subject
from assistant.drafting.template import WrittenForm
from assistant.texts import said
from corpus.models import Occurrence, Passage
from corpus.models.measure import on_one_line
from corpus.readable import Readable
from corpus.store.drafts import QuotedPassage
from corpus.text.sentences import passage_sentences, sentences

_OF_A_PASSAGE = 2  # sentences: what says most of a field is among the two nearest to it
_MOST = 8  # sentences in all
_FEWEST_WORDS = 5  # a heading, or the name of a list, says nothing alone


class Extracted(NamedTuple):
    """Words for a part of a field: a quotation, a cell of a row, or a line of ours, which cites nothing."""

    part: str
    text: str
    cites: QuotedPassage | None = None
    begins_line: bool = False


class Extract:
    """Makes extracts in the written form of a draft; what is quoted stays as it is."""

    def __init__(self, library: Readable, written_form: WrittenForm, is_own: Callable[[Passage], bool]) -> None:
        """`is_own` tells whether a passage holds for those who draft."""
        self._library = library
        self._form = written_form
        self._is_own = is_own

    def quotations(self, subject: Subject, passages: Sequence[Passage]) -> Iterator[Extracted]:
        """What the passages say of a field, in their order; in a section it is said first whose words they are."""
        part = part_of(subject)
        every = (one for passage in passages for one in self._chosen(subject, passage))
        once = list({one.quote: one for one in every}.values())[:_MOST]
        for document_id, of_document in groupby(once, key=lambda one: one.document_id):
            found = list(of_document)
            if subject.kind == "text":
                yield Extracted(part, self._lead(document_id, found[0]), begins_line=True)
            for place, one in enumerate(found):
                yield Extracted(part, f"«{one.quote}»", one, begins_line=place == 0)

    def cells(self, subject: Subject, passages: Sequence[Passage]) -> Iterator[Extracted]:
        """Owner and schedule of a row, as the first measure has them that holds for those who draft."""
        own = (passage for passage in passages if passage.measure_id and self._is_own(passage))
        passage = next(own, None) if subject.kind == "row" else None
        place = self._place(passage) if passage is not None else None
        if passage is None or place is None:
            return
        for part, cell in (("responsible", place.responsible_raw), ("schedule", place.schedule_raw)):
            told = on_one_line(cell)
            row = cited_line(passage.text, passage, self._library) or cited_line(told, passage, self._library)
            if told and row is not None:
                yield Extracted(part, told, row)

    def _chosen(self, subject: Subject, passage: Passage) -> list[QuotedPassage]:
        """What of a passage is nearest to the field and stands on its page, in the order in which it stands there."""
        place = self._place(passage)
        if place is not None:
            whole = sentences(place.description)[:_OF_A_PASSAGE] or (place.title,)
            return [found for one in whole if (found := cited_line(one, passage, self._library)) is not None]
        every = passage_sentences(passage)
        asked = self._library.embedding.embed_query_array(f"{subject.title}. {subject.guidance}".strip())
        (vectors,) = self._library.sentence_vectors([passage])
        nearest = [int(one) for one in np.argsort(-(vectors @ asked), kind="stable")]
        long_enough = [one for one in nearest if len(every[one].split()) >= _FEWEST_WORDS]
        kept: dict[int, QuotedPassage] = {}
        for number in long_enough:
            found = cited_line(every[number], passage, self._library)
            if found is not None and len(kept) < _OF_A_PASSAGE:
                kept[number] = found
        return [kept[number] for number in sorted(kept)]

    def _place(self, passage: Passage) -> Occurrence | None:
        """The row of a measure that a passage is; None where it is none."""
        measure = self._library.snapshot.measure(passage.measure_id) if passage.measure_id else None
        if measure is None:
            return None
        return next((one for one in measure.occurrences if one.passage_id == passage.id), measure.first)

    def _lead(self, document_id: str, first: QuotedPassage) -> str:
        snapshot = self._library.snapshot
        named = labels.whose_plan(snapshot.documents[document_id], self._form)
        is_own = self._is_own(snapshot.passage(first.passage_id))
        return said("proposals.lead" if is_own else "proposals.lead_others", self._form, document=named)


def part_of(subject: Subject) -> str:
    """The part of a field that prose is for."""
    return "description" if subject.kind == "row" else "text"


def cited_line(words: str, passage: Passage, library: Readable) -> QuotedPassage | None:
    """Words of a passage as a source, on one line; None where they stand on none of its pages."""
    return cited(" ".join(words.split()), passage, library)
