"""Which row of the register a question is about."""

from dataclasses import replace

import pytest

from assistant.answering.drafts.one_row import of_row, single_measure
from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval, RankedPassage
from corpus.library import Library


def ranked(library: Library, text: str) -> list[RankedPassage]:
    return HybridRetrieval(library).rank(understand(text, library.snapshot), library.snapshot, 12)


def said(library: Library, text: str, places: list[RankedPassage]) -> str | None:
    draft = single_measure(understand(text, library.snapshot), places, library.snapshot)
    return draft.statements[0].claim.text if draft else None


@pytest.mark.parametrize("backwards", [False, True])
def test_of_two_rows_it_is_the_one_whose_passage_holds_more_of_the_question(library: Library, backwards: bool) -> None:
    text = "Hvem har ansvar for bøker til hver barnehage?"
    rows = [place for place in ranked(library, text) if place.passage.measure_id][:3]
    assert len({place.passage.measure_id for place in rows}) > 1
    told = said(library, text, rows[::-1] if backwards else rows)
    assert told is not None
    assert "Bibliotekkasse" in told


def test_the_passage_as_it_is_printed_decides_where_the_register_s_words_are_even(library: Library) -> None:
    text = "Når er utegruppe hver uke for de eldste barna?"
    rows = [place for place in ranked(library, text) if place.passage.text.startswith("Utegruppe")]
    first, second = sorted(rows, key=lambda place: place.passage.first_page)
    assert first.passage.measure_id == second.passage.measure_id
    for places in ([first, second], [second, first]):
        draft = single_measure(understand(text, library.snapshot), places, library.snapshot)
        assert draft is not None
        assert draft.statements[0].passage.id == second.passage.id


def test_a_row_far_behind_another_passage_is_not_what_is_meant(library: Library) -> None:
    text = "Når legger oppvekstsjefen fram rapporten for kommunestyret?"
    found = ranked(library, text)
    row = next(place for place in found if place.passage.measure_id)
    prose = next(place for place in found if "Oppvekstsjefen" in place.passage.text)
    assert said(library, text, [row, prose]) is None
    shares = {share: replace(row, signals={**row.signals, "coverage": share}) for share in (0.5, 1.0)}
    assert said(library, text, [shares[0.5]]) is None
    assert said(library, text, [shares[1.0]]) is not None
    assert said(library, text, [shares[1.0], replace(prose, signals={**prose.signals, "expected": 1.0})]) is None


def test_a_row_is_quoted_by_its_cells(library: Library) -> None:
    text = "Når er besøksdag på skolen?"
    row = next(place for place in ranked(library, text) if place.passage.text.startswith("Besøksdag"))
    draft = of_row(understand(text, library.snapshot), row.passage, library.snapshot)
    assert draft is not None
    assert draft.statements[0].claim.quote.split("\n") == [
        "Besøksdag på skolen",
        "Skolen skal ta imot førskolebarna to dager i mai.",
        "2027",
        "Skolene",
    ]
