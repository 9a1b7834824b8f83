"""The SQL store: the truth that the indexes are derived from."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt
from alembic import command
from alembic.config import Config
from sqlalchemy import ColumnElement, Engine, create_engine, delete, event, exists, func, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from corpus.conversations import Conversations, forget_document
from corpus.corrections import Corrections
from corpus.editions import renewed
from corpus.feedback import FeedbackBox, forget_answers
from corpus.models import Document, Duty, Generation, Measure, Page, Passage, Term, Unit
from corpus.schema import (
    DocumentRow,
    DutyRow,
    EmbeddingRow,
    EmbeddingUseRow,
    GenerationRow,
    MeasureRow,
    PageRow,
    PassageRow,
    SettingRow,
    TermRow,
    UnitRow,
)

Vectors = npt.NDArray[np.float32]

_DIGESTS_A_QUERY = 500
_UNPURGED = "unpurged"  # the setting that stands from a removal until nothing of it is left in the files


class CatalogueError(Exception):
    """The store cannot be opened or written; the message says which, why and what to do."""


class Catalogue:
    """Documents by generation; a reader only ever sees whole, published generations."""

    def __init__(self, url: str) -> None:
        """Opens the store and brings its tables up to date.

        Raises CatalogueError where it cannot be opened or written.
        """
        try:
            self._url = make_url(url)
            self._engine = _engine(url)
            self._quick_engine = _engine(url, _quicken_sqlite)
        except (ArgumentError, ModuleNotFoundError) as error:
            raise CatalogueError(
                f"adressen til databasen kan ikke brukes ({error}); skriv den som sqlite:///fil eller "
                "postgresql+psycopg://bruker@maskin/navn, og installer driveren som den nevner"
            ) from error
        with self._told_plainly(), self._engine.connect() as connection:
            with as_file(files("corpus") / "migrations") as scripts:
                config = Config()
                config.set_main_option("script_location", str(scripts))
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
            connection.commit()

    @property
    def conversations(self) -> Conversations:
        """The conversations kept in this store."""
        return Conversations(self._session, self._quick_transaction)

    @property
    def feedback(self) -> FeedbackBox:
        """What users said of answers."""
        return FeedbackBox(self._session, self._transaction)

    @property
    def corrections(self) -> Corrections:
        """The advisers' notes."""
        return Corrections(self._session, self._transaction)

    def close(self) -> None:
        """Closes all connections."""
        self._quick_engine.dispose()
        self._engine.dispose()

    # Writing a generation

    def begin(
        self,
        generation_id: str,
        reader_version: str,
        document: Document,
        pages: Iterable[Page],
        passages: Iterable[tuple[Passage, str]],
        measures: Iterable[Measure],
        units: Iterable[Unit],
        duties: Iterable[Duty] = (),
        terms: Iterable[Term] = (),
    ) -> None:
        """Writes a generation that nobody sees yet; `passages` come with their index terms.

        A generation of the same id that was superseded is written anew: a file put back as it was.
        """
        with self._transaction() as session:
            session.execute(delete(GenerationRow).where(GenerationRow.id == generation_id))
            if session.get(DocumentRow, document.id) is None:
                session.add(DocumentRow(id=document.id, current_generation=None))
                session.flush()
            last = session.scalar(
                select(func.max(GenerationRow.number)).where(GenerationRow.document_id == document.id)
            )
            session.add(
                GenerationRow(
                    id=generation_id,
                    document_id=document.id,
                    number=(last or 0) + 1,
                    sha256=document.sha256,
                    reader_version=reader_version,
                    state="building",
                    created_at=datetime.now(UTC),
                    document=document.model_dump(mode="json"),
                )
            )
            session.flush()
            session.add_all(
                PageRow(
                    generation_id=generation_id,
                    number=page.number,
                    record=page.model_dump(mode="json", exclude={"words"}),
                    words=[word.model_dump(mode="json") for word in page.words],
                )
                for page in pages
            )
            session.add_all(
                PassageRow(
                    id=passage.id,
                    generation_id=generation_id,
                    ordinal=passage.ordinal,
                    record=passage.model_dump(mode="json"),
                    terms=terms,
                )
                for passage, terms in passages
            )
            session.add_all(
                MeasureRow(
                    generation_id=generation_id,
                    id=measure.id,
                    ordinal=measure.ordinal,
                    record=measure.model_dump(mode="json"),
                )
                for measure in measures
            )
            session.add_all(
                UnitRow(generation_id=generation_id, id=unit.id, record=unit.model_dump(mode="json")) for unit in units
            )
            session.add_all(
                DutyRow(generation_id=generation_id, ordinal=duty.ordinal, record=duty.model_dump(mode="json"))
                for duty in duties
            )
            session.add_all(
                TermRow(generation_id=generation_id, ordinal=ordinal, record=term.model_dump(mode="json"))
                for ordinal, term in enumerate(terms, start=1)
            )

    def publish(self, generation_id: str) -> None:
        """Makes a generation the current one of its document, in one transaction.

        The vectors that only served the one before go with it; its pages stay, for what was cited from them.
        """
        with self._transaction() as session:
            document_id = select(GenerationRow.document_id).where(GenerationRow.id == generation_id).scalar_subquery()
            session.execute(
                update(GenerationRow)
                .where(GenerationRow.document_id == document_id, GenerationRow.state == "current")
                .values(state="superseded")
            )
            session.execute(update(GenerationRow).where(GenerationRow.id == generation_id).values(state="current"))
            session.execute(
                update(DocumentRow).where(DocumentRow.id == document_id).values(current_generation=generation_id)
            )
            _drop_superseded_vectors(session)

    def sweep(self) -> int:
        """Deletes what an interrupted ingest left behind; the number of generations deleted."""
        with self._transaction() as session:
            left = session.scalars(select(GenerationRow.id).where(GenerationRow.state == "building")).all()
            session.execute(delete(GenerationRow).where(GenerationRow.id.in_(left)))
            session.execute(
                delete(DocumentRow).where(
                    DocumentRow.current_generation.is_(None),
                    ~exists().where(GenerationRow.document_id == DocumentRow.id),
                )
            )
            _drop_superseded_vectors(session)
            _drop_unused_vectors(session)
            return len(left)

    def remove(self, document_id: str, links: Mapping[str, str | None] = MappingProxyType({})) -> None:
        """Deletes a document with all its generations, and the vectors that serve no other.

        `links` are the new `edition_of` of the documents that named it. The files are unpurged from now on.
        """
        with self._transaction() as session:
            forget_document(session, document_id)
            session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            forget_answers(session, document_id)
            _drop_unused_vectors(session)
            for row in session.scalars(
                select(GenerationRow).where(GenerationRow.document["edition_of"].as_string() == document_id)
            ):
                row.document = renewed(links, Document.model_validate(row.document)).model_dump(mode="json")
            session.merge(SettingRow(key=_UNPURGED, value="yes"))

    @property
    def is_unpurged(self) -> bool:
        """Whether the stores' files may hold bytes of something that was removed."""
        return _UNPURGED in self.settings()

    def purge(self) -> None:
        """Writes the file anew without the bytes of what was deleted, once the other stores are rid of theirs.

        SQLite only: PostgreSQL frees them when it vacuums.
        """
        with self._told_plainly(), self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection = connection.execution_options(isolation_level="AUTOCOMMIT")
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    connection.exec_driver_sql(statement)
        with self._transaction() as session:
            session.execute(delete(SettingRow).where(SettingRow.key == _UNPURGED))

    # Reading

    def current(self) -> list[tuple[str, Document]]:
        """(generation id, document) of every published document, by id."""
        with self._session() as session:
            rows = session.execute(
                select(GenerationRow.id, GenerationRow.document)
                .join(DocumentRow, DocumentRow.current_generation == GenerationRow.id)
                .order_by(DocumentRow.id)
            ).all()
            return [(generation_id, Document.model_validate(record)) for generation_id, record in rows]

    def reader_versions(self) -> dict[str, str]:
        """What version of ingestion read each published document, by id."""
        with self._session() as session:
            rows = session.execute(
                select(DocumentRow.id, GenerationRow.reader_version).join(
                    GenerationRow, DocumentRow.current_generation == GenerationRow.id
                )
            )
            return {row.id: row.reader_version for row in rows}

    def generation_count(self) -> int:
        """How many readings are kept, superseded ones among them."""
        with self._session() as session:
            return session.scalar(select(func.count()).select_from(GenerationRow)) or 0

    def read_order(self) -> list[str]:
        """The ids of all documents in the order in which their first reading came."""
        came = func.min(GenerationRow.created_at)
        with self._session() as session:
            return list(
                session.scalars(
                    select(GenerationRow.document_id)
                    .group_by(GenerationRow.document_id)
                    .order_by(came, GenerationRow.document_id)
                )
            )

    def generation(self, generation_id: str) -> tuple[Generation, Document] | None:
        """A generation and its document as of then, if it was ever published."""
        with self._session() as session:
            row = session.get(GenerationRow, generation_id)
            if row is None or row.state == "building":
                return None
            generation = Generation.model_validate({field: getattr(row, field) for field in Generation.model_fields})
            return generation, Document.model_validate(row.document)

    def retellings(self) -> list[Document]:
        """The document of every published generation, current or superseded, that is a retelling."""
        with self._session() as session:
            rows = session.scalars(
                select(GenerationRow.document)
                .where(
                    GenerationRow.state != "building", GenerationRow.document["retelling_of"].as_string().is_not(None)
                )
                .order_by(GenerationRow.document_id, GenerationRow.number)
            )
            return [Document.model_validate(record) for record in rows]

    def digests(self) -> set[str]:
        """The sha256 of every file that a generation was read from."""
        with self._session() as session:
            return set(session.scalars(select(GenerationRow.sha256).distinct()))

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
            return [(Passage.model_validate(row.record), row.terms.split()) for row in rows]

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

    # Vectors and settings

    def vectors(self, model: str, digests: Iterable[str]) -> dict[str, Vectors]:
        """The cached vectors (dimension,) of a model among these digests."""
        wanted = list(dict.fromkeys(digests))
        found: dict[str, Vectors] = {}
        with self._session() as session:
            for start in range(0, len(wanted), _DIGESTS_A_QUERY):
                part = wanted[start : start + _DIGESTS_A_QUERY]
                rows = session.execute(
                    select(EmbeddingRow.digest, EmbeddingRow.vector).where(
                        EmbeddingRow.model == model, EmbeddingRow.digest.in_(part)
                    )
                )
                found.update((digest, np.frombuffer(vector, dtype="<f4")) for digest, vector in rows)
        return found

    def vector_digests(self, model: str, digests: Iterable[str]) -> frozenset[str]:
        """Those of the digests that have a cached vector of a model."""
        with self._session() as session:
            return frozenset(_held(session, EmbeddingRow.digest, digests, EmbeddingRow.model == model))

    def store_vectors(self, model: str, vectors: dict[str, Vectors], *, only_used: bool = False) -> None:
        """Caches vectors by digest; one already there stays. `only_used`: those that a generation needs."""
        with self._transaction() as session:
            known = _held(session, EmbeddingRow.digest, vectors, EmbeddingRow.model == model)
            wanted = _held(session, EmbeddingUseRow.digest, vectors) if only_used else vectors.keys()
            session.add_all(
                EmbeddingRow(model=model, digest=digest, vector=vector.astype("<f4").tobytes())
                for digest, vector in vectors.items()
                if digest in wanted and digest not in known
            )

    def use_vectors(self, generation_id: str, digests: Iterable[str]) -> None:
        """Notes which cached vectors a generation needs, so that they outlive the others."""
        with self._transaction() as session:
            session.execute(delete(EmbeddingUseRow).where(EmbeddingUseRow.generation_id == generation_id))
            session.add_all(
                EmbeddingUseRow(generation_id=generation_id, digest=digest) for digest in dict.fromkeys(digests)
            )

    def keep_vectors_of(self, model: str) -> None:
        """Empties the cache of every other model's vectors, after a rebuild."""
        with self._transaction() as session:
            session.execute(delete(EmbeddingRow).where(EmbeddingRow.model != model))

    def settings(self) -> dict[str, str]:
        """What the derived indexes were built with."""
        with self._session() as session:
            return {row.key: row.value for row in session.scalars(select(SettingRow))}

    def set_settings(self, values: dict[str, str]) -> None:
        """Notes what the derived indexes are built with."""
        with self._transaction() as session:
            for key, value in values.items():
                session.merge(SettingRow(key=key, value=value))

    def replace_terms(self, terms: dict[str, str]) -> None:
        """Writes new index terms (space between) by passage id, for a rebuild with another analysis."""
        with self._transaction() as session:
            for passage_id, words in terms.items():
                session.execute(update(PassageRow).where(PassageRow.id == passage_id).values(terms=words))

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._told_plainly(), Session(self._engine) as session:
            yield session

    @contextmanager
    def _transaction(self) -> Iterator[Session]:
        with self._told_plainly(), Session(self._engine) as session, session.begin():
            yield session

    @contextmanager
    def _quick_transaction(self) -> Iterator[Session]:
        """A transaction that does not wait for the disk: the last ones may be lost where the power fails."""
        with self._told_plainly(), Session(self._quick_engine) as session, session.begin():
            yield session

    @contextmanager
    def _told_plainly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            place = self._url.render_as_string(hide_password=True)
            raise CatalogueError(
                f"katalogen {place} kunne ikke leses eller skrives ({error.orig}); "
                "se etter at datamappen kan skrives og at disken har plass, og prøv igjen"
            ) from error


