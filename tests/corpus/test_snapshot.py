from dataclasses import replace

import pytest

from corpus.library import Library
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
