"""Several processes on one real PostgreSQL and Chroma server: here each is a library with connections of its own."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from corpus import following
from corpus.index.embedding import MODEL_NAME, EmbeddingModel
from corpus.index.loaded import load_embedding
from corpus.library import Library
from corpus.store import workers
from corpus.store.database import CatalogueError
from corpus.store.library_state import WriterLostError
from tests.corpus.stores import NEW, OLD, OTHER, Place, Stores, ids, nearest
from tests.ingest.made_up import content_of
from tests.servers import Chroma, PostgreSQL

QUESTION = "Hvem eier regntøy som barn får låne?"
_SOON = 20.0  # seconds; it is tenths of one where nothing else runs


def eventually(happened: Callable[[], bool], within: float = _SOON) -> None:
    until = time.monotonic() + within
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def servers(catalogue_url: str, chroma_url: str) -> Place:
    return Place(catalogue_url, chroma_url)


@pytest.fixture
def pair(tmp_path: Path, servers: Place, embedding: EmbeddingModel) -> Iterator[tuple[Library, Library]]:
    """Two workers, of which the first has published the old edition."""
    stores = Stores(tmp_path, servers), Stores(tmp_path, servers)
    one, other = (found.library(embedding) for found in stores)
    one.publish(OLD, content_of(OLD))
    eventually(lambda: other.version == one.version)
    yield one, other
    for found in stores:
        found.close()


def answers(library: Library) -> list[str]:
    return [passage.id for passage in nearest(library, QUESTION)]


def test_what_one_publishes_the_other_shows(pair: tuple[Library, Library]) -> None:
    one, other = pair
    assert answers(other) == answers(one) != []
    assert other.original(OLD.generation_id) == content_of(OLD)
    one.publish(NEW, content_of(NEW))
    eventually(lambda: other.is_current("turplan", NEW.generation_id))
    assert answers(other) == answers(one)


def test_what_one_has_removed_no_other_tells_once_it_is_told_as_removed(pair: tuple[Library, Library]) -> None:
    one, other = pair
    assert one.remove("turplan")
    assert other.snapshot.documents == {}
    assert answers(other) == []
    assert other.original(OLD.generation_id) is None


def test_a_worker_that_cannot_look_tells_nothing(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped for a while, it may have missed a removal that did not wait for it."""
    one, other = pair
    follower = other._follower
    assert follower is not None
    follower._closing.set()
    follower._thread.join()
    follower._heard_at -= 60
    assert one.remove("turplan")  # which waits no longer than until it counts as gone
    assert other.snapshot.documents == {}
    follower._heard_at -= 60
    monkeypatch.setattr(other._catalogue.states, "read", lambda: (_ for _ in ()).throw(CatalogueError("borte")))
    with pytest.raises(CatalogueError):
        assert other.snapshot


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that was not heard of for three seconds counts as dead."""
    monkeypatch.setattr(workers, "ALIVE", timedelta(seconds=3))
    monkeypatch.setattr(following, "_LEASE", 2.0)
    monkeypatch.setattr(following, "_BEATEN_EVERY", 0.2)


@pytest.mark.usefixtures("quick")
def test_a_long_load_stops_no_question_and_a_removal_is_told_once_it_is_over(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    before, is_released, load = answers(other), threading.Event(), other._reload
    monkeypatch.setattr(other, "_reload", lambda **how: is_released.wait(_SOON) and load(**how))
    removing = threading.Thread(target=one.remove, args=("turplan",))
    removing.start()
    until = time.monotonic() + 4
    while time.monotonic() < until:
        assert answers(other) == before
        assert removing.is_alive()
        time.sleep(0.05)
    is_released.set()
    removing.join(_SOON)
    assert answers(other) == []


@pytest.mark.usefixtures("quick")
def test_who_cannot_load_what_others_did_falls_silent_and_keeps_nobody_waiting(
    pair: tuple[Library, Library], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = pair
    monkeypatch.setattr(other, "_reload", lambda **_: (_ for _ in ()).throw(ValueError("uleselig")))
    assert one.remove("turplan")
    with pytest.raises(ValueError, match="uleselig"):
        assert other.snapshot


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
    waiting.join(_SOON)
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
    publishing.join(_SOON)
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


def test_an_index_that_was_deleted_is_built_anew_and_meanwhile_nobody_notices(pair: tuple[Library, Library]) -> None:
    one, other = pair
    before = answers(one)
    one._dense._client.delete_collection("passages")
    assert (answers(one), answers(other)) == (before, before)
    eventually(lambda: one._searching.is_whole and other._searching.is_whole and one._dense.ids() == ids(OLD))
    assert (answers(one), answers(other)) == (before, before)


def test_vectors_that_are_lost_are_put_back(pair: tuple[Library, Library]) -> None:
    one, other = pair
    one._dense.delete([OLD.passages[0].id])

    def is_mended() -> bool:
        one.mend(counted=True, swept=False)  # nothing, where the other writes just then
        return one._dense.ids() == other._dense.ids() == ids(OLD)

    eventually(is_mended)


def test_chroma_may_be_away_and_come_back(pair: tuple[Library, Library], chroma: Chroma) -> None:
    one, other = pair
    before = answers(one)
    chroma.server.stop()
    assert (answers(one), answers(other)) == (before, before)
    threading.Timer(0.5, chroma.server.start).start()
    one.publish(OTHER, content_of(OTHER))  # waits for it
    eventually(lambda: other.version == one.version and one._searching.is_whole and other._searching.is_whole)
    assert nearest(other, "Hva lager kokken?")[0].document_id == "matplan"


def test_postgresql_may_be_started_again(pair: tuple[Library, Library], postgresql: PostgreSQL) -> None:
    one, other = pair
    postgresql.server.stop()
    threading.Timer(0.5, postgresql.server.start).start()
    one.publish(NEW, content_of(NEW))  # waits for it
    eventually(lambda: other.is_current("turplan", NEW.generation_id))
    assert one.remove("turplan")
    assert other.snapshot.documents == {}


def test_the_workers_are_known_until_they_leave(pair: tuple[Library, Library]) -> None:
    one, other = pair
    eventually(lambda: [worker.version for worker in one.workers] == [one.version, one.version])
    assert [worker.is_this for worker in one.workers] == [True, False]
    assert {worker.pid for worker in one.workers} == {os.getpid()}
    other.let_go()
    assert [worker.is_this for worker in one.workers] == [True]


def _stall(step: str) -> None:
    if step == "indexed":
        print("indexed", flush=True)
        time.sleep(600)


if __name__ == "__main__":
    database_url, chroma_url, model_dir = sys.argv[1:]
    library = Stores(Path(), Place(database_url, chroma_url)).library(load_embedding(MODEL_NAME, Path(model_dir)))
    library.publish(NEW, content_of(NEW), lambda step, _done, _total: _stall(step))
