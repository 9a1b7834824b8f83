from pathlib import Path

import pytest

from assistant.ingestion.patterns import is_pattern, matching


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.pdf", "b.txt", "sub/a.pdf", "sub/dypt/c.pdf", ".skjult/d.pdf", "sub/.e.pdf", "rar [1].pdf"):
        (tmp_path / "planer" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "planer" / name).touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("planer/*.pdf", ["planer/a.pdf", "planer/rar [1].pdf"]),
        ("planer/**/*.pdf", ["planer/a.pdf", "planer/rar [1].pdf", "planer/sub/a.pdf", "planer/sub/dypt/c.pdf"]),
        ("planer/*/a.*", ["planer/sub/a.pdf"]),
        ("planer/.skjult/*", ["planer/.skjult/d.pdf"]),
        ("planer/[ab].*", ["planer/a.pdf", "planer/b.txt"]),
        ("planer/**", []),
        ("planer/a**b", []),
        ("*.pdf", []),
    ],
)
def test_files_are_found_folder_by_folder(folder: Path, pattern: str, names: list[str]) -> None:
    assert list(map(str, matching(Path(pattern)))) == names
    assert matching(folder / pattern) == [folder / name for name in names]


@pytest.mark.usefixtures("folder")
def test_a_name_with_a_sign_in_it_is_a_name_where_there_is_such_a_file() -> None:
    assert is_pattern(Path("planer/*.pdf"))
    assert not is_pattern(Path("planer/rar [1].pdf"))
    assert not is_pattern(Path("planer/finnes-ikke.pdf"))
