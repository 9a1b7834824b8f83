"""A store filled from a backup is whole, or as it was before."""

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

import pytest

from corpus.backup.archive import ArchiveError, BackupError
from corpus.backup.restoring import restore
from corpus.backup.taking import take
from corpus.store.catalogue import Catalogue
from corpus.store.database import CatalogueError
from corpus.store.filling import InUseError, NotEmptyError, counts
from tests.corpus.backup.filled import contents, fill, home, of_sqlite
from tests.corpus.store.drafted import begin

Put = Callable[..., None]
TEMPLATE = "id = 'egen'\n"


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of a store with two rows in each table, and a template; not to be written to."""
    folder = tmp_path_factory.mktemp("backed-up")
    fill(of_sqlite(folder))
    (folder / "templates").mkdir()
    (folder / "templates" / "egen.toml").write_text(TEMPLATE, encoding="utf-8")
    take(of_sqlite(folder), home(folder / "originals"), folder / "templates", folder / "kopi.zip")
    return folder / "kopi.zip"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory of another draft and template."""
    (tmp_path / "data" / "templates").mkdir(parents=True)
    (tmp_path / "data" / "templates" / "gammel.toml").write_text("id = 'gammel'\n", encoding="utf-8")
    catalogue = Catalogue(of_sqlite(tmp_path / "data"))
    begin(catalogue.drafts, title="Den som var der")
    catalogue.close()
    return tmp_path / "data"


def put(backup: Path, folder: Path, *, replace: bool = False) -> None:
    restore(backup, of_sqlite(folder), home(folder / "originals"), folder / "templates", replace=replace)


def templates(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "templates").iterdir())


