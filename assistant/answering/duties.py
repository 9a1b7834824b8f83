"""The duties of the plans: who is bound to what, complete."""

from collections.abc import Iterable
from datetime import date

from assistant import labels
from assistant.answering.answer import AnswerPart
from assistant.links import page_url
from corpus.index.analysis import terms
from corpus.models import Authority, Duty, Standing
from corpus.places import narrowed
from corpus.snapshot import Snapshot


class DutyRow(AnswerPart):
    """A duty as every surface shows it; `quote` is verbatim on its page, and so is the `lead` of a bullet.

    `unit` is the subject as it stands, `responsible` the names of the units it means.
    """

    id: str
    unit: str
    responsible: tuple[str, ...]
    action: str
    lead: str | None
    quote: str
    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    authority: Authority | None
    retelling: bool
    standing: Standing = "current"
    page: int
    page_label: str | None
    locator: str
    pages: tuple[int, ...]
    heading_path: tuple[str, ...]
    url: str


def duty_rows(
    snapshot: Snapshot,
    today: date,
    *,
    responsible: str | None = None,
    document_ids: Iterable[str] | None = None,
    text: str | None = None,
) -> list[DutyRow]:
    """The duties that meet every condition given, in the order of their documents.

    `responsible` is a unit's id or any of its names, or a role as a plan writes it; `text` words that all stand in the
    duty, whatever their inflection.
    """
    unit = None if responsible is None else (snapshot.units.resolve(responsible) or responsible.casefold())
    wanted = None if document_ids is None else frozenset(document_ids)
    words = frozenset(terms(text)) if text else frozenset()
    return [
        _row(duty, snapshot, today)
        for duty in snapshot.duties
        if (unit is None or unit in duty.units or unit == duty.unit_raw.casefold())
        and (wanted is None or duty.document_id in wanted)
        and words <= frozenset(terms(f"{duty.lead or ''} {duty.text}"))
    ]


def _row(duty: Duty, snapshot: Snapshot, today: date) -> DutyRow:
    document = snapshot.documents[duty.document_id]
    label, locator = snapshot.places[duty.generation_id, duty.page]
    passage = snapshot.passages[snapshot.position[duty.passage_id]]
    units = [snapshot.units.get(unit_id) for unit_id in duty.units]
    return DutyRow(
        id=duty.id,
        unit=duty.unit_raw,
        responsible=tuple(unit.name if unit else unit_id for unit, unit_id in zip(units, duty.units, strict=True)),
        action=duty.action,
        lead=duty.lead,
        quote=duty.text,
        document_id=document.id,
        document_title=document.title,
        title_stated=document.title_stated,
        issuer=document.issuer,
        authority=document.authority,
        retelling=document.retelling_of is not None,
        standing=snapshot.editions.standing(document.id, today),
        page=duty.page,
        page_label=label,
        locator=labels.locator(narrowed(passage, duty.text), locator),
        pages=duty.pages,
        heading_path=duty.heading_path,
        url=page_url(document.id, duty.page, duty.generation_id, duty.text),
    )
