import subprocess
import sys
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.config import PREFIX
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.index.embedding import EmbeddingModel
from eval.benchmarks.norquad.__main__ import OURS, main, run, table
from eval.benchmarks.norquad.contenders import without
from eval.benchmarks.norquad.data import load
from eval.benchmarks.stocking import settings_in, stock
from tests.eval.benchmarks.norquad.made_up import ASKED, DOCUMENTS, write_norquad


def test_every_contender_finds_the_passages_and_ours_refuses_without_them(
    tmp_path: Path, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("langchain_chroma", reason="needs the extra bench")
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    (tmp_path / "data").mkdir()
    outcome = run(load(write_norquad(tmp_path)), tmp_path / "data")
    assert len(outcome.figures) == 4
    for found in outcome.figures.values():
        assert found.retrieval.ndcg_10 == 1
    assert outcome.figures[OURS].refusal.unanswerable == 1
    assert outcome.figures[OURS].refusal.answerable == 0
    assert outcome.right_page == 1
    assert list(table(outcome.figures).columns[1].cells) == ["1.000"] * 4


def test_a_document_left_out_is_not_there_in_what_is_counted_either(
    tmp_path: Path, embedding: EmbeddingModel, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    settings = settings_in(tmp_path / "data")
    stock(settings, load(write_norquad(tmp_path)).readings(), embedding)
    question, name, page = ASKED[0]
    with open_library(settings) as library:
        answer = Assistant(library).ask(question)
        assert (answer.citations[0].document_id, answer.citations[0].page) == (name, page)
        assert {place.document_id for place in answer.citations} == {name}
        rest, others = without(library, name)
        assert others == sorted(set(DOCUMENTS) - {name})
        assert "laks" not in rest.snapshot.vocabulary
        assert "laks" in library.snapshot.vocabulary
        assert Assistant(rest).ask(question, document_ids=others).status is Status.NOT_IN_SOURCES


def test_without_a_folder_it_says_that_it_is_skipped(capsys: pytest.CaptureFixture[str]) -> None:
    main([])
    assert "NorQuAD: skipped" in capsys.readouterr().out


def test_a_folder_that_is_none_ends_it_with_the_reason(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "eval.benchmarks.norquad", "--folder", str(tmp_path)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "NorQuAD cannot be measured" in done.stderr
