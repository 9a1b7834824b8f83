"""What a document is for, in its own words; its headings where it does not say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

PURPOSE = "Hensikten med håndboka er å gjøre det lettere å ta barna med ut i all slags vær."
HANDBOOK = f"""# Utehåndbok

## Innledning

Været i Lia skifter fort, og mange ansatte er nye. {PURPOSE}
Håndboka inneholder sjekklister for klær, mat og førstehjelp.

## Klær

Barna har ull innerst. Målet med ullklær er at barna holder varmen når de er våte.
"""
PLAN = """# Kompetanseplan for Fjell

## Kurs om høsten

Alle ansatte går på kurs i førstehjelp.

# Nettverk for styrere

Styrerne møtes fire ganger i året.

# Hospitering

Ansatte kan besøke hverandres barnehager.
"""


@pytest.fixture(scope="module")
def shelf_of_two(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("purposes"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        book = Metadata(id="bok", title="Utehåndbok for Lia", issuer="Lia kommune", jurisdiction="Lia")
        ingest_content(opened, HANDBOOK.encode(), "bok.md", book)
        plan = Metadata(id="plan", title="Kompetanseplan for Fjell", issuer="Fjell kommune", jurisdiction="Fjell")
        ingest_content(opened, PLAN.encode(), "plan.md", plan)
        yield Assistant(opened)


@pytest.mark.parametrize(
    "question",
    [
        "Hva er hensikten med håndboka fra Lia?",
        "Eg er ny her. Kva går handboka frå Lia ut på?",
        "hva handler håndboka om",
        "My colleague gave me the handbook from Lia. In short, what is it meant to do?",
        "What is the handbook from Lia for?",
    ],
)
def test_the_whole_document_is_told_by_its_own_purpose(shelf_of_two: Assistant, question: str) -> None:
    answer = shelf_of_two.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote == PURPOSE, answer.answer


@pytest.mark.parametrize("question", ["Hva går kompetanseplanen for Fjell ut på?", "What is the Fjell plan about?"])
def test_a_document_that_does_not_say_is_told_by_its_headings(shelf_of_two: Assistant, question: str) -> None:
    answer = shelf_of_two.ask(question)
    assert [citation.quote for citation in answer.citations] == ["Nettverk for styrere", "Hospitering"], answer.answer
    assert "«Kompetanseplan for Fjell»" in answer.answer


@pytest.mark.parametrize(
    "question", ["Hva er målet med ullklær?", "Hva sier håndboka om ull?", "Hva handler kapittelet om klær om?"]
)
def test_what_stands_in_a_document_is_not_the_document(shelf_of_two: Assistant, question: str) -> None:
    answer = shelf_of_two.ask(question)
    assert all(citation.quote != PURPOSE for citation in answer.citations), answer.answer


def test_which_of_two_is_meant_is_not_guessed(shelf_of_two: Assistant) -> None:
    answer = shelf_of_two.ask("Hva handler dokumentet om?")
    assert "sier ikke selv" not in answer.answer
