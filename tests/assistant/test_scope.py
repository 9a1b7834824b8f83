"""Whose plans the asker works under: own first, binding before guiding, and another's said to be another's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Metadata
from tests.assistant.web.visitor import Visitor

RULE = "Rutiner\n\nFastvakta i barnehagen skal låse porten klokka {hour} hver dag."
PLACES = (
    ("granvik-rutiner", "Granvik", "binding", 15),
    ("granvik-elvestrand-rutiner", "Granvik, Bydel Elvestrand", "binding", 16),
    ("granvik-elvestrand-tips", "Granvik, Bydel Elvestrand", "guiding", 17),
    ("furulia-rutiner", "Furulia", "binding", 18),
)
ONLY_FURULIA = "Turer\n\nHver avdeling i barnehagen går på skøyter i januar."
QUESTION = "Når skal porten låses?"


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("places"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        for document_id, place, authority, hour in PLACES:
            said = Metadata(
                id=document_id,
                title=f"Rutiner nummer {hour}",
                issuer=f"{place} kommune",
                jurisdiction=place,
                authority=authority,
            )
            text = RULE.format(hour=hour) + (f"\f{ONLY_FURULIA}" if place == "Furulia" else "")
            ingest_content(opened, text.encode(), f"{document_id}.txt", said)
        yield opened


def first_cited(answer: Library, scope: str | None, question: str = QUESTION) -> str:
    return Assistant(answer).ask(question, scope=scope).citations[0].document_id


@pytest.mark.parametrize(
    ("scope", "document_id"),
    [
        ("Granvik", "granvik-rutiner"),
        ("Granvik, Bydel Elvestrand", "granvik-elvestrand-rutiner"),
        ("Furulia", "furulia-rutiner"),
    ],
)
def test_ones_own_binding_plan_answers(places: Library, scope: str, document_id: str) -> None:
    assert first_cited(places, scope) == document_id


def test_a_plan_named_in_the_question_answers_whoever_asks(places: Library) -> None:
    assert first_cited(places, "Granvik", "Når skal porten låses i Furulia?") == "furulia-rutiner"


def test_sentences_of_places_that_are_apart_do_not_stand_in_one_answer(places: Library) -> None:
    for scope in (None, "Granvik", "Furulia"):
        cited = {citation.document_id for citation in Assistant(places).ask(QUESTION, scope=scope).citations}
        assert not {"furulia-rutiner", "granvik-rutiner"} <= cited


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "Dette gjelder for Furulia, ikke for Granvik:"),
        ("nn", "Dette gjeld for Furulia, ikkje for Granvik:"),
        ("en", "This holds for Furulia, not for Granvik:"),
    ],
)
def test_what_holds_for_others_is_said_to(places: Library, language: str, said: str) -> None:
    question = "Når går avdelingene på skøyter?"
    answer = Assistant(places).ask(question, scope="Granvik", language=language)
    assert answer.answer.startswith(said)
    assert "Dette gj" not in Assistant(places).ask(question, scope="Furulia").answer
    assert "Dette gj" not in Assistant(places).ask(question).answer


def test_an_unknown_place_is_named_with_those_known(places: Library) -> None:
    with pytest.raises(ValueError, match="«Bergen»; det finnes planer for: Furulia; Granvik; Granvik, Bydel"):
        Assistant(places).ask(QUESTION, scope="Bergen")


def test_over_http(places: Library) -> None:
    made = create_app(Settings())
    jobs = Jobs(places)
    made.state.services = Services(Assistant(places), jobs)
    client = Visitor(made, base_url="http://127.0.0.1:8000")
    asked = {"question": QUESTION, "scope": "Granvik, Bydel Elvestrand"}
    answer = client.post("/api/v1/ask", json=asked).json()
    assert answer["citations"][0]["document_id"] == "granvik-elvestrand-rutiner"
    refused = client.post("/api/v1/ask", json={**asked, "scope": "Bergen"})
    assert refused.status_code == 422
    assert "Granvik, Bydel Elvestrand" in refused.text
    jobs.close()
