from pathlib import Path

import pypdf
import pytest

from assistant.config import PREFIX
from eval.benchmarks.ingest import AGAIN, CONTENDERS, LANGCHAIN, OURS, Run, measured_apart, recall, table
from eval.benchmarks.made_up import write_corpus


def test_the_generated_corpus_has_the_pages_asked_for_and_is_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    files = write_corpus(tmp_path / "a", 52)
    assert [len(pypdf.PdfReader(path).pages) for path in files] == [50, 2]
    assert [path.read_bytes() for path in write_corpus(tmp_path / "b", 52)] == [path.read_bytes() for path in files]


def test_recall_counts_each_word_as_often_as_it_is_expected() -> None:
    assert recall("Barna leker ute", "barna leker, ute") == 1
    assert recall("Barna leker", "barna barna leker ute") == 0.5


def test_figures_are_ratios_to_langchain() -> None:
    runs = {OURS: Run(10, 2.0, 2**20, 1.0), AGAIN: Run(10, 0.001, 2**20, 1.0), LANGCHAIN: Run(10, 4.0, 2**21, 0.5)}
    shown = table(runs, "plans")
    assert list(shown.columns[3].cells) == ["0.50", "0.0003", "1.00"]
    assert list(shown.columns[6].cells) == ["0.50", "0.50", "1.00"]


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENDERS)
def test_every_contender_takes_all_words(
    tmp_path: Path, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    if name == LANGCHAIN:
        pytest.importorskip("langchain_community", reason="needs the extra bench")
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    run = measured_apart(name, write_corpus(tmp_path, 4))
    assert run.pages == 4
    assert run.recall > 0.98
    assert run.memory > 2**20
