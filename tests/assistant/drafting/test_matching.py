"""What of the overall plan the fields of a template answer to, for a plan and a template that are not shipped."""

from datetime import date

import pytest

from assistant.drafting.matching import Bound, Matching, overall_plans
from assistant.drafting.subject import Subject, subject_of
from corpus.library import Library
from tests.assistant.drafting.own_template import own_template
from tests.conftest import HANDBOOK_ID, PLAN_ID

TODAY = date(2026, 6, 1)


def bound(library: Library, key: str, own_title: str = "") -> Bound:
    template = own_template()
    subject = subject_of(template, key, own_title)
    assert subject is not None
    return Matching(template, library, TODAY).bound_to(subject)


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("ute.svomming", "Svømmekurs for femåringer"),
        ("ute.gruppe", "Utegruppe hver uke"),
        ("ute.boker", "Bibliotekkasse"),
    ],
)
def test_a_row_answers_to_the_measure_that_is_called_so(library: Library, key: str, title: str) -> None:
    assert [measure.title for measure in bound(library, key).measures] == [title]


def test_the_measure_comes_with_owner_and_schedule(library: Library) -> None:
    (measure,) = bound(library, "ute.svomming").measures
    assert measure.schedule.raw == "2026"
    assert "Barnehagene" in measure.responsible_raw


def test_a_row_about_something_else_answers_to_no_measure(library: Library) -> None:
    assert bound(library, "ute.sykefravaer") == Bound()


def test_a_row_answers_to_the_duties_in_its_measure_and_to_those_of_the_writer_alone(library: Library) -> None:
    told = [duty.text for duty in bound(library, "ute.gruppe").duties]
    assert told
    assert all("utedag" in text for text in told)
    assert bound(library, "ute.boker").duties == ()  # these bind the library


def test_a_text_answers_to_the_duty_that_tells_of_it(library: Library) -> None:
    assert [duty.text for duty in bound(library, "samtaler").duties] == [
        "Barnehagen skal ha minst to samtaler med foresatte i året."
    ]


def test_a_row_of_ones_own_is_matched_by_the_title_it_was_given(library: Library) -> None:
    assert [one.title for one in bound(library, "ute.eget-1", "Svømmekurs").measures] == ["Svømmekurs for femåringer"]
    assert bound(library, "ute.eget-1") == Bound()


def test_a_name_answers_to_nothing(library: Library) -> None:
    assert bound(library, "forside.navn") == Bound()


def test_without_an_overall_plan_all_that_binds_there_counts(library: Library) -> None:
    template = own_template(document=None)
    assert overall_plans(template, library.snapshot, TODAY, "Fjellvik") == {PLAN_ID}
    assert overall_plans(template, library.snapshot, TODAY, "Annetsted") == frozenset()
    assert HANDBOOK_ID not in overall_plans(template, library.snapshot, TODAY, None)


def test_a_key_that_is_no_fields_has_no_subject() -> None:
    assert subject_of(own_template(), "ute.finnes-ikke") is None


def test_a_subject_has_the_words_over_it() -> None:
    subject = subject_of(own_template(), "ute.svomming")
    assert isinstance(subject, Subject)
    assert (subject.title, subject.heading) == ("Svømming for femåringene", "Ute og i vann")
    assert subject.commitment == "Fjellvik vil at barna møter voksne som kjenner dem"
