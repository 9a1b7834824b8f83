"""A question is answered from what was there when it was put, whatever is published or removed meanwhile."""

from collections.abc import Callable, Iterator

import pytest

from assistant.answering.answer import Answer, Status
from assistant.answering.listener import Listener, Stage
from assistant.config import Settings
from assistant.ingestion.ingest import ingest_content
from assistant.opening import open_library
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage, Side
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Metadata
from tests.conftest import HANDBOOK_ID, PLAN_ID

QUESTION = "Hvem legger fram rapport om planen for kommunestyret?"
# It answers the question too, and its id comes before the others': every passage has another position once it is there.
FIRST_IN_ORDER = "Rapport\n\nStyreren legger fram rapport om planen for kommunestyret hver vår.\n\fBarna plukker bær.\n"


@pytest.fixture
def written_to(with_plans: Settings) -> Iterator[Library]:
    with open_library(with_plans) as opened:
        yield opened


def publish(library: Library) -> None:
    ingest_content(library, FIRST_IN_ORDER.encode(), "a.txt", Metadata(id="a", title="Rapporter"))


def remove_all(library: Library) -> None:
    for document_id in (HANDBOOK_ID, PLAN_ID):
        library.remove(document_id)


def asked(library: Library, stage: Stage, change: Callable[[Library], None]) -> Answer:
    """The answer to the question, while something is published or removed as that stage begins."""
    changes = [change]

    class Changing(Listener):
        def stage(self, begun: Stage) -> None:
            if begun == stage and changes:
                changes.pop()(library)

    answer = Assistant(library).ask(QUESTION, listener=Changing())
    assert not changes
    return answer


def said(answer: Answer) -> dict[str, object]:
    return answer.model_dump(exclude={"conversation_id", "message_id", "timings_ms", "next_questions"})


@pytest.mark.parametrize("stage", ["searching", "reading", "checking"])
def test_an_answer_is_that_of_the_plans_there_were_when_it_was_asked_for(written_to: Library, stage: Stage) -> None:
    before = said(Assistant(written_to).ask(QUESTION))
    assert before["status"] is Status.ANSWERED
    assert said(asked(written_to, stage, publish)) == before
    assert "a" in written_to.snapshot.documents


@pytest.mark.parametrize("stage", ["searching", "reading", "checking"])
def test_a_plan_removed_while_a_question_is_answered_is_not_quoted(written_to: Library, stage: Stage) -> None:
    answer = asked(written_to, stage, remove_all)
    assert answer.status is Status.NOT_IN_SOURCES
    assert answer.citations == ()


def ranked(found: list[RankedPassage]) -> list[tuple[str, float]]:
    return [(place.passage.id, round(place.score, 4)) for place in found]


@pytest.mark.parametrize("side", ["hybrid", "bm25", "dense"])
def test_ranking_is_over_the_snapshot_it_is_given(written_to: Library, side: Side) -> None:
    snapshot, retrieval = written_to.snapshot, HybridRetrieval(written_to)
    question = understand(QUESTION, snapshot)
    vector = retrieval.query_vector(question)
    before = ranked(retrieval.rank(question, snapshot, 5, side=side, vector=vector))
    assert before
    publish(written_to)
    assert ranked(retrieval.rank(question, snapshot, 5, side=side, vector=vector)) == before
    assert ranked(retrieval.rank(question, written_to.snapshot, 5, side=side, vector=vector)) != before
