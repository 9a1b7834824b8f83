"""Several processes on one real PostgreSQL and Chroma server: here each is a library with connections of its own."""

import os
import threading
import time
from datetime import timedelta

import pytest

from corpus import following
from corpus.library import Library
from corpus.store import workers
from corpus.store.database import CatalogueError
from tests.corpus.stores import NEW, OLD, OTHER, SOON, eventually, ids, nearest
from tests.ingest.made_up import content_of
from tests.servers import Chroma, PostgreSQL

QUESTION = "Hvem eier regntøy som barn får låne?"


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
    monkeypatch.setattr(other, "_reload", lambda **how: is_released.wait(SOON) and load(**how))
    removing = threading.Thread(target=one.remove, args=("turplan",))
    removing.start()
    until = time.monotonic() + 4
    while time.monotonic() < until:
        assert answers(other) == before
        assert removing.is_alive()
        time.sleep(0.05)
    is_released.set()
    removing.join(SOON)
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
