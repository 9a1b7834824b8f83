"""The catalogue: the truth that the indexes are derived from."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from sqlalchemy import delete, exists, func, select, update

from corpus.editions import renewed
from corpus.models import Document, Generation
from corpus.store.conversations import forget_document
from corpus.store.database import Database, Opened
from corpus.store.draft_sources import forget_quotes
from corpus.store.feedback import forget_answers
from corpus.store.held_turns import HeldTurns
from corpus.store.job_queue import is_any_unfinished
from corpus.store.kept import Kept
from corpus.store.library_state import LibraryStates
from corpus.store.original_files import StoredOriginals
from corpus.store.readings import Readings, record_rows, renew_terms
from corpus.store.records import Records
from corpus.store.schema import UNPURGED, UNSCRUBBED, DocumentRow, GenerationRow, SettingRow
from corpus.store.vector_cache import VectorCache, drop_superseded_vectors, drop_unused_vectors
from corpus.store.workers import Workers

_log = logging.getLogger(__name__)

_LAST_WAIT = 12.0  # seconds for who writes what is held when it ends: a database that is away is told of before that


class Catalogue(Kept):
    """Documents by generation; a reader only ever sees whole, published generations."""

    def __init__(self, url: str) -> None:
        """Opens the store and brings its tables up to date.

        Raises CatalogueError where it cannot be opened or written.
        """
        self._database = Database(url)
        self._session = self._database.session
        self._transaction = self._database.transaction
        self._held = HeldTurns()
        self.states = LibraryStates(self._database)
        self.workers = Workers(self._session, self._transaction)

    @property
    def readings(self) -> Readings:
        """What each generation holds."""
        return Readings(self._session, self._transaction)

    @property
    def opened(self) -> Opened:
        """What opens a transaction of the store."""
        return self._transaction

    @property
    def stored_originals(self) -> StoredOriginals:
        """The original files, where they are in the database."""
        return StoredOriginals(self._session, self._transaction)

    @property
    def is_shared(self) -> bool:
        """Whether several processes may have the store open."""
        return self._database.is_shared

    @property
    def vectors(self) -> VectorCache:
        """The vectors of texts."""
        return VectorCache(self._session, self._transaction)

    def close(self) -> None:
        """Closes all connections, after a last try to write what is held."""
        if not self.conversations.write_held(_LAST_WAIT):
            _log.error("%d questions could never be written, and are lost", len(self._held))
        self._database.close()

    # Writing a generation

    def begin(self, records: Records, index_terms: Sequence[str]) -> None:
        """Writes a generation that nobody sees yet; `index_terms` are those of each passage, space between.

        One of the same id that was superseded (a file put back as it was) stands as it is until it is published: what
        was cited from it opens whatever happens.
        """
        document = records.document
        with self._transaction() as session:
            self.states.check(session)
            last = session.scalar(
                select(func.max(GenerationRow.number)).where(GenerationRow.document_id == document.id)
            )
            kept = session.get(GenerationRow, records.generation_id)
            if kept is not None and kept.state == "superseded":
                kept.number, kept.document = (last or 0) + 1, document.model_dump(mode="json")
                renew_terms(session, records, index_terms)
                return
            session.execute(delete(GenerationRow).where(GenerationRow.id == records.generation_id))
            if session.get(DocumentRow, document.id) is None:
                session.add(DocumentRow(id=document.id, current_generation=None))
                session.flush()
            session.add(
                GenerationRow(
                    id=records.generation_id,
                    document_id=document.id,
                    number=(last or 0) + 1,
                    sha256=document.sha256,
                    reader_version=records.reader_version,
                    state="building",
                    created_at=datetime.now(UTC),
                    document=document.model_dump(mode="json"),
                )
            )
            session.flush()
            session.add_all(record_rows(records, index_terms))

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
            drop_superseded_vectors(session)
            self.states.grow(session)

    def sweep(self) -> int:
        """Deletes what an interrupted ingest left behind; the number of generations deleted. Raises WriterLostError.

        Vectors that no generation uses stay while a job is unfinished: it goes on with those that it made.
        """
        with self._transaction() as session:
            self.states.check(session)
            left = session.scalars(select(GenerationRow.id).where(GenerationRow.state == "building")).all()
            session.execute(delete(GenerationRow).where(GenerationRow.id.in_(left)))
            session.execute(
                delete(DocumentRow).where(
                    DocumentRow.current_generation.is_(None),
                    ~exists().where(GenerationRow.document_id == DocumentRow.id),
                )
            )
            drop_superseded_vectors(session)
            if not is_any_unfinished(session):
                drop_unused_vectors(session)
            return len(left)

    def remove(self, document_id: str, links: Mapping[str, str | None] = MappingProxyType({})) -> None:
        """Deletes a document with all its generations, and the vectors that serve no other.

        `links` are the new `edition_of` of the documents that named it. The files are unpurged from now on.
        """
        with self._transaction() as session:
            forget_document(session, document_id)
            session.execute(delete(DocumentRow).where(DocumentRow.id == document_id))
            forget_answers(session, document_id)
            forget_quotes(session, document_id)
            drop_unused_vectors(session)
            for row in session.scalars(
                select(GenerationRow).where(GenerationRow.document["edition_of"].as_string() == document_id)
            ):
                row.document = renewed(links, Document.model_validate(row.document)).model_dump(mode="json")
            session.merge(SettingRow(key=UNPURGED, value="yes"))
            self.states.grow(session)

    @property
    def is_unpurged(self) -> bool:
        """Whether the stores' files may hold bytes of something that was removed."""
        return UNPURGED in self.settings()

    def purge(self) -> None:
        """Rids the file of the bytes of what was deleted, once the other stores are rid of theirs.

        Raises WriterLostError where another may have removed more meanwhile.
        """
        is_whole = self._database.compact()
        with self._transaction() as session:
            self.states.check(session)
            session.execute(delete(SettingRow).where(SettingRow.key == UNPURGED))
            if not is_whole:  # somebody reads for long, a backup perhaps: what tidies at night does it then
                session.merge(SettingRow(key=UNSCRUBBED, value="yes"))

    def scrub(self) -> bool:
        """Rids the database's files of the bytes of what was deleted of people; False where something is left to do."""
        if UNSCRUBBED not in self.settings():
            return True
        if not self._database.compact():
            return False
        with self._transaction() as session:
            session.execute(delete(SettingRow).where(SettingRow.key == UNSCRUBBED))
        return True

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

    def held(self, generation_ids: Iterable[str]) -> frozenset[str]:
        """Those of the generations that are still kept."""
        query = select(GenerationRow.id).where(GenerationRow.id.in_(list(generation_ids)))
        with self._session() as session:
            return frozenset(session.scalars(query))

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

    # Settings

    def settings(self) -> dict[str, str]:
        """What the derived indexes were built with."""
        with self._session() as session:
            return {row.key: row.value for row in session.scalars(select(SettingRow))}

    def set_settings(self, values: dict[str, str]) -> None:
        """Notes what the derived indexes are built with."""
        with self._transaction() as session:
            for key, value in values.items():
                session.merge(SettingRow(key=key, value=value))
