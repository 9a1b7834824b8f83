"""Vectors kept by the text they are of, beside which generations need them."""

from collections.abc import Iterable

import numpy as np
from sqlalchemy import ColumnElement, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from corpus.index.arrays import Vectors
from corpus.store.database import Opened
from corpus.store.schema import EmbeddingRow, EmbeddingUseRow, GenerationRow

_DIGESTS_A_QUERY = 500


class VectorCache:
    """The vectors of one store, by model and digest."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def of(self, model: str, digests: Iterable[str]) -> dict[str, Vectors]:
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

    def held(self, model: str, digests: Iterable[str]) -> frozenset[str]:
        """Those of the digests that have a cached vector of a model."""
        with self._session() as session:
            return frozenset(_held(session, EmbeddingRow.digest, digests, EmbeddingRow.model == model))

    def store(self, model: str, vectors: dict[str, Vectors], *, only_used: bool = False) -> None:
        """Caches vectors by digest; one already there stays. `only_used`: those that a generation needs."""
        with self._transaction() as session:
            known = _held(session, EmbeddingRow.digest, vectors, EmbeddingRow.model == model)
            wanted = _held(session, EmbeddingUseRow.digest, vectors) if only_used else vectors.keys()
            rows = [
                {"model": model, "digest": digest, "vector": vector.astype("<f4").tobytes()}
                for digest, vector in vectors.items()
                if digest in wanted and digest not in known
            ]
            insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
            if rows:  # what another writer has stored since it was looked up stays
                session.execute(insert(EmbeddingRow).on_conflict_do_nothing(), rows)

    def use(self, generation_id: str, digests: Iterable[str]) -> None:
        """Notes which cached vectors a generation needs, so that they outlive the others."""
        with self._transaction() as session:
            session.execute(delete(EmbeddingUseRow).where(EmbeddingUseRow.generation_id == generation_id))
            session.add_all(
                EmbeddingUseRow(generation_id=generation_id, digest=digest) for digest in dict.fromkeys(digests)
            )

    def keep_only(self, model: str) -> None:
        """Empties the cache of every other model's vectors, after a rebuild."""
        with self._transaction() as session:
            session.execute(delete(EmbeddingRow).where(EmbeddingRow.model != model))


def drop_unused_vectors(session: Session) -> None:
    """Deletes the vectors that no generation uses."""
    session.execute(delete(EmbeddingRow).where(~exists().where(EmbeddingUseRow.digest == EmbeddingRow.digest)))


def drop_superseded_vectors(session: Session) -> None:
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