def _page(record: dict[str, Any], words: list[Any] | None = None) -> Page:
    return Page.model_validate({**record, "words": words or ()})


def _engine(url: str, *further: Callable[[object, object], None]) -> Engine:
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        for prepare in (_prepare_sqlite, *further):
            event.listen(engine, "connect", prepare)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    """Foreign keys on; a write-ahead log, so that readers never wait for the writer; what is deleted is overwritten."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=10000")
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _quicken_sqlite(connection: object, _record: object) -> None:
    """A commit is written to the log and not waited for (0.8 ms instead of 4, measured), another writer but 2 s."""
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA busy_timeout=2000")
    cursor.close()


def _drop_unused_vectors(session: Session) -> None:
    session.execute(delete(EmbeddingRow).where(~exists().where(EmbeddingUseRow.digest == EmbeddingRow.digest)))


def _held(
    session: Session, column: InstrumentedAttribute[str], digests: Iterable[str], *conditions: ColumnElement[bool]
) -> set[str]:
    """Those of the digests that a column has, where the conditions hold."""
    wanted = list(dict.fromkeys(digests))
    found: set[str] = set()
    for start in range(0, len(wanted), _DIGESTS_A_QUERY):
        part = wanted[start : start + _DIGESTS_A_QUERY]
        found.update(session.scalars(select(column).where(column.in_(part), *conditions)))
    return found


def _drop_superseded_vectors(session: Session) -> None:
    """Deletes the vectors that only superseded generations use."""
    superseded = select(GenerationRow.id).where(GenerationRow.state == "superseded")
    used, other = aliased(EmbeddingUseRow), aliased(EmbeddingUseRow)
    session.execute(
        delete(EmbeddingRow).where(
            EmbeddingRow.digest.in_(select(used.digest).where(used.generation_id.in_(superseded))),
            ~exists().where(other.digest == EmbeddingRow.digest, other.generation_id.not_in(superseded)),
        ),
        execution_options={"synchronize_session": False},
    )
    session.execute(
        delete(EmbeddingUseRow).where(EmbeddingUseRow.generation_id.in_(superseded)),
        execution_options={"synchronize_session": False},
    )
