"""What the readings of documents hold, by generation: pages, passages, measures, units, duties, terms."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from corpus.models import Duty, Measure, Page, Passage, Term, Unit
from corpus.store.database import Opened
from corpus.store.records import Records
from corpus.store.schema import Base, DutyRow, MeasureRow, PageRow, PassageRow, TermRow, UnitRow


class Readings:
    """The records of one store's generations."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def page(self, generation_id: str, number: int, *, words: bool = True) -> Page | None:
        """A page of a generation, or None; without its words it is there ten times as fast."""
        columns = (PageRow.record, PageRow.words) if words else (PageRow.record,)
        query = select(*columns).where(PageRow.generation_id == generation_id, PageRow.number == number)
        with self._session() as session:
            row = session.execute(query).first()
            return _page(*row) if row else None

    def texts(self, generation_id: str) -> tuple[Page, ...]:
        """All pages of a generation in order, without their words."""
        query = select(PageRow.record).where(PageRow.generation_id == generation_id).order_by(PageRow.number)
        with self._session() as session:
            return tuple(_page(record) for record in session.scalars(query))

    def pages(self, generation_ids: Sequence[str]) -> dict[tuple[str, int], Page]:
        """All pages of generations, by generation and number."""
        with self._session() as session:
            rows = session.scalars(select(PageRow).where(PageRow.generation_id.in_(generation_ids)))
            return {(row.generation_id, row.number): _page(row.record, row.words) for row in rows}

    def places(self, generation_ids: Sequence[str]) -> dict[tuple[str, int], tuple[str | None, str]]:
        """The label and the locator of every page of generations, by generation and number."""
        query = select(PageRow.generation_id, PageRow.number, PageRow.record)
        with self._session() as session:
            rows = session.execute(query.where(PageRow.generation_id.in_(generation_ids)))
            return {(held, number): (record.get("label"), record["locator"]) for held, number, record in rows}

    def passages(self, generation_ids: Sequence[str]) -> list[tuple[Passage, list[str]]]:
        """The passages of generations with their index terms, in reading order."""
        with self._session() as session:
            rows = session.scalars(
                select(PassageRow)
                .where(PassageRow.generation_id.in_(generation_ids))
                .order_by(PassageRow.generation_id, PassageRow.ordinal)
            )
            once: dict[str, str] = {}
            return [(Passage.model_validate(row.record), _words(row.terms, once)) for row in rows]

    def passage_words(self, generation_ids: Sequence[str]) -> list[tuple[str, list[str]]]:
        """The ids of the passages of generations, with their index terms, in reading order."""
        query = select(PassageRow.id, PassageRow.terms).order_by(PassageRow.generation_id, PassageRow.ordinal)
        with self._session() as session:
            rows = session.execute(query.where(PassageRow.generation_id.in_(generation_ids)))
            once: dict[str, str] = {}
            return [(passage_id, _words(words, once)) for passage_id, words in rows]

    def passage_ids(self, generation_ids: Sequence[str]) -> list[str]:
        """The ids of the passages of generations, in reading order."""
        query = select(PassageRow.id).order_by(PassageRow.generation_id, PassageRow.ordinal)
        with self._session() as session:
            return list(session.scalars(query.where(PassageRow.generation_id.in_(generation_ids))))

    def measures(self, generation_ids: Sequence[str]) -> list[Measure]:
        """The measures of generations, in the order of their documents."""
        with self._session() as session:
            rows = session.scalars(
                select(MeasureRow)
                .where(MeasureRow.generation_id.in_(generation_ids))
                .order_by(MeasureRow.generation_id, MeasureRow.ordinal)
            )
            return [Measure.model_validate(row.record) for row in rows]

    def units(self, generation_ids: Sequence[str]) -> list[Unit]:
        """The units that the texts of generations explain."""
        with self._session() as session:
            rows = session.scalars(
                select(UnitRow).where(UnitRow.generation_id.in_(generation_ids)).order_by(UnitRow.generation_id)
            )
            return [Unit.model_validate(row.record) for row in rows]

    def duties(self, generation_ids: Sequence[str]) -> list[Duty]:
        """The duties of generations, in the order of their documents."""
        with self._session() as session:
            rows = session.scalars(
                select(DutyRow)
                .where(DutyRow.generation_id.in_(generation_ids))
                .order_by(DutyRow.generation_id, DutyRow.ordinal)
            )
            return [Duty.model_validate(row.record) for row in rows]

    def terms(self, generation_ids: Sequence[str]) -> list[Term]:
        """The words that the texts of generations explain."""
        with self._session() as session:
            rows = session.scalars(
                select(TermRow)
                .where(TermRow.generation_id.in_(generation_ids))
                .order_by(TermRow.generation_id, TermRow.ordinal)
            )
            return [Term.model_validate(row.record) for row in rows]

    def replace_terms(self, terms: dict[str, str]) -> None:
        """Writes new index terms (space between) by passage id, for a rebuild with another analysis."""
        with self._transaction() as session:
            for passage_id, words in terms.items():
                session.execute(update(PassageRow).where(PassageRow.id == passage_id).values(terms=words))


def record_rows(records: Records, index_terms: Sequence[str]) -> Iterator[Base]:
    """The rows of a reading's records; `index_terms` are those of each passage, space between."""
    generation_id = records.generation_id
    for page in records.pages:
        yield PageRow(
            generation_id=generation_id,
            number=page.number,
            record=page.model_dump(mode="json", exclude={"words"}),
            words=[word.model_dump(mode="json") for word in page.words],
        )
    for passage, terms in zip(records.passages, index_terms, strict=True):
        yield PassageRow(
            id=passage.id,
            generation_id=generation_id,
            ordinal=passage.ordinal,
            record=passage.model_dump(mode="json"),
            terms=terms,
        )
    for measure in records.measures:
        yield MeasureRow(
            generation_id=generation_id, id=measure.id, ordinal=measure.ordinal, record=measure.model_dump(mode="json")
        )
    for unit in records.units:
        yield UnitRow(generation_id=generation_id, id=unit.id, record=unit.model_dump(mode="json"))
    for duty in records.duties:
        yield DutyRow(generation_id=generation_id, ordinal=duty.ordinal, record=duty.model_dump(mode="json"))
    for ordinal, term in enumerate(records.terms, start=1):
        yield TermRow(generation_id=generation_id, ordinal=ordinal, record=term.model_dump(mode="json"))


def renew_terms(session: Session, records: Records, index_terms: Sequence[str]) -> None:
    """Writes the index terms of a reading that is kept; its other records are what its id says they are."""
    for passage, terms in zip(records.passages, index_terms, strict=True):
        session.execute(update(PassageRow).where(PassageRow.id == passage.id).values(terms=terms))


def _words(terms: str, once: dict[str, str]) -> list[str]:
    """The terms, each in memory `once`, however many passages have it."""
    return [once.setdefault(term, term) for term in terms.split()]


def _page(record: dict[str, Any], words: list[Any] | None = None) -> Page:
    return Page.model_validate({**record, "words": words or ()})
