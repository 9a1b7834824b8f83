import hashlib
from pathlib import Path

import pytest

from corpus.store.originals import Originals

TEXT = "Turen går til skogen.".encode()
DIGEST = hashlib.sha256(TEXT).hexdigest()


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    return Originals(tmp_path / "data" / "originals")


def names(tmp_path: Path) -> list[str]:
    return sorted(file.name for file in (tmp_path / "data" / "originals").iterdir())


def test_a_file_comes_back_as_it_was(originals: Originals) -> None:
    assert originals.keep(TEXT) == DIGEST
    assert originals.read(DIGEST) == TEXT


def test_the_same_bytes_are_kept_once(originals: Originals, tmp_path: Path) -> None:
    originals.keep(TEXT)
    originals.keep(TEXT)
    assert names(tmp_path) == [DIGEST]


def test_what_was_never_kept_is_none(originals: Originals) -> None:
    assert originals.read(DIGEST) is None


def test_files_outlive_the_process(originals: Originals, tmp_path: Path) -> None:
    originals.keep(TEXT)
    assert Originals(tmp_path / "data" / "originals").read(DIGEST) == TEXT


def test_only_what_is_used_is_left(originals: Originals, tmp_path: Path) -> None:
    other = originals.keep(b"Suppe.")
    originals.keep(TEXT)
    (tmp_path / "data" / "originals" / ".unfinished-x").write_bytes(TEXT[:3])
    originals.keep_only({other})
    assert names(tmp_path) == [other]


@pytest.mark.parametrize("call", ["os.fsync", "pathlib.Path.replace"])
def test_a_file_that_cannot_be_written_leaves_nothing(
    originals: Originals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(call, full)
    with pytest.raises(OSError, match="No space left"):
        originals.keep(TEXT)
    assert names(tmp_path) == []
