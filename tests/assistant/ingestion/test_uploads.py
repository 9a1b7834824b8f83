import asyncio
import os
import time
from pathlib import Path

import pytest

from assistant import app
from assistant.ingestion.uploads import Uploads


def test_a_file_waits_under_a_name_of_ours_and_is_forgotten(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    kept = uploads.keep(b"Tur.", "../../etc/<b>passwd</b>.pdf", "job", "turplan")
    assert uploads.get(kept.id) == kept
    assert uploads.content(kept) == b"Tur."
    assert kept.replaced_id == "turplan"
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {"content", "record.json"}
    uploads.forget(kept)
    assert uploads.get(kept.id) is None
    assert not any(file.is_file() for file in tmp_path.rglob("*"))


@pytest.mark.parametrize("name", ["", "..", "../uploads", "a" * 32 + "/..", "0" * 32])
def test_only_ids_of_ours_are_looked_up(tmp_path: Path, name: str) -> None:
    assert Uploads(tmp_path).get(name) is None


def test_a_file_of_another_folder_waits_for_nobody(tmp_path: Path) -> None:
    other = Uploads(tmp_path / "other").keep(b"Tur.", "tur.txt", "job")
    (tmp_path / "uploads").mkdir()
    assert (tmp_path / "uploads" / ".." / "other" / other.id / "record.json").is_file()
    assert Uploads(tmp_path / "uploads").get(f"../other/{other.id}") is None


def test_what_nobody_asked_for_in_a_day_is_deleted(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path)
    old = uploads.keep(b"Tur.", "tur.txt", "job")
    before = time.time() - 25 * 3600
    os.utime(tmp_path / old.id, (before, before))
    new = uploads.keep(b"Tur.", "tur.txt", "job")
    assert uploads.get(old.id) is None
    assert uploads.get(new.id) == new
    uploads.clear()
    assert uploads.get(new.id) is None


def test_a_running_service_deletes_them_though_no_others_come(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_SWEPT_EVERY", 0.01)
    uploads = Uploads(tmp_path)
    old, new = (uploads.keep(b"Tur.", "tur.txt", "job") for _ in range(2))
    before = time.time() - 25 * 3600
    os.utime(tmp_path / old.id, (before, before))

    async def swept() -> None:
        sweeping = asyncio.create_task(app._swept(uploads))
        while uploads.get(old.id):
            await asyncio.sleep(0.01)
        sweeping.cancel()

    asyncio.run(asyncio.wait_for(swept(), 10))
    assert uploads.get(new.id) == new
