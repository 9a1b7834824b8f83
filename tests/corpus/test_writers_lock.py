"""Who writes on shared stores, one process at a time; and who lost the lock, or was killed with it."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.index.embedding import MODEL_NAME
from corpus.index.loaded import load_embedding
from corpus.library import Library
from corpus.store.library_state import WriterLostError
from tests.corpus.stores import NEW, OLD, OTHER, SOON, Place, Stores, eventually, ids
from tests.ingest.made_up import content_of
from tests.servers import PostgreSQL


def test_one_writes_at_a_time_and_sees_what_the_one_before_wrote(pair: tuple[Library, Library]) -> None:
    one, other = pair
    seen: list[bool] = []

    def write() -> None:
        with other.writing(), other.writing():
            seen.append(other.is_current("turplan", NEW.generation_id))

    waiting = threading.Thread(target=write)
    with one.writing():
        waiting.start()
        one.publish(NEW, content_of(NEW))
        assert seen == []
    waiting.join(SOON)
    assert seen == [True]


def lose_the_lock(postgresql: PostgreSQL) -> None:
    postgresql.administer("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")


def test_who_lost_the_lock_publishes_nothing(pair: tuple[Library, Library], postgresql: PostgreSQL) -> None:
    one, other = pair
    with one.writing():
        lose_the_lock(postgresql)
        with other.writing(), pytest.raises(WriterLostError):
            one.publish(NEW, content_of(NEW))
    assert other.is_current("turplan", OLD.generation_id)
    one.publish(NEW, content_of(NEW))
    eventually(lambda: other.is_current("turplan", NEW.generation_id))


def drop_unfinished(library: Library) -> None:
    library.drop_unfinished()


def rebuild(library: Library) -> None:
    library.rebuild()


def mend(library: Library) -> None:
    library._searching.distrust("made up")
    library.mend(counted=True, swept=True)


@pytest.mark.parametrize("delete", [drop_unfinished, rebuild, mend])
def test_who_lost_the_lock_deletes_nothing_that_another_is_about_to_publish(
    pair: tuple[Library, Library], postgresql: PostgreSQL, delete: Callable[[Library], None]
) -> None:
    one, other = pair
    refused: list[str] = []

    def try_to_delete(step: str, _done: int, _total: int) -> None:
        if step == "indexed":
            with pytest.raises(WriterLostError):
                delete(one)
            refused.append(step)

    with one.writing():
        lose_the_lock(postgresql)
        other.publish(NEW, content_of(NEW), try_to_delete)
    assert refused
    assert other.is_current("turplan", NEW.generation_id)
    assert other.original(NEW.generation_id) == content_of(NEW)
    assert other._dense.ids() == ids(NEW)


def test_what_who_lost_the_lock_removed_another_purges_and_keeps_its_own(
    pair: tuple[Library, Library], postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair

    def published_by_the_other() -> None:
        lose_the_lock(postgresql)
        other.publish(OTHER, content_of(OTHER))

    one.let_go()  # else it may show in time what the other publishes
    monkeypatch.setattr(one, "_wait_for_others", published_by_the_other)
    assert one.remove("turplan")
    assert one._dense.ids() == ids(OTHER)
    assert other.original(OTHER.generation_id) == content_of(OTHER)
    assert not other._catalogue.is_unpurged
    assert one._originals.read(OLD.document.sha256) is None


def test_nobody_begins_to_write_while_files_are_deleted(
    pair: tuple[Library, Library], postgresql: PostgreSQL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files that are needed are looked up, and before the others are deleted the lock is lost."""
    one, other = pair
    needed, publishing = one._catalogue.digests, threading.Thread(target=other.publish, args=(OTHER, content_of(OTHER)))

    def looked_up() -> set[str]:
        found = needed()
        lose_the_lock(postgresql)
        publishing.start()
        publishing.join(1.0)
        return found

    monkeypatch.setattr(one._catalogue, "digests", looked_up)
    with one.writing():
        one.drop_unfinished()
    publishing.join(SOON)
    assert other.original(OTHER.generation_id) == content_of(OTHER)


def test_what_a_killed_writer_left_is_swept_by_another(
    pair: tuple[Library, Library], servers: Place, embedding_model_dir: Path
) -> None:
    one, _ = pair
    arguments = [servers.database_url, str(servers.chroma_url), str(embedding_model_dir)]
    writer = subprocess.Popen([sys.executable, "-m", __name__, *arguments], stdout=subprocess.PIPE)
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"indexed\n"
    states = one._catalogue.states
    assert states.read().writer is not None
    assert one._dense.ids() == ids(OLD, NEW)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    eventually(lambda: states.read().writer is None)
    assert one._dense.ids() == ids(OLD)
    assert one._catalogue.generation_count() == 1
    one.publish(NEW, content_of(NEW))


def _stall(step: str) -> None:
    if step == "indexed":
        print("indexed", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    database_url, chroma_url, model_dir = sys.argv[1:]
    library = Stores(Path(), Place(database_url, chroma_url)).library(load_embedding(MODEL_NAME, Path(model_dir)))
    library.publish(NEW, content_of(NEW), lambda step, _done, _total: _stall(step))
