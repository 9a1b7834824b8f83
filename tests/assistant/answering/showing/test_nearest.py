from datetime import date

from assistant.answering.showing.nearest import nearest_passage
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval
from corpus.library import Library


def test_a_passage_is_told_with_its_place_and_its_document(library: Library) -> None:
    snapshot = library.snapshot
    (found,) = HybridRetrieval(library).rank(understand("Hvem har ansvar for svømmekurs?", snapshot), snapshot, 1)
    near = nearest_passage(found, snapshot, date(2026, 3, 1))
    document = snapshot.document_of(found.passage)
    assert (near.document_id, near.document_title, near.page) == (document.id, document.title, found.passage.first_page)
    assert near.text == found.passage.text
    assert near.locator.startswith("s. ")
    assert near.url.startswith(f"/documents/{document.id}/pages/{near.page}")
