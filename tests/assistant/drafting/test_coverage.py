"""The coverage of a draft: which duties it answers, in which field and sentence; what is empty and missing."""

from datetime import UTC, date, datetime

import pytest

from assistant.drafting.coverage import Coverage, coverage
from assistant.drafting.covering import Covering
from assistant.drafting.matching import Matching
from corpus.library import Library
from corpus.store.drafts import FieldText
from tests.assistant.drafting.own_template import own_template

TALKS = "Barnehagen skal ha minst to samtaler med foresatte i året."
ANSWER = "Vi inviterer foreldrene til samtale i oktober og mars. Pedagogisk leder sender innkallingen."
ROW = {"description": "Hver onsdag er alle barna på utedag.", "responsible": "Styrer", "schedule": "", "funding": ""}


def field(key: str, **parts: str) -> FieldText:
    now = datetime.now(UTC)
    return FieldText(key=key, parts=parts, revision=1, begun_at=now, changed_at=now, by="kari", by_name="Kari")


def covered(library: Library, *fields: FieldText) -> Coverage:
    template = own_template()
    return coverage(template, fields, Matching(template, library, date(2026, 6, 1)), Covering(library))


def state(found: Coverage, text: str) -> tuple[str, str | None]:
    return next((one.state, one.key) for one in found.duties if one.duty.text == text)


def test_a_duty_is_answered_where_its_field_says_what_is_done(library: Library) -> None:
    found = covered(library, field("samtaler", text=ANSWER))
    assert state(found, TALKS) == ("answered", "samtaler")
    told = next(one for one in found.duties if one.duty.text == TALKS)
    assert told.answered
    assert told.sentence == "Vi inviterer foreldrene til samtale i oktober og mars."


@pytest.mark.parametrize(
    "text",
    [
        "Hver tirsdag er femåringene i svømmehallen med to voksne fra klokka ni til elleve.",
        "Barna svømmer hver tirsdag. De er på utedag i skogen hver onsdag fra ni til to.",
    ],
)
def test_a_sentence_on_swimming_in_the_field_of_talks_does_not_answer_the_duty_of_talks(
    library: Library, text: str
) -> None:
    assert state(covered(library, field("samtaler", text=text)), TALKS) == ("open", None)
    both = covered(library, field("samtaler", text=f"{text} {ANSWER}"))
    assert state(both, TALKS) == ("answered", "samtaler")
    told = next(one.sentence for one in both.duties if one.duty.text == TALKS)
    assert told == "Vi inviterer foreldrene til samtale i oktober og mars."


@pytest.mark.parametrize("text", [f"«{TALKS}» [1]", f"Planen sier: «{TALKS}» [1]"])
def test_a_duty_that_is_only_quoted_is_not_answered(library: Library, text: str) -> None:
    found = covered(library, field("samtaler", text=text))
    assert state(found, TALKS) == ("quoted", "samtaler")


def test_an_empty_draft_answers_nothing_and_all_its_fields_are_empty(library: Library) -> None:
    found = covered(library)
    assert found.share == 0
    assert {one.state for one in found.duties} == {"open"}
    assert found.empty == tuple(one.key for one in own_template().fields())


def test_the_share_counts_each_duty_once(library: Library) -> None:
    found = covered(library, field("samtaler", text=ANSWER), field("ute.gruppe", **ROW))
    texts = [one.duty.text for one in found.duties]
    assert len(texts) == len(set(texts))
    answered = sum(one.answered for one in found.duties)
    assert answered >= 2
    assert found.share == answered / len(texts)


def test_a_row_without_owner_schedule_or_funding_is_told(library: Library) -> None:
    found = covered(library, field("ute.gruppe", **ROW), field("ute.boker", description="", responsible="Styrer"))
    assert [(one.key, one.parts) for one in found.missing] == [("ute.gruppe", ("schedule", "funding"))]
    assert "ute.gruppe" not in found.empty


def test_a_row_of_ones_own_answers_as_well_and_a_removed_one_does_not(library: Library) -> None:
    own = field("ute.eget-1", title="Samtaler", description=ANSWER)
    assert state(covered(library, own), TALKS) == ("answered", "ute.eget-1")
    assert state(covered(library, own.model_copy(update={"removed": True})), TALKS) == ("open", None)
