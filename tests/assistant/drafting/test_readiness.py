"""What a server looks through after its start, so that nobody waits for it who opens a draft."""

import logging
from datetime import date
from unittest.mock import patch

import pytest

from assistant.drafting.covered import draft_coverage
from assistant.drafting.readiness import MOST, Readiness
from corpus.library import Library
from corpus.store.drafts import DraftRecord
from tests.assistant.drafting.own_template import own_template

DAY = date(2026, 6, 1)


def begun(library: Library, unit: str = "Fjellvik") -> DraftRecord:
    template = own_template().model_dump(mode="json")
    return library.drafts.create(title="Plan", template=template, written_form="nb", unit=unit)


def opened(library: Library, draft: DraftRecord) -> None:
    texts = library.drafts.fields(draft.id).values()
    draft_coverage(own_template(), texts, library, DAY, draft.jurisdiction)


def test_who_opens_a_draft_after_a_start_does_not_wait_for_its_duties(hikes: Library, worked_out: list[int]) -> None:
    draft = begun(hikes)
    Readiness(hikes, lambda: DAY).prepare()
    assert len(worked_out) == 1
    opened(hikes, draft)
    assert len(worked_out) == 1


def test_a_start_does_not_look_through_every_draft_there_is(hikes: Library) -> None:
    begun_drafts = [begun(hikes, f"Bydel {number}") for number in range(MOST + 1)]
    with patch("assistant.drafting.readiness.draft_coverage") as looked:
        Readiness(hikes, lambda: DAY).prepare()
    assert len(begun_drafts) > looked.call_count == MOST


def test_a_server_that_stops_begins_no_further_draft(hikes: Library) -> None:
    begun(hikes), begun(hikes, "Elvheim")
    readiness = Readiness(hikes, lambda: DAY)
    with patch("assistant.drafting.readiness.draft_coverage") as looked:
        readiness.close()
        readiness.prepare()
    assert not looked.called


def test_a_draft_that_cannot_be_read_stops_no_start(hikes: Library, caplog: pytest.LogCaptureFixture) -> None:
    begun(hikes)
    with caplog.at_level(logging.ERROR), patch("assistant.drafting.readiness.draft_coverage", side_effect=ValueError):
        Readiness(hikes, lambda: DAY).prepare()
    assert "could not be looked through" in caplog.text
