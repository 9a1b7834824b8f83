from pathlib import Path

import pytest

from eval.errors import CorpusError
from eval.manifest import documents
from tests.eval.made_up import write_corpus

SUFFIXES = (".txt", ".pdf")


def test_the_file_of_a_document_is_found_by_its_stem(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "plan.toml").touch()
    (tmp_path / "plan-2.txt").touch()
    assert documents(tmp_path, SUFFIXES) == {"plan": tmp_path / "plan.txt"}


def test_a_document_without_a_readable_file_is_an_error(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "plan.txt").rename(tmp_path / "plan.odt")
    with pytest.raises(CorpusError, match=r"'plan' needs one file .* found plan\.odt"):
        documents(tmp_path, SUFFIXES)


def test_two_readable_files_are_an_error(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    (tmp_path / "plan.pdf").touch()
    with pytest.raises(CorpusError, match=r"found plan\.pdf, plan\.txt"):
        documents(tmp_path, SUFFIXES)


@pytest.mark.parametrize("content", ["[[document]]\ntitle = 'Plan'", "document = 1", "", "[[", None])
def test_a_missing_or_broken_manifest_is_an_error(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "manifest.toml").write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"manifest\.toml: "):
        documents(tmp_path, SUFFIXES)
