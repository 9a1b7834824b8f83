"""The measures of the plans as surfaces show them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from assistant import labels
from assistant.answering.answer import MeasureRow, SubMeasureRow
from assistant.links import page_url
from assistant.texts import said
from corpus.models import Measure, Occurrence, SubMeasure, Variation
from corpus.snapshot import Snapshot


def measure_rows(
    measures: Sequence[Measure], snapshot: Snapshot, today: date, citations: Sequence[int | None] = ()
) -> list[MeasureRow]:
    """The measures as surfaces show them; `citations` are their numbers in an answer."""
    numbers = [*citations, *[None] * (len(measures) - len(citations))]
    return [_row(measure, snapshot, today, number) for measure, number in zip(measures, numbers, strict=True)]


def places(row: MeasureRow, language: str = "nb") -> str:
    """Where a measure is printed: the numbers on the pages, or locators where there are no pages."""
    found = [labels.located(locator, language) for locator in row.locators]
    if row.unit == "page":
        return ", ".join(one.removeprefix(f"{said('labels.place_page', language)} ") for one in found)
    return "; ".join(found)


def varied(row: MeasureRow, other: Variation) -> str:
    """Where a measure is printed in other words."""
    printed = dict(zip(row.pages, row.locators, strict=True)) if len(row.pages) == len(row.locators) else {}
    return labels.locator(other.place, printed.get(other.page, f"s. {other.page}"))


def _row(measure: Measure, snapshot: Snapshot, today: date, citation: int | None) -> MeasureRow:
    document = snapshot.documents[measure.document_id]
    quote = snapshot.passage(measure.first.passage_id).text
    return MeasureRow(
        **_shared(measure, snapshot),
        **dict(snapshot.source(document.id, today)),
        id=measure.id,
        description=measure.description,
        strategic_priority=measure.strategic_priority,
        commitment=measure.commitment,
        partners=measure.partners,
        recurrence=measure.schedule.recurrence,
        sub_measures=tuple(SubMeasureRow(**_shared(part, snapshot)) for part in measure.sub_measures),
        authority=document.authority,
        page=measure.page,
        pages=measure.pages,
        unit=document.unit,
        locators=tuple(dict.fromkeys(_locator(measure, place, snapshot) for place in measure.occurrences)),
        occurrences=len(measure.occurrences),
        variations=measure.variations,
        quote=quote,
        url=page_url(document.id, measure.page, measure.generation_id, quote),
        citation=citation,
    )


def _shared(item: Measure | SubMeasure, snapshot: Snapshot) -> dict[str, Any]:
    """What a measure and a sub-measure are shown with alike: what, who and when."""
    return {
        "title": item.title,
        "responsible": snapshot.units.owner_names(item.responsible_raw),
        "schedule": item.schedule.line,
        "schedule_kind": item.schedule.kind,
        "start": item.schedule.start,
        "end": item.schedule.end,
        "start_date": item.schedule.start_date,
        "end_date": item.schedule.end_date,
    }


def _locator(measure: Measure, place: Occurrence, snapshot: Snapshot) -> str:
    _, page = snapshot.places[measure.generation_id, place.page]
    return labels.locator(place.place, page)
