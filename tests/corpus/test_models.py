import pytest
from pydantic import ValidationError

from corpus.models import Document, Measure, Metadata, Occurrence, Page, Passage, PassageKind, Schedule

PASSAGE = Passage(
    id="plan@1:1",
    document_id="plan",
    generation_id="plan@1",
    ordinal=1,
    kind=PassageKind.PROSE,
    first_page=1,
    last_page=1,
    heading_path=("Turer", "Mat på bål"),
    text="vi går ut.",
    blocks=("1.1",),
)


def occurrence(page: int) -> Occurrence:
    return Occurrence(
        page=page,
        passage_id=f"plan@1:{page}",
        strategic_priority=None,
        commitment=None,
        title="Tur",
        description="",
        schedule_raw="2025",
        responsible_raw="UTD",
    )


def test_records_never_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        PASSAGE.text = "vi går inn."  # type: ignore[misc]


def test_records_refuse_what_they_do_not_know() -> None:
    with pytest.raises(ValidationError, match="extra"):
        Page.model_validate({"number": 1, "locator": "s. 1", "text": "", "colour": "red"})
    with pytest.raises(ValidationError, match="authority"):
        Metadata.model_validate({"authority": "ruling"})


def test_what_is_embedded_carries_title_and_headings() -> None:
    assert PASSAGE.embedded_text("Turplan") == "Turplan › Turer › Mat på bål\nvi går ut."


def test_what_is_embedded_carries_the_rest_of_its_cut_sentences() -> None:
    passage = PASSAGE.model_copy(update={"comes_from": "Når det regner,", "goes_on": "Ja."})
    assert passage.embedded_text("Turplan").endswith("\nNår det regner, vi går ut. Ja.")
    assert passage.text == "vi går ut."


def test_the_page_of_a_measure_is_that_of_its_first_occurrence() -> None:
    measure = Measure(
        id="plan--tur",
        document_id="plan",
        generation_id="plan@1",
        ordinal=1,
        title="Tur",
        description="",
        strategic_priority=None,
        commitment=None,
        schedule=Schedule(raw="2025"),
        responsible_raw="UTD",
        responsible=("utd",),
        occurrences=(occurrence(4), occurrence(7)),
    )
    assert measure.page == 4


def test_metadata_and_document_share_their_fields() -> None:
    assert set(Metadata.model_fields) <= set(Document.model_fields)


def test_records_survive_json() -> None:
    assert Passage.model_validate(PASSAGE.model_dump(mode="json")) == PASSAGE


@pytest.mark.parametrize("year", [10**21, 2101, 1899, 0, -5])
def test_a_plan_is_valid_in_years_of_our_time(year: int) -> None:
    with pytest.raises(ValidationError):
        Metadata(valid_from=year)
    with pytest.raises(ValidationError):
        Metadata(valid_to=year)
