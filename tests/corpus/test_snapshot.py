from dataclasses import replace

import pytest

from corpus.library import Library
from corpus.snapshot import Snapshot
from corpus.words.analysis import terms
from corpus.words.vocabulary import Vocabulary
from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_the_parts_of_a_passage_are_made_once_for_the_snapshot_and_its_views(library: Library) -> None:
    snapshot = library.snapshot
    passage = snapshot.passages[0]
    parts = snapshot.parts_of(passage)
    assert snapshot.parts_of(passage) is parts
    assert snapshot.within(frozenset({HANDBOOK_ID})).parts_of(passage) is parts


def test_the_parts_and_views_made_last_are_remembered(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.snapshot._PASSAGES_IN_PARTS", 2)
    monkeypatch.setattr("corpus.snapshot._VIEWS_KEPT", 1)
    snapshot = replace(library.snapshot, _parts={}, _views={})
    first, second, third, *_ = snapshot.passages
    parts = {passage.id: snapshot.parts_of(passage) for passage in (first, second)}
    assert snapshot.parts_of(first) is parts[first.id]
    snapshot.parts_of(third)
    assert snapshot.parts_of(second) is parts[second.id]
    assert snapshot.parts_of(first) is not parts[first.id]
    view = snapshot.within(frozenset({HANDBOOK_ID}))
    assert snapshot.within(frozenset({HANDBOOK_ID})) is view
    snapshot.within(frozenset({PLAN_ID}))
    assert snapshot.within(frozenset({HANDBOOK_ID})) is not view


def test_passages_are_counted_by_document(library: Library) -> None:
    snapshot = library.snapshot
    both = snapshot.count_in([PLAN_ID, HANDBOOK_ID])
    assert both == len(snapshot.passages)
    assert 0 < snapshot.count_in([HANDBOOK_ID]) == snapshot.within(frozenset({HANDBOOK_ID})).counted < both
    assert snapshot.count_in(["finnes-ikke"]) == 0


def test_the_passages_of_a_document_are_found_in_their_order(library: Library) -> None:
    snapshot = library.snapshot
    for document_id in (PLAN_ID, HANDBOOK_ID):
        own = [passage for passage in snapshot.passages if passage.document_id == document_id]
        assert own
        assert list(snapshot.passages_in(document_id)) == own
    assert not snapshot.passages_in("finnes-ikke")


def test_terms_come_in_the_order_in_which_they_are_read(library: Library) -> None:
    """Where two words are equally likely meant, the first is taken: the same one in every process."""
    snapshot = library.snapshot
    texts = (passage.embedded_text(snapshot.document_of(passage).title) for passage in snapshot.passages)
    assert list(snapshot.vocabulary) == list(dict.fromkeys(term for text in texts for term in terms(text)))
    assert isinstance(snapshot.vocabulary, Vocabulary)
    assert isinstance(snapshot.within(frozenset({HANDBOOK_ID})).vocabulary, Vocabulary)


def test_what_is_worked_out_once_is_worked_out_again_of_a_changed_snapshot(library: Library) -> None:
    snapshot = library.snapshot
    counted: list[int] = []

    def count(own: Snapshot) -> int:
        counted.append(len(own.documents))
        return len(own.documents)

    assert snapshot.once("documents", count) == snapshot.once("documents", count) == len(snapshot.documents)
    assert len(counted) == 1
    assert replace(snapshot, documents={}).once("documents", count) == 0
    assert len(counted) == 2


def test_rows_of_documents_are_those_that_name_them_in_order(library: Library) -> None:
    snapshot = library.snapshot
    for documents in (set(snapshot.documents), set(list(snapshot.documents)[:1]), set[str]()):
        measures = [measure for measure in snapshot.measures if measure.document_id in documents]
        duties = [duty for duty in snapshot.duties if duty.document_id in documents]
        assert (snapshot.measures_in(documents), snapshot.duties_in(documents)) == (measures, duties)
        assert (snapshot.measure_count(documents), snapshot.duty_count(documents)) == (len(measures), len(duties))
    assert snapshot.measures_in(None) == list(snapshot.measures)
