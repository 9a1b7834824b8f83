import gc
import socket
import sqlite3
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, select, text
from sqlalchemy.exc import OperationalError

from corpus.store import sockets
from corpus.store.catalogue import Catalogue
from corpus.store.claims import Claims
from corpus.store.database import CatalogueError, Database, _prepare_sqlite, engine_at
from corpus.store.schema import Base, SettingRow
from tests.corpus.catalogued import NEW, OLD, OTHER, begin, publish, shown
from tests.corpus.conftest import ONE_MACHINE, SERVERS


@pytest.fixture(params=[ONE_MACHINE, SERVERS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if request.param == ONE_MACHINE:
        return f"sqlite:///{tmp_path / 'catalogue.sqlite3'}"
    return str(request.getfixturevalue("postgresql_url"))


def test_a_catalogue_of_before_words_were_kept_is_brought_up_to_date(url: str) -> None:
    first = Catalogue(url)
    publish(first, OTHER)
    first.close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE page DROP COLUMN words")
        for table in ("held_file", "job", "library_state", "worker", "original"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("teams_outbox", "teams_activity", "teams_message", "teams_conversation"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("entra_groups", "entra_link"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("draft_comment", "draft_source", "draft_version", "draft_field", "draft"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("audit", "collection", "token", "login_session", "account"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        for table in ("model_hold", "model_use"):
            connection.exec_driver_sql(f"DROP TABLE {table}")
        connection.exec_driver_sql("DROP TABLE duty")
        connection.exec_driver_sql("DROP TABLE term")
        connection.exec_driver_sql("DROP TABLE turn_document")
        connection.exec_driver_sql("DROP TABLE correction")
        connection.exec_driver_sql("DROP TABLE feedback")
        connection.exec_driver_sql("DROP TABLE turn")
        connection.exec_driver_sql("DROP TABLE conversation")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0001'")
    engine.dispose()
    again = Catalogue(url)
    assert again.readings.page(OTHER.generation_id, 1) == OTHER.pages[0]
    again.close()


def test_a_catalogue_that_could_not_be_brought_up_to_date_is_as_it_was(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE turn (other INTEGER)")  # stands in the way of the fourth of them
    with pytest.raises(CatalogueError, match="already exists"):
        Catalogue(url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["turn"]
    engine.dispose()


def test_the_migrations_make_the_tables_of_the_models(catalogue: Catalogue, url: str) -> None:
    engine = create_engine(url)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    engine.dispose()


@pytest.mark.parametrize("place", ["file/catalogue.sqlite3", "none/catalogue.sqlite3", "folder", "file"])
def test_a_place_that_cannot_hold_a_catalogue_is_told_plainly(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_bytes(b"These are only words and no database. " * 40)
    (tmp_path / "folder").mkdir()
    with pytest.raises(CatalogueError, match=f"{place} kunne ikke leses eller skrives .*at datamappen kan skrives"):
        Catalogue(f"sqlite:///{tmp_path / place}")


@pytest.mark.parametrize("url", [ONE_MACHINE], indirect=True)
def test_a_catalogue_that_can_only_be_read_is_told_plainly(url: str, tmp_path: Path) -> None:
    first = Catalogue(url)
    publish(first, OLD)
    first.close()
    opened = Catalogue(f"sqlite:///file:{tmp_path / 'catalogue.sqlite3'}?mode=ro&uri=true")
    assert shown(opened) == [OLD.generation_id]
    with pytest.raises(CatalogueError, match=r"readonly database\); se etter at datamappen kan skrives"):
        begin(opened, NEW)
    opened.close()


def test_what_is_deleted_is_overwritten_however_sqlite_was_built() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        _prepare_sqlite(connection, None)
        assert connection.execute("PRAGMA secure_delete").fetchone() == (1,)


def test_an_address_that_names_no_driver_is_one_for_ours(postgresql_url: str) -> None:
    with closing(Catalogue(f"postgresql://{postgresql_url.partition('://')[2]}")) as opened:
        publish(opened, OLD)
        assert shown(opened) == [OLD.generation_id]


def test_what_can_be_written_later_does_not_wait_long_for_another_writer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.database._WAITED_FOR_BRIEFLY", 20)
    made = Database(f"sqlite:///{tmp_path / 'catalogue.sqlite3'}")
    other = sqlite3.connect(tmp_path / "catalogue.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    started = time.monotonic()
    with pytest.raises(CatalogueError, match="locked"), made.brief_transaction() as session:
        session.add(SettingRow(key="a", value="1"))
    assert time.monotonic() - started < 5
    other.execute("COMMIT")
    other.close()
    with made.brief_transaction() as session:
        session.add(SettingRow(key="a", value="1"))
    with made.quick_transaction() as session:
        assert session.scalar(text("PRAGMA busy_timeout")) == 10_000
        assert [row.key for row in session.scalars(select(SettingRow)) if row.key == "a"] == ["a"]
    made.close()


@contextmanager
def served(meet: Callable[[socket.socket], None]) -> Iterator[str]:
    """The address of a server that is no PostgreSQL, and what it does with whoever calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    meet(server.accept()[0])

        serving = threading.Thread(target=serve)
        serving.start()
        try:
            yield f"postgresql://planer@127.0.0.1:{server.getsockname()[1]}/planer"
        finally:
            server.shutdown(socket.SHUT_RDWR)
            serving.join()
    gc.collect()


def hang_up(caller: socket.socket) -> None:
    caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    caller.close()


def welcome(caller: socket.socket) -> None:
    """As PostgreSQL without TLS and passwords."""
    caller.recv(8)
    caller.sendall(b"N")
    caller.recv(4096)
    caller.sendall(b"R" + struct.pack("!ii", 8, 0) + b"Z" + struct.pack("!i", 5) + b"I")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # pg8000 leaves sockets to be collected
def test_a_server_that_hangs_up_on_whoever_calls_is_told_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.store.database._PATIENCE", 0.3)
    with served(hang_up) as url, pytest.raises(CatalogueError):
        Database(url)


def test_a_connection_that_is_reset_in_the_midst_of_a_statement_is_told_plainly_and_not_used_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reset(caller: socket.socket) -> None:
        welcome(caller)
        caller.recv(4096)
        hang_up(caller)

    monkeypatch.setattr("sqlalchemy.dialects.postgresql.base.PGDialect.initialize", lambda *_: None)
    with served(reset) as url:
        with pytest.raises(CatalogueError, match="databasen svarer ikke"):
            Database(url)
        engine = engine_at(url)
        with engine.connect() as connection:
            with pytest.raises(OperationalError):
                connection.execute(text("SELECT 1"))
            assert connection.invalidated
        engine.dispose()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("is_welcome", [False, True])
def test_a_server_that_takes_calls_and_never_answers_is_told_after_a_bounded_time(
    monkeypatch: pytest.MonkeyPatch, *, is_welcome: bool
) -> None:
    called: list[socket.socket] = []

    def hang(caller: socket.socket) -> None:
        called.append(caller)
        if is_welcome:
            welcome(caller)

    monkeypatch.setattr("sqlalchemy.dialects.postgresql.base.PGDialect.initialize", lambda *_: None)
    monkeypatch.setattr("corpus.store.sockets.ANSWERED_IN", 0.2)
    with served(hang) as url:
        engine = engine_at(url)
        told: list[BaseException] = []

        def ask() -> None:
            try:
                for _ in range(2):  # the second looks at the connection of the first
                    with engine.connect() as connection:
                        line = sockets._line(connection.connection.dbapi_connection)
                        assert line is not None
                        assert line.gettimeout() is None, "a long statement would be cut"
                        assert line.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == 10_000
            except TimeoutError as error:
                told.append(error)

        asking = threading.Thread(target=ask, daemon=True)
        asking.start()
        asking.join(10)
        assert [type(error) for error in told] == [TimeoutError]
        for caller in called:
            caller.close()
        engine.dispose()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_claim_on_a_server_that_hangs_keeps_no_question_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[socket.socket] = []

    def hang(caller: socket.socket) -> None:
        called.append(caller)
        welcome(caller)

    monkeypatch.setattr("sqlalchemy.dialects.postgresql.base.PGDialect.initialize", lambda *_: None)
    monkeypatch.setattr("corpus.store.sockets.ANSWERED_IN", 0.2)
    with served(hang) as url:
        claims, through = Claims(engine_at(url)), []

        def ask(name: str) -> None:
            with claims.held(name):
                through.append(name)

        asking = [threading.Thread(target=ask, args=(name,), daemon=True) for name in "abc"]
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(10)
        assert sorted(through) == ["a", "b", "c"]
        for caller in called:
            caller.close()
        claims.close()
