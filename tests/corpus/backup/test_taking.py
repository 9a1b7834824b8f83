"""A backup that is taken while others write, delete, or fill the disk."""

import errno
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest
from sqlalchemy import create_engine

from corpus.backup.archive import ArchiveWriter, BackupError, opened_archive
from corpus.backup.restoring import restore
from corpus.backup.taking import take
from corpus.store.catalogue import Catalogue
from corpus.store.database import CatalogueError
from corpus.store.drafts import DraftRecord
from corpus.store.dump import dumped
from corpus.store.revisions import revision_of, upgrade
from tests.corpus.backup.filled import contents, home, of_sqlite
from tests.corpus.store.drafted import begin, wrote
from tests.corpus.stores import NEW, OLD, OTHER, MadeUpEmbedding, Stores
from tests.ingest.made_up import content_of


class Written:
    """A library in which somebody goes on writing while a backup of it is taken."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.stores = Stores(folder)
        self.library = self.stores.library(MadeUpEmbedding())
        self.library.publish(OLD, content_of(OLD))
        self.library.publish(OTHER, content_of(OTHER))
        self.draft: DraftRecord = begin(self.library.drafts)
        wrote(self.library.drafts, self.draft.id, "Vi går til Svarttjern.")

    def write(self) -> None:
        """Something of everything: a draft, a new edition, a document that goes."""
        wrote(self.library.drafts, self.draft.id, "Vi går til Vesletjern, og ingen andre steder.")
        self.library.publish(NEW, content_of(NEW))

    def take(self, target: Path) -> None:
        take(self.url, home(self.stores.folder / "originals"), self.stores.folder / "templates", target)

    def holding(self, word: str) -> list[str]:
        """The database's files that have a word."""
        return [file.name for file in self.stores.folder.glob("*.sqlite3*") if word.encode() in file.read_bytes()]

    @property
    def url(self) -> str:
        return of_sqlite(self.stores.folder)


@pytest.fixture
def written(tmp_path: Path) -> Iterator[Written]:
    found = Written(tmp_path / "data")
    yield found
    found.stores.close()


def meanwhile(monkeypatch: pytest.MonkeyPatch, name: str, act: Callable[[], object]) -> None:
    """Has something done once, before a method of the archive's writer is first called."""
    called, acts = getattr(ArchiveWriter, name), [act]

    def method(self: ArchiveWriter, *parts: object) -> None:
        if acts:
            acts.pop()()
        called(self, *parts)

    monkeypatch.setattr(ArchiveWriter, name, method)


def put(archive: Path, folder: Path) -> str:
    """Restores into a new folder; the address of the store."""
    restore(archive, of_sqlite(folder), home(folder / "originals"), folder / "templates", replace=False)
    return of_sqlite(folder)


def test_what_is_written_meanwhile_is_in_none_of_it(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(written.url)
    meanwhile(monkeypatch, "table", written.write)
    written.take(tmp_path / "kopi.zip")
    assert contents(put(tmp_path / "kopi.zip", tmp_path / "new")) == before
    assert contents(written.url) != before
    library = Stores(tmp_path / "new").library(MadeUpEmbedding())
    with closing(library):
        assert library.snapshot.generations["turplan"] == OLD.generation_id
        assert library.original(OLD.generation_id) == content_of(OLD)
        restored, now = (kept.drafts.field(written.draft.id, "turer") for kept in (library, written.library))
        assert restored is not None
        assert now is not None
        assert restored.parts == {"text": "Vi går til Svarttjern."}
        assert now.parts == {"text": "Vi går til Vesletjern, og ingen andre steder."}


def test_a_store_in_postgresql_is_taken_at_one_moment(
    postgresql_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = Catalogue(postgresql_url)
    with closing(catalogue):
        draft = begin(catalogue.drafts)
        before = contents(postgresql_url)

        def write() -> None:
            begin(catalogue.drafts)
            wrote(catalogue.drafts, draft.id, "Vi går til Vesletjern.")

        meanwhile(monkeypatch, "table", write)
        take(postgresql_url, home(tmp_path / "originals"), tmp_path / "templates", tmp_path / "kopi.zip")
    assert contents(put(tmp_path / "kopi.zip", tmp_path / "new")) == before


def test_a_document_that_is_removed_while_its_file_is_taken_is_not_in_the_backup(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meanwhile(monkeypatch, "original", lambda: written.library.remove("turplan"))
    written.take(tmp_path / "kopi.zip")
    with opened_archive(tmp_path / "kopi.zip") as archive:
        assert archive.manifest.originals == (OTHER.document.sha256,)
        assert archive.manifest.lost == ()
        assert [json.loads(row)["id"] for row in archive.table("document")] == ["matplan"]


def test_a_removal_while_a_backup_reads_is_made_good_at_night(written: Written) -> None:
    with dumped(written.url) as dump:
        list(dump.rows("document"))
        written.library.remove("turplan")
        assert written.holding("Ullsokker")
    assert written.library.scrub()
    assert not written.holding("Ullsokker")


def test_a_file_that_was_lost_before_is_said(written: Written, tmp_path: Path) -> None:
    (written.stores.folder / "originals" / OTHER.document.sha256).unlink()
    written.take(tmp_path / "kopi.zip")
    with opened_archive(tmp_path / "kopi.zip") as archive:
        assert archive.manifest.lost == (OTHER.document.sha256,)
        assert archive.manifest.originals == (OLD.document.sha256,)


def test_a_disk_that_gets_full_leaves_no_half_backup(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(ZipFile, "writestr", full)
    folder = tmp_path / "copies"
    folder.mkdir()
    with pytest.raises(OSError, match="No space") as told:
        written.take(folder / "kopi.zip")
    assert told.value.filename == str(folder / "kopi.zip")
    assert list(folder.iterdir()) == []


def test_a_backup_replaces_nothing_and_is_its_owners_alone(written: Written, tmp_path: Path) -> None:
    target = tmp_path / "kopi.zip"
    written.take(target)
    assert target.stat().st_mode & 0o777 == 0o600
    content = target.read_bytes()
    with pytest.raises(BackupError, match="finnes fra før"):
        written.take(target)
    assert target.read_bytes() == content


def test_where_nothing_is_kept_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="ingenting er kopiert"):
        take(of_sqlite(tmp_path), home(tmp_path / "originals"), tmp_path / "templates", tmp_path / "kopi.zip")
    assert list(tmp_path.iterdir()) == []


def test_an_older_store_is_taken_as_it_is_and_put_back_as_of_now(tmp_path: Path) -> None:
    """The backup before an upgrade may be taken by the new version."""
    engine = create_engine(of_sqlite(tmp_path))
    with engine.connect() as connection:
        upgrade(connection, "0004")
        connection.exec_driver_sql("INSERT INTO conversation (id, started_at) VALUES ('c', '2026-01-01 10:00:00')")
        connection.commit()
        take(of_sqlite(tmp_path), home(tmp_path / "originals"), tmp_path / "templates", tmp_path / "kopi.zip")
        assert revision_of(connection) == "0004"
    engine.dispose()
    (row,) = contents(put(tmp_path / "kopi.zip", tmp_path / "new"))["conversation"]
    assert row[0] == "c"
    with closing(Catalogue(of_sqlite(tmp_path / "new"))):
        pass
