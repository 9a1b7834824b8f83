"""The measures of the plans as surfaces show them."""

from collections.abc import Sequence
from datetime import date

from assistant import labels
from assistant.answering.answer import MeasureRow, SubMeasureRow
from assistant.answering.showing.next_questions import when, who
from assistant.links import page_url
from assistant.register.selection import measures_in
from corpus.models import Measure, Occurrence, Passage
from corpus.snapshot import Snapshot

_EXAMPLES = 4


class Register:
    """All measures of the current generations; `today` tells which editions hold."""

    def __init__(self, snapshot: Snapshot, today: date | None = None) -> None:
        self._snapshot = snapshot
        self._today = today or date.today()

    def passage(self, measure: Measure) -> Passage:
        """The row where the measure is printed first."""
        return self._snapshot.passages[self._snapshot.position[measure.occurrences[0].passage_id]]

    def rows(self, measures: Sequence[Measure], citations: Sequence[int | None] = ()) -> list[MeasureRow]:
        """The measures as surfaces show them; `citations` are their numbers in an answer."""
        numbers = [*citations, *[None] * (len(measures) - len(citations))]
        return [self._row(measure, number) for measure, number in zip(measures, numbers, strict=True)]

    def example_questions(self, document_ids: frozenset[str] | None = None, language: str = "nb") -> list[str]:
        """Questions that the register answers, about measures spread over these documents (all where None)."""
        measures = [measure for measure in measures_in(self._snapshot, document_ids) if not measure.sub_measures]
        step = max(1, len(measures) // _EXAMPLES)
        picked = measures[::step][:_EXAMPLES]
        return [(when if index % 2 else who)(measure.title, language) for index, measure in enumerate(picked)]

    def _row(self, measure: Measure, citation: int | None) -> MeasureRow:
        document = self._snapshot.documents[measure.document_id]
        quote = self.passage(measure).text
        return MeasureRow(
            id=measure.id,
            title=measure.title,
            description=measure.description,
            strategic_priority=measure.strategic_priority,
            commitment=measure.commitment,
            responsible=self._snapshot.units.owner_names(measure.responsible_raw),
            schedule=one_line(measure.schedule.raw),
            schedule_kind=measure.schedule.kind,
            start=measure.schedule.start,
            end=measure.schedule.end,
            start_date=measure.schedule.start_date,
            end_date=measure.schedule.end_date,
            recurrence=measure.schedule.recurrence,
            sub_measures=tuple(
                SubMeasureRow(
                    title=part.title,
                    responsible=self._snapshot.units.owner_names(part.responsible_raw),
                    schedule=one_line(part.schedule.raw),
                    schedule_kind=part.schedule.kind,
                    start=part.schedule.start,
                    end=part.schedule.end,
                    start_date=part.schedule.start_date,
                    end_date=part.schedule.end_date,
                )
                for part in measure.sub_measures
            ),
            document_id=document.id,
            document_title=document.title,
            title_stated=document.title_stated,
            issuer=document.issuer,
            authority=document.authority,
            retelling=document.retelling_of is not None,
            standing=self._snapshot.editions.standing(document.id, self._today),
            page=measure.page,
            pages=tuple(dict.fromkeys(place.page for place in measure.occurrences)),
            unit=document.unit,
            locators=tuple(dict.fromkeys(self._locator(measure, place) for place in measure.occurrences)),
            occurrences=len(measure.occurrences),
            variations=measure.variations,
            quote=quote,
            url=page_url(document.id, measure.page, measure.generation_id, quote),
            citation=citation,
        )

    def _locator(self, measure: Measure, place: Occurrence) -> str:
        _, page = self._snapshot.places[measure.generation_id, place.page]
        return labels.locator(place.place, page)


def one_line(raw: str) -> str:
    """A cell of several lines on one, the lines told apart."""
    return ", ".join(line.strip() for line in raw.split("\n") if line.strip())
