"""No table is forgotten, and every value comes back as it was, from one database to the other."""

import re
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from corpus.backup.archive import opened_archive
from corpus.backup.restoring import restore
from corpus.backup.taking import take
from corpus.store.catalogue import Catalogue
from corpus.store.dump import LEFT_OUT, known_tables
from corpus.store.revisions import VERSION_TABLE, known_revisions, upgrade
from tests.corpus.backup.filled import contents, fill, home, of_sqlite, tables
from tests.corpus.store.people import line


@pytest.fixture
def full(tmp_path: Path) -> str:
    (tmp_path / "full").mkdir()
    url = of_sqlite(tmp_path / "full")
    fill(url)
    return url


def taken(url: str, folder: Path, name: str = "kopi.zip") -> Path:
    take(url, home(folder / "originals"), folder / "templates", folder / name)
    return folder / name


def put(archive: Path, url: str, folder: Path) -> None:
    restore(archive, url, home(folder / "originals"), folder / "templates", replace=False)


def whole(url: str) -> dict[str, list[tuple[object, ...]]]:
    """What a backup of a store has."""
    return {name: [] if name in LEFT_OUT else rows for name, rows in contents(url).items()}


def test_each_row_of_each_table_comes_back_as_it_was(full: str, tmp_path: Path) -> None:
    put(taken(full, tmp_path), of_sqlite(tmp_path), tmp_path)
    assert contents(of_sqlite(tmp_path)) == whole(full)


def test_a_store_goes_from_sqlite_to_postgresql_and_back(full: str, tmp_path: Path, postgresql_url: str) -> None:
    put(taken(full, tmp_path), postgresql_url, tmp_path)
    assert contents(postgresql_url) == whole(full)
    back = tmp_path / "back"
    back.mkdir()
    put(taken(postgresql_url, back), of_sqlite(back), back)
    assert contents(of_sqlite(back)) == whole(full)
    first, second = (opened(path) for path in (tmp_path / "kopi.zip", back / "kopi.zip"))
    assert first == second


def opened(path: Path) -> dict[str, list[str]]:
    with opened_archive(path) as archive:
        return {name: sorted(archive.table(name)) for name in archive.manifest.tables}


def test_a_restored_store_counts_on_from_the_last_number(full: str, tmp_path: Path, postgresql_url: str) -> None:
    put(taken(full, tmp_path), postgresql_url, tmp_path)
    catalogue = Catalogue(postgresql_url)
    try:
        catalogue.audit.append([line()])
        assert max(entry.id for entry in catalogue.audit.list()) == 3
    finally:
        catalogue.close()


def test_what_is_left_out_is_said_why_and_nothing_taken_leans_on_it() -> None:
    assert set(LEFT_OUT) < {table.name for table in tables()}
    for reason in LEFT_OUT.values():
        assert len(reason.split()) > 5
    for table in tables():
        if table.name not in LEFT_OUT:
            assert not {key.column.table.name for key in table.foreign_keys} & set(LEFT_OUT), table.name


def test_no_revision_had_a_table_that_is_forgotten(tmp_path: Path) -> None:
    engine = create_engine(of_sqlite(tmp_path))
    with engine.connect() as connection:
        for revision in sorted(known_revisions()):
            upgrade(connection, revision)
            connection.commit()
            assert set(inspect(connection).get_table_names()) <= known_tables() | {VERSION_TABLE}, revision
    engine.dispose()


def test_the_tables_that_are_left_out_stand_in_the_documentation() -> None:
    told = (Path(__file__).parents[3] / "docs" / "drift.md").read_text(encoding="utf-8")
    chapter = re.search(r"\n## Backup\n(.*?)\n## ", told, re.DOTALL)
    assert chapter is not None
    for name in LEFT_OUT:
        assert f"`{name}`" in chapter.group(1), name
