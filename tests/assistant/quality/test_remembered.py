import gc

from assistant.ingestion.ingest import ingest_content
from assistant.quality.remembered import Checks
from corpus.library import Library
from corpus.models import Metadata
from tests.conftest import ACTION_PLAN


def test_a_check_is_made_once_and_anew_when_the_corpus_changes(shelf: Library) -> None:
    said = Metadata(id="plan", title="Plan")
    ingest_content(shelf, ACTION_PLAN.encode(), "plan.txt", said)
    checks = Checks(shelf)
    first = checks.of("plan", "nb")
    assert checks.of("plan", "nb") is first
    assert checks.of("plan", "en").language == "en"
    ingest_content(shelf, ACTION_PLAN.replace("Kontinuerlig Barnehagene", "Kontinuerlig").encode(), "plan.txt", said)
    assert checks.of("plan", "nb").generation_id != first.generation_id


def test_nothing_is_kept_of_a_corpus_that_is_gone(shelf: Library) -> None:
    ingest_content(shelf, ACTION_PLAN.encode(), "plan.txt", Metadata(id="plan", title="Plan"))
    checks = Checks(shelf)
    checks.of("plan", "nb")
    _, reports = checks._made
    assert reports
    shelf.remove("plan")
    gc.collect()
    assert not reports
