"""What an address or a command asks for is what a question is answered with."""

from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from assistant.answering.drafts.register import register_lookups
from assistant.register.conditions import Conditions, conditions_of
from assistant.register.filters import Sharing
from assistant.register.lookup import duty_filters
from assistant.register.selection import choose_duties, choose_measures
from assistant.service import Assistant
from corpus.snapshot import Snapshot
from tests.assistant.register.made_up import OTHER_ID, TODAY, looked_up

QUESTIONS = (
    "Hvor mange tiltak er det?",
    "Hvilke tiltak har UTD og bydelene felles ansvar for i 2025?",
    "Hvilke tiltak har UTD eller PPT ansvar for?",
    "Hvilke tiltak starter før 2027?",
    "Hvilke tiltak har bydelene uten UTD?",
    "Hvor mange tiltak om femåringer hører til veivalg 1?",
    "Hvilke tiltak hører til innsatsen om at alle barn kan svømme?",
    "Hvilke tiltak har bydelene i Granvik?",
    "Hva må bydelene gjøre i 2027?",
    "Hvilke tiltak har bydelene alene ansvar for fra 2026?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_conditions_of_a_question_choose_its_rows(snapshot: Snapshot, question: str) -> None:
    found = looked_up(question, snapshot)
    again = conditions_of(found.asked.filters, snapshot, TODAY).filters(snapshot, TODAY)
    assert tuple(choose_measures(again, snapshot)) == found.measures != ()
    duties = conditions_of(duty_filters(found.asked), snapshot, TODAY).filters(snapshot, TODAY)
    if found.asked.duties:
        assert tuple(choose_duties(duties, snapshot)) == found.duties


@pytest.mark.parametrize("question", QUESTIONS)
def test_they_are_carried_by_an_address(snapshot: Snapshot, guide: Assistant, question: str) -> None:
    answer = guide.ask(question)
    assert [lookup.found for lookup in answer.lookups] == [len(answer.measures), len(answer.duties)][
        : len(answer.lookups)
    ]
    (lookup, *_) = answer.lookups
    assert lookup.csv is not None
    query = parse_qs(urlsplit(lookup.csv).query)
    conditions = Conditions.model_validate(
        {
            name: values if name in ("responsible", "without", "document_id") else values[0]
            for name, values in query.items()
        }
    )
    assert {row.id for row in guide.measures(conditions)} == {row.id for row in answer.measures}


def test_rows_of_nothing_have_no_address(snapshot: Snapshot) -> None:
    found = looked_up("Hvilke tiltak har PPT i 2050?", snapshot)
    (lookup,) = register_lookups(found, (), snapshot, TODAY, "nb")
    assert (lookup.found, lookup.looked_through, lookup.csv, lookup.xlsx) == (0, 9, None, None)


def test_names_of_units_and_of_nobody(snapshot: Snapshot) -> None:
    filters = Conditions(responsible=("Byrådsavdeling for utdanning", "UTD", "Ingen")).filters(snapshot, TODAY)
    assert filters.owners == ("utd", "ingen")
    assert Conditions.model_validate({"responsible": "PPT"}).filters(snapshot, TODAY).owners == ("ppt",)


def test_what_is_given_again_is_given_once() -> None:
    given = Conditions.model_validate({"responsible": ["PPT", "UTD", "PPT"] * 1_000, "document_id": [OTHER_ID] * 3})
    assert (given.responsible, given.document_id) == (("PPT", "UTD"), (OTHER_ID,))


def test_only_what_limits_is_a_parameter() -> None:
    assert Conditions().parameters() == {}
    given = Conditions(year=2025, sharing=Sharing.SOLE, document_id=(OTHER_ID,))
    assert given.parameters() == {"year": 2025, "sharing": "sole", "document_id": [OTHER_ID]}


def test_what_is_no_condition_is_an_error() -> None:
    too_many = [f"e{number}" for number in range(1_001)]
    for wrong in ({"owner": "UTD"}, {"year": 12}, {"q": "a" * 2001}, {"responsible": too_many}, {"without": too_many}):
        with pytest.raises(ValidationError):
            Conditions.model_validate(wrong)
