"""Which edition of a plan answers: the one that holds today, or the one that the question is about."""

from datetime import date

import pytest

from assistant.answering.answer import Answer, Status
from assistant.langchain.retriever import PlanRetriever
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.editions import CURRENT_ID, NEXT_ID, OLD_ID, OTHER_ID, TODAY


@pytest.fixture(scope="module")
def advised(edition_library: Library) -> Assistant:
    return Assistant(edition_library, lambda: TODAY)


def cited(answer: Answer) -> set[str]:
    return {citation.document_id for citation in answer.citations}


@pytest.mark.parametrize(
    ("question", "edition", "said"),
    [
        ("Hvem har ansvar for bibliotekkasse?", CURRENT_ID, "Biblioteket"),
        ("Hvem hadde ansvar for bibliotekkasse i 2022?", OLD_ID, "Kulturkontoret"),
        ("Hvem har ansvar for bibliotekkasse i 2030?", NEXT_ID, "Biblioteket"),
        ("Hvem har ansvar for bibliotekkasse i forrige plan?", OLD_ID, "Kulturkontoret"),
        ("Kven hadde ansvaret for bibliotekkasse i den førre planen?", OLD_ID, "Kulturkontoret"),
        ("Who was responsible for bibliotekkasse in the previous plan?", OLD_ID, "Kulturkontoret"),
        ("Hvem har ansvar for bibliotekkasse i neste plan?", NEXT_ID, "Biblioteket"),
        ("Kven har ansvaret for bibliotekkasse i den komande planen?", NEXT_ID, "Biblioteket"),
        ("Who is responsible for bibliotekkasse in the upcoming plan?", NEXT_ID, "Biblioteket"),
        ("Hvem har ansvar for bibliotekkasse i planen for 2021-2024?", OLD_ID, "Kulturkontoret"),
        ("Hvem har ansvar for bibliotekkasse i plan-2021?", OLD_ID, "Kulturkontoret"),
        ("Når skal besøksdag på skolen gjennomføres?", CURRENT_ID, "2027"),
        ("Når var besøksdag på skolen i planen fra 2021?", OLD_ID, "2023"),
        ("Hvor mange samtaler skal barnehagen ha med foresatte i året?", CURRENT_ID, "to samtaler"),
        ("Hvor mange samtaler skulle barnehagen ha med foresatte i 2023?", OLD_ID, "tre samtaler"),
    ],
)
def test_a_question_is_answered_from_its_edition(advised: Assistant, question: str, edition: str, said: str) -> None:
    answer = advised.ask(question)
    assert answer.status is Status.ANSWERED
    assert cited(answer) == {edition}
    assert said in answer.answer
    expected = {OLD_ID: "older", CURRENT_ID: "current", NEXT_ID: "upcoming"}[edition]
    assert {citation.standing for citation in answer.citations} == {expected}


def test_the_edition_that_holds_changes_with_the_year(edition_library: Library) -> None:
    for year, edition in ((2020, OLD_ID), (2024, OLD_ID), (2025, CURRENT_ID), (2029, NEXT_ID)):
        assistant = Assistant(edition_library, lambda year=year: date(year, 1, 1))  # type: ignore[misc]
        assert cited(assistant.ask("Hvem har ansvar for bibliotekkasse?")) == {edition}
        assert assistant.standing(edition) == "current"


def test_a_year_of_no_edition_asks_for_the_one_that_holds(advised: Assistant) -> None:
    answer = advised.ask("Hvem har ansvar for bibliotekkasse i 1999?")
    assert cited(answer) | {near.document_id for near in answer.nearest} <= {CURRENT_ID, OTHER_ID}


def test_a_year_within_the_current_edition_is_asked_of_it(advised: Assistant) -> None:
    answer = advised.ask("Hvilke tiltak skal gjennomføres i 2026?")
    assert [row.title for row in answer.measures] == [
        "Svømmekurs for femåringer",
        "Utegruppe hver uke",
        "Bibliotekkasse",
    ]
    assert cited(answer) == {CURRENT_ID}


def test_a_year_of_the_old_edition_lists_its_measures_of_that_year(advised: Assistant) -> None:
    answer = advised.ask("Hvilke tiltak skulle gjennomføres i 2022?")
    assert [(row.document_id, row.standing) for row in answer.measures] == [(OLD_ID, "older")] * 3
    assert answer.measures[0].title == "Svømmekurs for femåringer"


