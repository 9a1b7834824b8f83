"""How many there are, where no sentence says it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

GUIDE = """# Turguide for Lia

## Steg 1. Finn et sted

Gruppa ser på kartet sammen, og barna peker på stedet de vil til.

## Steg 2. Pakk sekken

Hver voksen pakker en sekk med førstehjelp og tørre votter.

## Steg 3. Gå på tur

Barna går først, og ingen går fra gruppa uten å si fra til en voksen.

# Ressurser

## Turplasser

- Bålplassen ved elva
- Gapahuken på toppen
- Svaberget ved fjorden
- Lysningen i granskogen

## Åtte leker

- Boksen går
- Haien kommer

## Sju råd

- Gå sakte.
- Se godt etter.

## Barna i skogen

- Barna hogger ved med sag.
- Barna fyrer opp bål.
"""


@pytest.fixture(scope="module")
def guide(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("guide"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        said = Metadata(id="turguide", title="Turguide for Lia", issuer="Lia kommune", jurisdiction="Lia")
        ingest_content(opened, GUIDE.encode(), "turguide.md", said)
        yield Assistant(opened)


@pytest.mark.parametrize(
    ("question", "told", "quoted"),
    [
        ("Hvor mange turplasser er det?", "Jeg teller 4 i denne listen.", "Bålplassen ved elva"),
        ("Kor mange turplassar er det?", "Eg tel 4 i denne lista.", "Bålplassen ved elva"),
        ("Hvor mange råd er det?", "«Sju råd»", "Sju råd"),
        (
            "Hvor mange steg er det i Lia?",
            "Jeg teller 3 steg; den siste overskriften er «Steg 3. Gå på tur».",
            "Steg 3. Gå på tur",
        ),
    ],
)
def test_what_stands_in_the_plan_is_counted_and_cited(guide: Assistant, question: str, told: str, quoted: str) -> None:
    answer = guide.ask(question)
    assert answer.answer == f"{told} [1]"
    (citation,) = answer.citations
    assert quoted in citation.quote
    assert citation.verified


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange barn er det i skogen?",
        "Hvor mange barnehager er det i Lia?",
        "Hvor mange leker er det?",
        "Hvor mange steg har trappa i Lia?",
        "Hvor mange elsykler er det ved turplassene?",
    ],
)
def test_what_a_list_does_not_enumerate_is_not_counted_in_it(guide: Assistant, question: str) -> None:
    answer = guide.ask(question)
    assert "teller" not in answer.answer
