"""What an answer from the register says, and of what."""

from urllib.parse import parse_qs, urlsplit

import pytest

from assistant.answering.answer import Answer, Status
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Page
from tests.assistant.register.made_up import TODAY


@pytest.fixture(scope="module")
def guide(hikes: Library) -> Assistant:
    return Assistant(hikes, lambda: TODAY)


def lead(answer: Answer) -> str:
    return answer.answer.split("\n")[0]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Hvor mange tiltak har UTD og bydelene felles ansvar for i 2025?",
            "Jeg så gjennom 9 tiltak. 2 tiltak passer (ansvar: UTD og Bydelene; år: 2025).",
        ),
        (
            "Kva tiltak startar i 2025?",
            "Eg såg gjennom 9 tiltak. 4 tiltak passar (oppstart: 2025). "
            "I tillegg er 3 kontinuerlege og går heile planperioden.",
        ),
        (
            "Which measures is PPT responsible for?",
            "I looked through 9 measures. 1 measure matches (responsible: PPT (Educational Psychology Service)).",
        ),
        (
            "Hvilke tiltak har UTD?",
            "Jeg så gjennom 9 tiltak. 3 tiltak passer (ansvar: UTD). Ansvaret for 2 av tiltakene er delt med andre.",
        ),
        (
            "Hvilke tiltak har bydelene ansvar for uten UTD?",
            "Jeg så gjennom 9 tiltak. 3 tiltak passer (ansvar: Bydelene; ikke ansvar: UTD).",
        ),
        (
            "Hvilke tiltak har flere ansvarlige?",
            "Jeg så gjennom 9 tiltak. 3 tiltak passer (flere ansvarlige).",
        ),
        (
            "Hvilke tiltak er ikke kontinuerlige?",
            "Jeg så gjennom 9 tiltak. 6 tiltak passer (tidsplan: med årstall).",
        ),
        (
            "Hvilke tiltak har bydelene i Granvik fra 2025?",
            "Jeg så gjennom 1 tiltak. 1 tiltak passer (ansvar: Bydelene; år: fra 2025; "
            "dokument: «Sommerplan for Granvik»).",
        ),
    ],
)
def test_the_lead_says_what_was_looked_through_and_by_what(guide: Assistant, question: str, said: str) -> None:
    assert lead(guide.ask(question)) == said


def test_every_row_is_cited_and_quoted(guide: Assistant) -> None:
    answer = guide.ask("Hvilke tiltak har bydelene ansvar for?")
    assert len(answer.measures) == len(answer.citations) == 6
    assert [row.citation for row in answer.measures] == [citation.number for citation in answer.citations]
    assert all(citation.verified for citation in answer.citations)


def test_what_is_dated_stands_apart_from_what_goes_on(guide: Assistant) -> None:
    assert guide.ask("Hvilke tiltak har bydelene i 2027?").answer.split("\n")[2:] == [
        "Tiltak med egen tidsplan (1):",
        "- Turlederskole (Samling for turledere; 2026-2027) [1]",
        "",
        "Kontinuerlige tiltak, som går hele planperioden (2):",
        "- Uteskole i skogen [2]",
        "- Badevakt [3]",
    ]


def test_duties_stand_under_a_heading_in_their_own_words(guide: Assistant) -> None:
    answer = guide.ask("Hva må bydelene gjøre i 2027?")
    assert lead(answer).startswith(
        "Jeg så gjennom 9 tiltak og 4 plikter. 3 tiltak og 2 plikter passer (ansvar: Bydelene; år: 2027)."
    )
    assert answer.answer.split("\n")[-3:] == [
        "Andre plikter i planene (2):",
        "- «Bydelene skal melde til UTD hvor mange barn som er med på tur.» [4]",
        "- «I 2027 skal bydelene telle alle turvogner.» [5]",
    ]
    assert [row.citation for row in answer.duties] == [4, 5]
    assert [(lookup.rows, lookup.found) for lookup in answer.lookups] == [("measures", 3), ("duties", 2)]


def test_the_spreadsheets_offered_hold_just_the_rows_of_the_answer(guide: Assistant) -> None:
    answer = guide.ask("Hvilke tiltak har UTD og bydelene felles ansvar for i 2025?")
    (lookup,) = answer.lookups
    for address in (lookup.csv, lookup.xlsx):
        assert address is not None
        asked = Conditions.model_validate(parse_qs(urlsplit(address).query) | {"year": 2025})
        assert {row.id for row in guide.measures(asked)} == {row.id for row in answer.measures}


def test_a_row_that_is_not_verified_is_neither_listed_nor_counted(
    guide: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "Hvilke tiltak har bydelene ansvar for?"
    whole = guide.ask(question)
    lost = [citation for citation in whole.citations if citation.page == whole.citations[0].page]
    real = guide.library.page

    def altered(generation_id: str, number: int, **_: bool) -> Page | None:
        page = real(generation_id, number)
        is_lost = (generation_id, number) == (lost[0].generation_id, lost[0].page)
        return page.model_copy(update={"text": "Noe helt annet."}) if page and is_lost else page

    monkeypatch.setattr(guide.library, "page", altered)
    answer = guide.ask(question)
    left = len(whole.measures) - len(lost)
    assert 0 < left == len(answer.measures) == answer.lookups[0].found
    assert f". {left} tiltak passer" in lead(answer)


def test_where_no_row_fits_it_is_said_and_nothing_is_left_out(guide: Assistant) -> None:
    answer = guide.ask("Hvilke tiltak har PPT ansvar for i 2050?")
    assert (answer.status, answer.measures) == (Status.NOT_IN_SOURCES, ())
    assert lead(answer) == "Jeg så gjennom 9 tiltak. Ingen av dem passer (ansvar: PPT; år: 2050)."
    (lookup,) = answer.lookups
    assert (lookup.looked_through, lookup.found, lookup.csv) == (9, 0, None)


def test_what_limited_nothing_is_told(guide: Assistant) -> None:
    told = lead(guide.ask("Hvilke tiltak om regntøy er det for barnehagene?"))
    assert told.endswith("Dette er ikke brukt til å velge ut: «barnehagene».")


def test_the_rows_found_come_first_in_a_search(guide: Assistant) -> None:
    hits = guide.search("Hvilke tiltak har PPT ansvar for?", 3)
    assert hits[0].text.startswith("Råd uten ventetid")
