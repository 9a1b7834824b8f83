"""The duties of the plans as surfaces show them."""

from collections.abc import Sequence
from datetime import date

from assistant import labels
from assistant.answering.answer import DutyRow
from assistant.links import page_url
from assistant.register.years import duty_years
from corpus.models import Duty
from corpus.snapshot import Snapshot
from corpus.text.places import narrowed


def duty_rows(
    duties: Sequence[Duty], snapshot: Snapshot, today: date, citations: Sequence[int | None] = ()
) -> list[DutyRow]:
    """The duties as surfaces show them; `citations` are their numbers in an answer."""
    numbers = [*citations, *[None] * (len(duties) - len(citations))]
    return [_row(duty, snapshot, today, number) for duty, number in zip(duties, numbers, strict=True)]


def _row(duty: Duty, snapshot: Snapshot, today: date, citation: int | None) -> DutyRow:
    label, locator = snapshot.places[duty.generation_id, duty.page]
    passage = snapshot.passage(duty.passage_id)
    start, end = duty_years(duty) or (None, None)
    units = [snapshot.units.get(unit_id) for unit_id in duty.units]
    return DutyRow(
        id=duty.id,
        unit=duty.unit_raw,
        responsible=tuple(unit.name if unit else unit_id for unit, unit_id in zip(units, duty.units, strict=True)),
        action=duty.action,
        lead=duty.lead,
        quote=duty.text,
        start=start,
        end=end,
        **dict(snapshot.source(duty.document_id, today)),
        authority=snapshot.documents[duty.document_id].authority,
        page=duty.page,
        page_label=label,
        locator=labels.locator(narrowed(passage, duty.text), locator),
        pages=duty.pages,
        heading_path=duty.heading_path,
        url=page_url(duty.document_id, duty.page, duty.generation_id, duty.text),
        citation=citation,
    )