def test_counts_are_of_one_edition(advised: Assistant) -> None:
    answer = advised.ask("Hvor mange tiltak har barnehagene ansvar for?")
    assert {row.document_id for row in answer.measures} == {CURRENT_ID}
    assert "gjennom 4 tiltak" in answer.answer
    old = advised.ask("Hvor mange tiltak hadde barnehagene ansvar for i planen fra 2021?")
    assert {row.document_id for row in old.measures} == {OLD_ID}
    assert "gjennom 5 tiltak" in old.answer


def test_what_only_the_old_edition_says_is_not_answered_from_it_unasked(advised: Assistant) -> None:
    answer = advised.ask("Hvem låner ut leker til barnehagene?")
    assert OLD_ID not in cited(answer) | {near.document_id for near in answer.nearest}
    assert cited(advised.ask("Hvem lånte ut leker til barnehagene i 2024?")) == {OLD_ID}


def test_a_document_that_is_asked_for_answers_whatever_it_is(advised: Assistant) -> None:
    answer = advised.ask("Hvem har ansvar for bibliotekkasse?", document_ids=[OLD_ID])
    assert cited(answer) == {OLD_ID}
    assert {hit.document_id for hit in advised.search("bibliotekkasse", document_ids=[OLD_ID])} == {OLD_ID}


def test_search_finds_one_edition(advised: Assistant, edition_library: Library) -> None:
    for side in ("hybrid", "bm25", "dense"):
        hits = advised.search("bøker til hver barnehage", 30, side=side)
        assert {hit.document_id for hit in hits} <= {CURRENT_ID, OTHER_ID}
        assert {hit.standing for hit in hits} == {"current"}
    hits = advised.search("bøker til hver barnehage i 2022", 30)
    assert OLD_ID in {hit.document_id for hit in hits}
    assert CURRENT_ID not in {hit.document_id for hit in hits}
    found = PlanRetriever(library=edition_library).invoke("Hvem sender bøker til hver barnehage?")
    assert OLD_ID not in {document.metadata["document_id"] for document in found}


def test_a_refusal_counts_what_it_searched(advised: Assistant) -> None:
    answer = advised.ask("Hva koster en elsykkel?")
    assert answer.status is Status.NOT_IN_SOURCES
    assert answer.searched.documents == ("Handlingsplan for gode barnehager 2025–2028", "Turplan")
    assert answer.searched.measures == 4


def test_the_register_lists_the_edition_that_holds_or_is_asked_for(advised: Assistant) -> None:
    def listed(**conditions: object) -> dict[str, int]:
        rows = advised.measures(Conditions.model_validate(conditions))
        return {key: sum(row.document_id == key for row in rows) for key in {row.document_id for row in rows}}

    assert listed() == {CURRENT_ID: 4}
    assert listed(document_id=(OLD_ID,)) == {OLD_ID: 5}
    assert listed(year=2022) == {OLD_ID: 3}
    assert listed(year=2026) == {CURRENT_ID: 3}
    assert listed(year=2026, document_id=(OLD_ID,)) == {}
    assert listed(responsible="Kulturkontoret") == {}
    assert listed(responsible="Kulturkontoret", year=2024) == {OLD_ID: 2}


def test_examples_are_of_the_edition_that_holds(advised: Assistant) -> None:
    assert advised.example_questions()
    assert not any("Lekebibliotek" in example for example in advised.example_questions())


def test_the_editions_are_not_more_common_than_one_plan(advised: Assistant) -> None:
    understood = advised.understood("Hvem har ansvar for bibliotekkasse i Fjellvik?")
    assert understood.editions == frozenset({CURRENT_ID, OTHER_ID})


def test_duties_are_those_of_the_edition_that_holds(advised: Assistant) -> None:
    assert [row.document_id for row in advised.duties(Conditions(q="samtaler"))] == [CURRENT_ID]
    (old,) = advised.duties(Conditions(document_id=(OLD_ID,), q="samtaler"))
    assert (old.quote, old.standing) == ("Barnehagen skal ha minst tre samtaler med foresatte i året.", "older")
