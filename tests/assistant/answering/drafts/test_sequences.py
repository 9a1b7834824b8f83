"""The parts that a plan numbers, in their order."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

GUIDE = """# Turguide for Lia

Slik går gruppa på tur i skogen.

## Steg 1. Finn et sted

Gruppa ser på kartet sammen, og barna peker på stedet de vil til.

## Steg 2. Pakk sekken

Hver voksen pakker en sekk med førstehjelp og tørre votter.

## Steg 3. Gå på tur

Barna går først, og ingen går fra gruppa uten å si fra til en voksen.

# Møter for styrere

| Møte | Tema |
|---|---|
| 1. samling | Uteliv om vinteren |
| 2. samling | Bålmat og sløyd |
"""
STEPS = ["Steg 1. Finn et sted", "Steg 2. Pakk sekken", "Steg 3. Gå på tur"]


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("guide"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        said = Metadata(id="turguide", title="Turguide for Lia", issuer="Lia kommune", jurisdiction="Lia")
        ingest_content(opened, GUIDE.encode(), "turguide.md", said)
        yield Assistant(opened)


@pytest.mark.parametrize(
    "question",
    [
        "Hvilke steg har turguiden for Lia?",
        "Hvordan går gruppa på tur i Lia, steg for steg?",
        "Kva steg er det når gruppa skal på tur?",
    ],
)
def test_steps_are_given_all_and_in_order(guide: Assistant, question: str) -> None:
    answer = guide.ask(question)
    assert [citation.quote for citation in answer.citations] == STEPS, answer.answer


def test_rows_that_are_numbered_are_a_series_too(guide: Assistant) -> None:
    answer = guide.ask("I hvilken rekkefølge kommer de to samlingene for styrere?")
    said = answer.answer
    assert 0 <= said.find("Uteliv om vinteren") < said.find("Bålmat og sløyd"), said


def test_a_number_that_the_series_has_not_gives_no_series(guide: Assistant) -> None:
    assert [citation.quote for citation in guide.ask("Hvilke sju steg har turguiden?").citations] != STEPS
