"""Documents side by side: what each says, and which say nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

NORD = """# Plan for Nordvik

## Turer

Barna i Nordvik går på tur i skogen hver tirsdag med to voksne.

## Måltider

Nordvik serverer varm lunsj tre dager i uka.
"""
SOR = """# Plan for Sørvik

## Turer

Barna i Sørvik går på tur til fjorden hver fredag.

## Musikk

Sørvik har sangstund hver morgen.
"""


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("both"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for name, text in (("Nordvik", NORD), ("Sørvik", SOR)):
            key = "nordvik" if name == "Nordvik" else "sorvik"
            said = Metadata(id=key, title=f"Plan for {name}", issuer=f"{name} kommune", jurisdiction=name)
            ingest_content(opened, text.encode(), f"{key}.md", said)
        yield Assistant(opened)


def test_each_document_answers_under_its_name_with_its_own_quotes(both: Assistant) -> None:
    answer = both.ask("Sammenlign turene i Nordvik og Sørvik.")
    assert answer.status is Status.ANSWERED
    assert answer.kind == "compare"
    assert {citation.document_id for citation in answer.citations} == {"nordvik", "sorvik"}
    assert "Plan for Nordvik (Nordvik kommune):\n" in answer.answer
    assert "Plan for Sørvik (Sørvik kommune):\n" in answer.answer
    for citation in answer.citations:
        assert citation.verified
        other = "Sørvik" if citation.document_id == "nordvik" else "Nordvik"
        assert other not in citation.quote


def test_a_document_that_says_nothing_is_said_to(both: Assistant) -> None:
    answer = both.ask("Hva sier Nordvik og Sørvik om varm lunsj?")
    assert {citation.document_id for citation in answer.citations} == {"nordvik"}
    assert answer.answer.endswith("Sier ikke noe om dette: Plan for Sørvik (Sørvik kommune).")


def test_where_none_says_anything_the_answer_is_a_refusal(both: Assistant) -> None:
    answer = both.ask("Hva koster parkeringsplassen i Nordvik og i Sørvik?")
    assert answer.status is Status.NOT_IN_SOURCES
    assert not answer.citations


def test_a_comparison_in_english_says_so_in_english(both: Assistant) -> None:
    answer = both.ask("What do Nordvik and Sørvik say about a warm lunch?")
    assert "Says nothing about this: Plan for Sørvik" in answer.answer


def test_search_gives_the_best_of_each_in_turn(both: Assistant) -> None:
    found = both.search("Sammenlign turene i Nordvik og Sørvik.", 2)
    assert {hit.document_id for hit in found} == {"nordvik", "sorvik"}
