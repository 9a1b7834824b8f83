"""From table rows to measures: one a title and priority, with every place where it is printed."""

from collections.abc import Sequence
from typing import Literal

from slugify import slugify

from corpus.models import Measure, Occurrence, Schedule, ScheduleKind, SubMeasure, Variation
from corpus.text.schedules import parse_schedule
from corpus.units import UnitRegister
from ingest.blocks import Block
from ingest.tables import Row, title_key

_TIMELESS = (ScheduleKind.UNKNOWN, ScheduleKind.AS_NEEDED)


def measures(
    rows: Sequence[tuple[Block, str]], units: UnitRegister, document_id: str, generation_id: str
) -> tuple[Measure, ...]:
    """The measures of a document's rows, in the order of their first occurrence.

    `rows` are row blocks with the id of their passage. The same title under the same priority is one measure;
    where a later occurrence words a field otherwise, that is a variation.
    """
    groups: dict[tuple[str, str | None], list[tuple[Block, str]]] = {}
    for block, passage_id in rows:
        if block.row is not None:
            groups.setdefault((title_key(block.row.title), block.strategic_priority), []).append((block, passage_id))
    taken: set[str] = set()
    found: list[Measure] = []
    for ordinal, group in enumerate(groups.values(), start=1):
        measure_id = _free_id(f"{document_id}--{slugify(_row(group[0][0]).title)}", taken)
        found.append(_measure(measure_id, ordinal, group, units, document_id, generation_id))
    return tuple(found)


def _free_id(wanted: str, taken: set[str]) -> str:
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    taken.add(free)
    return free


def _row(block: Block) -> Row:
    if block.row is None:
        raise ValueError(f"block {block.id!r} is no table row")
    return block.row


def _measure(
    measure_id: str,
    ordinal: int,
    group: Sequence[tuple[Block, str]],
    units: UnitRegister,
    document_id: str,
    generation_id: str,
) -> Measure:
    first = _row(group[0][0])
    occurrences = tuple(_occurrence(block, passage_id) for block, passage_id in group)
    responsible_raw = "\n".join(first.owners)
    return Measure(
        id=measure_id,
        document_id=document_id,
        generation_id=generation_id,
        ordinal=ordinal,
        title=first.title,
        description=first.description,
        strategic_priority=occurrences[0].strategic_priority,
        commitment=first.commitment,
        schedule=_schedule(first),
        responsible_raw=responsible_raw,
        responsible=units.resolve_owners(responsible_raw),
        partners=units.partners(responsible_raw, first.partners),
        funding=first.funding,
        sub_measures=_sub_measures(first, units),
        occurrences=occurrences,
        variations=_variations(occurrences),
    )


def _occurrence(block: Block, passage_id: str) -> Occurrence:
    row = _row(block)
    return Occurrence(
        page=block.page,
        passage_id=passage_id,
        strategic_priority=block.strategic_priority,
        commitment=row.commitment,
        title=row.title,
        description=row.description,
        schedule_raw="\n".join(row.schedules),
        responsible_raw="\n".join(row.owners),
        place=block.place,
    )


def _sub_measures(row: Row, units: UnitRegister) -> tuple[SubMeasure, ...]:
    """The bullets, where each has a schedule and owners of its own."""
    if len(row.bullets) < 2 or not len(row.bullets) == len(row.schedules) == len(row.owners):
        return ()
    return tuple(
        SubMeasure(
            title=bullet,
            schedule=parse_schedule(schedule),
            responsible_raw=owner,
            responsible=units.resolve_owners(owner),
        )
        for bullet, schedule, owner in zip(row.bullets, row.schedules, row.owners, strict=True)
    )


def _schedule(row: Row) -> Schedule:
    """The row's schedule; over several lines the widest: continuous if any is, else first to last year."""
    raw = "\n".join(row.schedules)
    if len(row.schedules) < 2:
        return parse_schedule(raw)
    parsed = [parse_schedule(schedule) for schedule in row.schedules]
    if all(schedule.kind in _TIMELESS for schedule in parsed):
        return parse_schedule(raw)
    starts = [schedule.start for schedule in parsed if schedule.start is not None]
    ends = [schedule.end for schedule in parsed if schedule.end is not None]
    is_open = any(schedule.kind is ScheduleKind.START for schedule in parsed)
    continuous = any(schedule.kind is ScheduleKind.CONTINUOUS for schedule in parsed)
    return Schedule(
        raw=raw,
        kind=ScheduleKind.CONTINUOUS if continuous else ScheduleKind.SPAN,
        start=min(starts, default=None),
        end=None if continuous or is_open else max(ends, default=None),
    )


def _variations(occurrences: Sequence[Occurrence]) -> tuple[Variation, ...]:
    first = occurrences[0]
    found: list[Variation] = []
    for other in occurrences[1:]:
        if other.description.split() != first.description.split():
            found.append(_variation("description", other, other.description))
        if other.schedule_raw.split() != first.schedule_raw.split():
            found.append(_variation("schedule", other, other.schedule_raw))
        if other.responsible_raw.split() != first.responsible_raw.split():
            found.append(_variation("responsible", other, other.responsible_raw))
    return tuple(found)


def _variation(field: Literal["description", "schedule", "responsible"], other: Occurrence, wording: str) -> Variation:
    return Variation(field=field, page=other.page, wording=wording, place=other.place)
