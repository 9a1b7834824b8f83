"""Owners that a plan's table and its text give differently."""

import re
from collections.abc import Iterator

from assistant.quality.findings import FindingKind, Plan, Quote, Suspicion
from corpus.models import Duty, Measure
from corpus.units import UnitRegister
from corpus.words.analysis import terms

_RESPONSIBLE = re.compile(r"\b(?:ansvar\w*|responsib\w*)\b", re.IGNORECASE)
_SAME_SUBJECT = 0.6  # share of the words of heading and title that both have


def differing_owners(plan: Plan) -> Iterator[Suspicion]:
    """Measures for which the text under a heading of their name makes a unit responsible that no row names."""
    rows = {passage.id for passage in plan.passages if passage.measure_id is not None}
    told = [duty for duty in plan.duties if duty.passage_id not in rows and _RESPONSIBLE.search(duty.text)]
    for measure in plan.measures:
        for duty in told:
            if measure.responsible and _is_about(duty, measure) and not _agree(duty, measure, plan.units):
                owners = ", ".join(line.strip() for line in measure.responsible_raw.split("\n"))
                yield Suspicion(
                    FindingKind.OWNERS_DIFFER,
                    (plan.row(measure), Quote(duty.page, duty.text, duty.passage_id)),
                    (measure.title, owners, duty.unit_raw),
                    (measure.title,),
                )


def _is_about(duty: Duty, measure: Measure) -> bool:
    """Whether the heading that a duty stands under is the measure's title, or nearly."""
    title = frozenset(terms(measure.title))
    heading = frozenset(terms(duty.heading_path[-1])) if duty.heading_path else frozenset()
    return bool(title & heading) and len(title & heading) >= _SAME_SUBJECT * len(title | heading)


def _agree(duty: Duty, measure: Measure, units: UnitRegister) -> bool:
    """Whether a unit that is responsible in the text is an owner in the table, or the whole or a part of one."""
    owners = frozenset(measure.responsible).union(*(part.responsible for part in measure.sub_measures))
    return any(_related(unit, owner, units) for unit in duty.units for owner in owners)


def _related(one: str, other: str, units: UnitRegister) -> bool:
    return other in (one, *units.ancestors(one)) or one in units.ancestors(other)
