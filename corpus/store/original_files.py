"""The original files in the database, where several machines share it."""

import hashlib
from collections.abc import Collection

from sqlalchemy import delete, exists, select

from corpus.store.database import Opened
from corpus.store.worker_tables import OriginalRow

_PART = 4 * 2**20  # bytes: a driver holds a value several times while it sends it


class StoredOriginals:
    """Keeps the bytes of files by their sha256; a file is there whole or not at all."""

    def __init__(self, session: Opened, transaction: Opened) -> None:
        self._session = session
        self._transaction = transaction

    def keep(self, content: bytes) -> str:
        """Writes the bytes, unless they are there; their sha256. Raises CatalogueError where they cannot be written."""
        digest = hashlib.sha256(content).hexdigest()
        with self._transaction() as session:
            if not session.scalar(select(exists().where(OriginalRow.sha256 == digest))):
                for part, start in enumerate(range(0, max(len(content), 1), _PART)):
                    session.add(OriginalRow(sha256=digest, part=part, content=content[start : start + _PART]))
                    session.flush()
                    session.expunge_all()
        return digest

    def read(self, digest: str) -> bytes | None:
        """The bytes of a file, or None where they are not kept."""
        query = select(OriginalRow.content).where(OriginalRow.sha256 == digest).order_by(OriginalRow.part)
        with self._session() as session:
            parts = session.scalars(query).all()
        return b"".join(parts) if parts else None

    def keep_only(self, digests: Collection[str]) -> None:
        """Deletes every other file."""
        with self._transaction() as session:
            held = set(session.scalars(select(OriginalRow.sha256).distinct()))
            for digest in held.difference(digests):
                session.execute(delete(OriginalRow).where(OriginalRow.sha256 == digest))
