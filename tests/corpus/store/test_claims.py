"""Two processes on one PostgreSQL: what one has a claim to, the other waits for."""

import threading
import time

from corpus.store.catalogue import Catalogue
from tests.servers import PostgreSQL


def test_a_name_is_one_process_s_at_a_time_and_free_when_that_has_gone(
    catalogues: tuple[Catalogue, Catalogue],
) -> None:
    one, other = catalogues
    through: list[str] = []

    def wait(name: str) -> None:
        with other.claims.held("question", name):
            through.append(name)

    with one.claims.held("question", "a"), one.claims.held("question", "b"):
        threads = [threading.Thread(target=wait, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        assert through == ["c"]
        one.close()  # as if it were killed: nothing is unlocked
        for thread in threads:
            thread.join(10)
        assert sorted(through) == ["a", "b", "c"]


def test_where_the_connection_is_lost_nobody_waits_and_it_is_made_again(
    catalogues: tuple[Catalogue, Catalogue], postgresql: PostgreSQL
) -> None:
    one, other = catalogues
    with one.claims.held("a"):
        postgresql.administer("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted")
    with one.claims.held("a"):
        began, threads = time.monotonic(), []

        def wait() -> None:
            with other.claims.held("a"):
                threads.append(time.monotonic() - began)

        waiting = threading.Thread(target=wait)
        waiting.start()
        time.sleep(0.3)
        assert threads == []
    waiting.join(10)
    assert threads
    assert threads[0] >= 0.3
