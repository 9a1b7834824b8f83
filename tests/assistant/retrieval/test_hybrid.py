import numpy as np
import pytest

from assistant.langchain.retriever import PlanRetriever
from assistant.question.understand import understand
from assistant.retrieval.fusion import WEIGHTS, fused, standardised
from assistant.retrieval.hybrid import HybridRetrieval, Side
from corpus.library import Library
from tests.conftest import HANDBOOK_ID, PLAN_ID


def pages(library: Library, text: str, side: Side = "hybrid", documents: frozenset[str] | None = None) -> list[int]:
    question = understand(text, library.snapshot)
    ranked = HybridRetrieval(library).rank(question, library.snapshot, 5, side=side, documents=documents)
    return [found.passage.first_page for found in ranked]


@pytest.mark.parametrize("side", ["hybrid", "bm25", "dense"])
def test_each_side_finds_the_row(library: Library, side: Side) -> None:
    assert 3 in pages(library, "Hvem har ansvar for svømmekurs for femåringer?", side)


@pytest.mark.parametrize(
    "text",
    [
        "hvem har ansvar for svommekurs?",
        "Who is responsible for the library books?",
        "Kven har ansvar for bibliotekkassa?",
    ],
)
def test_misspelt_english_and_nynorsk_find_the_page_first(library: Library, text: str) -> None:
    assert pages(library, text)[0] == 3


def test_documents_limit_what_is_found(library: Library) -> None:
    question = understand("barna", library.snapshot)
    ranked = HybridRetrieval(library).rank(question, library.snapshot, 20, documents=frozenset({HANDBOOK_ID}))
    assert {found.passage.document_id for found in ranked} == {HANDBOOK_ID}


def test_a_named_document_is_the_only_one_searched(library: Library) -> None:
    question = understand("Hva sier håndboka om barna?", library.snapshot)
    ranked = HybridRetrieval(library).rank(question, library.snapshot, 20)
    assert {found.passage.document_id for found in ranked} == {HANDBOOK_ID}


def test_the_same_question_gives_the_same_ranking(library: Library) -> None:
    assert pages(library, "Hvem lager måltidet?") == pages(library, "Hvem lager måltidet?")


def test_signals_that_do_not_differ_say_nothing() -> None:
    assert standardised(np.ones(3, dtype=np.float32)).tolist() == [0, 0, 0]
    ones = {name: np.ones(2, dtype=np.float32) for name in WEIGHTS}
    ones["words"] = np.array([0, 1], dtype=np.float32)
    first, second = fused(ones)
    assert second > first


def test_langchain_gets_passages_with_their_page(library: Library) -> None:
    found = PlanRetriever(library=library, limit=3).invoke("Hvem har ansvar for svømmekurs for femåringer?")
    assert found[0].metadata["page"] == 3
    assert found[0].metadata["document_id"] == PLAN_ID
    assert "Svømmekurs" in found[0].page_content
