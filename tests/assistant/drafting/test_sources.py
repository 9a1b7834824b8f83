"""Whether the sources of a draft stand, whatever the database says of them."""

from typing import Any

import pytest

from assistant.drafting.sources import CheckedSource, checked_sources, cited, standings
from corpus.library import Library
from corpus.store.drafts import DraftSource
from tests.assistant.drafting.sources_taken import taken
from tests.corpus.stores import NEW, OLD, OTHER
from tests.ingest.made_up import content_of, read

LENT = "Bydelene skal eie regntøy som barn kan låne"
SOUP = "Kokken lager suppe av gulrøtter hver torsdag."
MOVED = read("Forord\n\nHer står det noe nytt.\n\fMat\n\n" + SOUP, id="matplan", title="Matplan")
GONE = read("Mat på kjøkkenet\n\nKokken lager suppe av tang hver torsdag.\n", id="matplan", title="Matplan")


def checked(source: DraftSource, library: Library, **forged: Any) -> CheckedSource:
    return checked_sources([source.model_copy(update=forged)], library)[source.number]


def test_what_was_taken_stands(hikes: Library) -> None:
    found = checked(taken(hikes, LENT), hikes)
    assert (found.reason, found.fault, found.is_outdated) == (None, None, False)
    assert (found.page, found.generation_id) == (3, OLD.generation_id)
    assert found.document is not None
    assert found.document.title == "Turplan"


@pytest.mark.parametrize(
    ("forged", "reason"),
    [
        ({"quote": "Bydelene skal eie regntøy som barn kan kjøpe"}, "altered"),
        ({"quote": "elene skal eie regntøy som barn"}, "altered"),
        ({"quote": ""}, "altered"),
        ({"quote": " … "}, "altered"),
        ({"quote": SOUP}, "altered"),
        ({"page": 1}, "elsewhere"),
        ({"page": 999}, "elsewhere"),
        ({"document_id": "matplan"}, "altered"),
        ({"document_id": "ingen-slik-plan"}, "removed"),
        ({"generation_id": OTHER.generation_id}, "altered"),
        ({"generation_id": "turplan@forfalsket", "quote": SOUP}, "reread"),
        ({"generation_id": OTHER.generation_id, "document_id": "matplan"}, "altered"),
    ],
    ids=str,
)
def test_what_was_forged_does_not(hikes: Library, forged: dict[str, Any], reason: str) -> None:
    found = checked(taken(hikes, LENT), hikes, **forged)
    assert found.reason == reason
    assert found.fault == ("source_gone" if reason == "removed" else "source_changed")


def test_a_page_and_a_reading_that_are_none_lead_to_where_the_words_stand(hikes: Library) -> None:
    found = checked(taken(hikes, LENT), hikes, generation_id="turplan@forfalsket", page=1)
    assert (found.reason, found.generation_id, found.page) == (None, OLD.generation_id, 3)


def test_a_source_of_a_document_that_was_removed_is_gone(hikes: Library) -> None:
    source = taken(hikes, SOUP)
    hikes.remove("matplan")
    found = checked(source, hikes)
    assert (found.reason, found.document) == ("removed", None)
    assert standings({1: found}) == {1: "source_gone"}


def test_a_source_stands_in_the_reading_it_was_taken_from(hikes: Library) -> None:
    source = taken(hikes, LENT)
    hikes.publish(NEW, content_of(NEW))
    found = checked(source, hikes)
    assert (found.reason, found.generation_id, found.is_outdated) == (None, OLD.generation_id, False)


def test_what_a_document_no_more_says_is_outdated(hikes: Library) -> None:
    source = taken(hikes, SOUP)
    hikes.publish(GONE, content_of(GONE))
    found = checked(source, hikes)
    assert (found.reason, found.is_outdated) == (None, True)


def test_words_that_moved_to_another_page_are_not_outdated(hikes: Library) -> None:
    source = taken(hikes, SOUP)
    hikes.publish(MOVED, content_of(MOVED))
    assert not checked(source, hikes).is_outdated
    found = checked(source, hikes, generation_id="matplan@borte")
    assert (found.reason, found.page) == (None, 2)


def test_a_source_that_somebody_may_not_read_is_gone_for_them(hikes: Library) -> None:
    source = taken(hikes, SOUP)
    assert checked_sources([source], hikes.view(frozenset()))[1].reason == "removed"


def test_the_page_of_a_quote_is_the_one_it_stands_on(hikes: Library) -> None:
    row = next(one for one in hikes.snapshot.passages if LENT in " ".join(one.text.split()))
    over_pages = row.model_copy(update={"first_page": row.first_page - 1})
    found = cited(LENT, over_pages, hikes)
    assert found is not None
    assert (found.page, found.quote, found.passage_id) == (3, LENT, row.id)
    assert row.first_page == 3
    assert cited("Dette står ingen steder", over_pages, hikes) is None
