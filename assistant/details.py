"""One measure, or one duty, with all that the plans say of it."""

from pydantic import BaseModel, ConfigDict

from assistant import labels
from assistant.answering.answer import DutyRow, MeasureRow
from assistant.answering.showing.duties import duty_rows
from assistant.answering.showing.measures import measure_rows
from assistant.links import page_url
from assistant.register.names import unit_names
from assistant.register.selection import row_of
from assistant.search import SearchHit
from assistant.service import Assistant
from corpus.models import Measure, Occurrence
from corpus.snapshot import Snapshot

_NEAR = 4
_LOOKED_AT = 12
_LONGEST_QUERY = 300  # characters of a title


class UnitName(BaseModel):
    """A unit that owns a row, or works with who does."""

    model_config = ConfigDict(frozen=True)

    id: str
    name: str


class OccurrenceRow(BaseModel):
    """One place where a measure is printed, in the words that it has there."""

    model_config = ConfigDict(frozen=True)

    page: int
    locator: str
    strategic_priority: str | None
    commitment: str | None
    title: str
    description: str
    responsible: tuple[str, ...]
    schedule: str
    quote: str
    url: str


class MeasureDetail(MeasureRow):
    """A measure with its units, each place where it is printed, the duties in its row, and passages near it.

    `partner_units` are those of its partners that are known.
    """

    units: tuple[UnitName, ...]
    partner_units: tuple[UnitName, ...]
    funding: str | None
    places: tuple[OccurrenceRow, ...]
    duties: tuple[DutyRow, ...]
    near: tuple[SearchHit, ...]


class DutyDetail(DutyRow):
    """A duty with its units, and the measure in whose row it stands."""

    units: tuple[UnitName, ...]
    measure: MeasureRow | None


def measure_detail(assistant: Assistant, measure_id: str) -> MeasureDetail | None:
    """A measure by its id, or None."""
    snapshot = assistant.library.snapshot
    measure = snapshot.measure(measure_id)
    if measure is None:
        return None
    (row,) = measure_rows([measure], snapshot, assistant.today)
    owners = dict.fromkeys(
        (*measure.responsible, *(unit for part in measure.sub_measures for unit in part.responsible))
    )
    duties = [duty for duty in snapshot.duties if row_of(duty, snapshot) == measure.id]
    return MeasureDetail(
        **dict(row),
        units=_named(tuple(dict.fromkeys(owners)), snapshot),
        partner_units=_named(tuple(filter(None, map(snapshot.units.resolve, measure.partners))), snapshot),
        funding=measure.funding,
        places=tuple(_place(measure, place, snapshot) for place in measure.occurrences),
        duties=tuple(duty_rows(duties, snapshot, assistant.today)),
        near=_near(assistant, measure),
    )


def duty_detail(assistant: Assistant, duty_id: str) -> DutyDetail | None:
    """A duty by its id, or None."""
    snapshot = assistant.library.snapshot
    duty = next((row for row in snapshot.duties if row.id == duty_id), None)
    if duty is None:
        return None
    measure = snapshot.measure(row_of(duty, snapshot) or "")
    (row,) = duty_rows([duty], snapshot, assistant.today)
    stands_in = measure_rows([measure] if measure else [], snapshot, assistant.today)
    return DutyDetail(**dict(row), units=_named(duty.units, snapshot), measure=next(iter(stands_in), None))


def _named(unit_ids: tuple[str, ...], snapshot: Snapshot) -> tuple[UnitName, ...]:
    names = {**{unit.id: unit.name for unit in snapshot.units}, **unit_names(snapshot)}
    return tuple(UnitName(id=unit_id, name=names.get(unit_id, unit_id)) for unit_id in unit_ids)


def _place(measure: Measure, place: Occurrence, snapshot: Snapshot) -> OccurrenceRow:
    quote = snapshot.passage(place.passage_id).text
    _, page = snapshot.places[measure.generation_id, place.page]
    return OccurrenceRow(
        page=place.page,
        locator=labels.locator(place.place, page),
        strategic_priority=place.strategic_priority,
        commitment=place.commitment,
        title=place.title,
        description=place.description,
        responsible=snapshot.units.owner_names(place.responsible_raw),
        schedule=place.schedule_line,
        quote=quote,
        url=page_url(measure.document_id, place.page, measure.generation_id, quote),
    )


def _near(assistant: Assistant, measure: Measure) -> tuple[SearchHit, ...]:
    """What else the measure's plan says of the same: the passages nearest to its title, its own rows aside."""
    query = measure.title[:_LONGEST_QUERY]
    if not any(character.isalnum() for character in query):
        return ()
    hits = assistant.search(query, _LOOKED_AT, document_ids=[measure.document_id])
    return tuple(hit for hit in hits if hit.measure_id != measure.id)[:_NEAR]
