"""What two places of a plan say in different ways of one measure: both are shown, and that they differ is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.models import Metadata

PLAN = """# Handlingsplan for Lia

## Uteliv

| Tiltak | Beskrivelse | Tidsplan | Ansvar |
|---|---|---|---|
| Turdag i skogen | Alle grupper går på tur hver uke. | Kontinuerlig | Barnehagene |
| Gapahuk ved elva | Det settes opp en gapahuk. | 2026 | Oppvekst |
| Regntøy til alle | Barnehagen har regntøy i alle størrelser. | 2027 | Oppvekst, Barnehagene |

## Samarbeid

| Tiltak | Beskrivelse | Tidsplan | Ansvar |
|---|---|---|---|
| Turdag i skogen | Alle grupper går på tur hver uke. | Kontinuerlig | Biblioteket |
| Gapahuk ved elva | Det settes opp en gapahuk. | 2028 | Oppvekst |
| Regntøy til alle | Barnehagen har regntøy i alle størrelser. | 2027 | Barnehagene, Oppvekst |
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Assistant]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("plan"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        said = Metadata(id="plan", title="Handlingsplan for Lia", issuer="Lia kommune", jurisdiction="Lia")
        ingest_content(opened, PLAN.encode(), "plan.md", said)
        yield Assistant(opened)


def test_two_owners_of_one_measure_are_both_shown_and_said_to_differ(plan: Assistant) -> None:
    answer = plan.ask("Hvem har ansvar for turdag i skogen?")
    assert answer.answer.startswith("Kildene sier ikke det samme:")
    assert "Barnehagene har ansvaret" in answer.answer
    assert "Biblioteket har ansvaret" in answer.answer
    (disagreement,) = answer.disagreements
    assert disagreement.about == "ansvaret"
    quotes = {citation.number: citation.quote for citation in answer.citations}
    assert {("Biblioteket" in quotes[number]) for number in disagreement.citations} == {True, False}


def test_two_schedules_of_one_measure_are_both_shown(plan: Assistant) -> None:
    answer = plan.ask("When will the gapahuk be ready?", language="en")
    assert "2026" in answer.answer
    assert "2028" in answer.answer
    assert [found.about for found in answer.disagreements] == ["the schedule"]


def test_what_is_not_asked_for_may_differ(plan: Assistant) -> None:
    answer = plan.ask("Når er turdag i skogen?")
    assert not answer.disagreements
    assert "ikke det samme" not in answer.answer


def test_the_same_owners_in_another_order_are_no_disagreement(plan: Assistant) -> None:
    answer = plan.ask("Hvem har ansvar for regntøy til alle?")
    assert "Oppvekst" in answer.answer
    assert len(answer.citations) == 1
    assert "ikke det samme" not in answer.answer
    assert not answer.disagreements
