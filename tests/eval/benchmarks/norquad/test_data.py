from pathlib import Path

import pytest

from eval.benchmarks.norquad.data import PASSAGES, QUESTIONS, Asked, load
from eval.errors import CorpusError
from tests.eval.benchmarks.norquad.made_up import ASKED, DOCUMENTS, write_norquad


def test_passages_are_pages_of_their_documents(tmp_path: Path) -> None:
    data = load(write_norquad(tmp_path))
    assert data.documents == DOCUMENTS
    assert data.questions == tuple(Asked(*one) for one in ASKED)


def test_each_document_is_read_by_ingestion_a_passage_a_page(tmp_path: Path) -> None:
    readings = list(load(write_norquad(tmp_path)).readings())
    assert [reading.document.id for reading in readings] == list(DOCUMENTS)
    for reading, texts in zip(readings, DOCUMENTS.values(), strict=True):
        assert [page.text for page in reading.pages] == list(texts)


def test_a_folder_without_the_files_is_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=PASSAGES):
        load(tmp_path)


@pytest.mark.parametrize(
    ("line", "told"),
    [('{"text": "Hva?", "passage": "x#1"}', "x#1"), ('{"passage": "wiki-1#0"}', "text"), ("{", "Expecting")],
)
def test_a_broken_question_is_told(tmp_path: Path, line: str, told: str) -> None:
    (write_norquad(tmp_path) / QUESTIONS).write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match=told):
        load(tmp_path)