def changed(backup: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same backup with one of its members another."""
    with ZipFile(backup) as old, ZipFile(target, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return target


def test_templates_of_ones_own_come_along(backup: Path, tmp_path: Path) -> None:
    put(backup, tmp_path / "new")
    assert (tmp_path / "new" / "templates" / "egen.toml").read_text(encoding="utf-8") == TEMPLATE
    assert {path.name for path in (tmp_path / "new").iterdir() if path.is_dir()} == {"templates", "originals"}


def test_a_store_that_is_not_empty_is_let_be(backup: Path, data: Path) -> None:
    before = contents(of_sqlite(data))
    with pytest.raises(BackupError, match="templates» er ikke tom"):
        put(backup, data)
    (data / "templates" / "gammel.toml").unlink()
    with pytest.raises(NotEmptyError, match=r"ikke tom \(draft, draft_field\).*--replace"):
        put(backup, data)
    assert contents(of_sqlite(data)) == before


def test_a_store_that_processes_use_is_let_be(backup: Path, tmp_path: Path, postgresql_url: str) -> None:
    with closing(Catalogue(postgresql_url)) as used:
        used.workers.beat(1)
        with pytest.raises(InUseError, match="er i bruk av tjenesten"):
            restore(backup, postgresql_url, home(tmp_path / "originals"), tmp_path / "templates", replace=True)
        assert [worker.id for worker in used.workers.all()] == [used.workers.id]
        used.workers.leave()
    restore(backup, postgresql_url, home(tmp_path / "originals"), tmp_path / "templates", replace=True)


def test_a_store_that_was_only_opened_is_empty(backup: Path, tmp_path: Path) -> None:
    catalogue = Catalogue(of_sqlite(tmp_path))
    catalogue.set_settings({"analysis": "of now"})
    catalogue.close()
    put(backup, tmp_path)
    assert counts(of_sqlite(tmp_path))["conversation"] == 2


def test_what_is_replaced_leaves_nothing(backup: Path, data: Path, tmp_path: Path) -> None:
    put(backup, data, replace=True)
    put(backup, tmp_path / "new")
    found, expected = contents(of_sqlite(data)), contents(of_sqlite(tmp_path / "new"))
    assert set(found.pop("setting")) == {*expected.pop("setting"), ("unpurged", "yes")}
    assert found == expected
    assert templates(data) == ["egen.toml"]
    catalogue = Catalogue(of_sqlite(data))
    catalogue.purge()
    catalogue.close()
    assert b"Den som var der" not in (data / "catalogue.sqlite3").read_bytes()


@pytest.mark.parametrize("replace", [False, True])
def test_a_restore_that_fails_leaves_all_as_it_was(
    backup: Path, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, replace: bool
) -> None:
    """The last that may fail: the change of the templates, when every row is written."""
    folder = data if replace else tmp_path / "new"
    before = contents(of_sqlite(folder)) if replace else None
    renamed = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if "restored" in self.name:
            raise OSError(28, "No space left on device")
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(OSError, match="No space"):
        put(backup, folder, replace=replace)
    if replace:
        assert contents(of_sqlite(folder)) == before
        assert templates(folder) == ["gammel.toml"]
    else:
        assert counts(of_sqlite(folder)) == {}
        assert not (folder / "templates").exists()
    monkeypatch.undo()
    put(backup, folder, replace=replace)
    assert templates(folder) == ["egen.toml"]


def test_a_row_that_does_not_fit_is_told_and_undone(backup: Path, tmp_path: Path, postgresql_url: str) -> None:
    """PostgreSQL holds fewer letters in a column than SQLite lets be written."""
    long = tmp_path / "long"
    catalogue = Catalogue(of_sqlite(long_folder(long)))
    begin(catalogue.drafts, title="a" * 300)
    catalogue.close()
    take(of_sqlite(long), home(long / "originals"), long / "templates", tmp_path / "kopi.zip")
    with pytest.raises(CatalogueError, match="kunne ikke leses eller skrives"):
        restore(tmp_path / "kopi.zip", postgresql_url, home(long / "originals"), long / "templates", replace=False)
    assert counts(postgresql_url) == {}
    restore(backup, postgresql_url, home(tmp_path / "originals"), tmp_path / "templates", replace=False)
    assert counts(postgresql_url)["draft"] == 2


def long_folder(folder: Path) -> Path:
    folder.mkdir()
    return folder


@pytest.mark.parametrize("kept", [0.1, 0.6, 0.99])
def test_a_backup_that_was_cut_short_is_refused(backup: Path, tmp_path: Path, kept: float) -> None:
    content = backup.read_bytes()
    (tmp_path / "kort.zip").write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ArchiveError, match="ikke en hel sikkerhetskopi"):
        put(tmp_path / "kort.zip", tmp_path / "new")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("member", ["tables/conversation.jsonl", "templates/egen.toml"])
def test_a_backup_whose_bytes_are_others_is_refused(backup: Path, tmp_path: Path, member: str) -> None:
    other = changed(backup, tmp_path / "annen.zip", member, lambda content: content[:-2] + b"x\n")
    with pytest.raises(ArchiveError, match=f"{member}» er ikke slik den ble skrevet"):
        put(other, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_byte_that_turned_on_the_disk_is_found(backup: Path, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    with ZipFile(backup) as opened:
        place = opened.getinfo("tables/passage.jsonl")
    content[place.header_offset + 90] ^= 0xFF
    (tmp_path / "skadet.zip").write_bytes(content)
    with pytest.raises(ArchiveError, match="skadet"):
        put(tmp_path / "skadet.zip", tmp_path / "new")


@pytest.mark.parametrize(
    ("key", "value"),
    [("templates", {"../../server.toml": "0" * 64}), ("originals", ["../catalogue.sqlite3"]), ("format", 2)],
)
def test_a_manifest_leads_nowhere_else(backup: Path, tmp_path: Path, key: str, value: object) -> None:
    def change(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), key: value}).encode()

    with pytest.raises(ArchiveError, match=r"skadet"):
        put(changed(backup, tmp_path / "annen.zip", "manifest.json", change), tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_a_backup_of_a_newer_version_is_refused(backup: Path, tmp_path: Path) -> None:
    def change(content: bytes) -> bytes:
        return json.dumps({**json.loads(content), "revision": "9999"}).encode()

    with pytest.raises(CatalogueError, match="nyere versjon"):
        put(changed(backup, tmp_path / "annen.zip", "manifest.json", change), tmp_path / "new")
    assert counts(of_sqlite(tmp_path / "new")) == {}


def test_another_file_is_no_backup(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(ArchiveError, match="ikke en hel sikkerhetskopi"):
        put(tmp_path / "plan.pdf", tmp_path / "new")
