from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.retrieval.lists import FoundList, list_items, lists_at
from corpus.models import Metadata, Passage
from corpus.snapshot import Snapshot

PLAN = """# Turplan

## Krav til turer

Hver barnehage lager en plan for turene sine hvert år. Planen for turene skal si disse tre tingene:

- hvor turen går
- hvem som er med
- når turen er

Slik lager barnehagen sin egen plan for turene i skogen:

1. Styrer kaller inn alle.
2. Alle skriver sitt.

Så venter de en uke.

3. Styrer sender planen.

Ta med mat.

## Letting

1. Tell barna:
   - inne
   - ute
2. Ring styrer.

1) En ny liste.
2) Den er kort.
"""


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Snapshot]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("lists"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        ingest_content(opened, PLAN.encode(), "turplan.md", Metadata(title="Turplan"))
        yield opened.snapshot


def holding(snapshot: Snapshot, text: str) -> Passage:
    return next(passage for passage in snapshot.passages if text in passage.text)


def lines(items: list[tuple[Passage, str]]) -> list[str]:
    return [line for _, line in items]


def led_by(snapshot: Snapshot, passage: Passage, sentence: str) -> FoundList | None:
    """The list of the passage that a sentence of it leads up to."""
    found = (one for one in lists_at(snapshot, passage) if one.lead is not None and one.lead[0].id == passage.id)
    return next((one for one in found if one.lead and one.lead[1].rstrip().endswith(sentence)), None)


def test_a_lead_gives_its_own_list(snapshot: Snapshot) -> None:
    lead = "Planen for turene skal si disse tre tingene:"
    found = led_by(snapshot, holding(snapshot, lead), lead)
    assert found is not None
    assert [line.lstrip("•-– ") for line in lines(found.items)] == ["hvor turen går", "hvem som er med", "når turen er"]


def test_another_lead_gives_another_list_that_text_between_its_numbers_does_not_end(snapshot: Snapshot) -> None:
    lead = "Slik lager barnehagen sin egen plan for turene i skogen:"
    found = led_by(snapshot, holding(snapshot, lead), lead)
    assert found is not None
    assert lines(found.items) == ["1. Styrer kaller inn alle.", "2. Alle skriver sitt.", "3. Styrer sender planen."]


def test_a_sentence_that_leads_up_to_nothing_gives_none(snapshot: Snapshot) -> None:
    assert led_by(snapshot, holding(snapshot, "Ta med mat."), "Ta med mat.") is None


def test_a_passage_knows_its_lists(snapshot: Snapshot) -> None:
    found = lists_at(snapshot, holding(snapshot, "Den er kort."))
    assert [one.items[-1][1] for one in found] == ["2. Ring styrer.", "2) Den er kort."]
    assert all(one.lead is None for one in found)


def test_the_longest_list_of_a_passage_is_its_items(snapshot: Snapshot) -> None:
    assert len(list_items(snapshot, holding(snapshot, "Den er kort."))) == 4
