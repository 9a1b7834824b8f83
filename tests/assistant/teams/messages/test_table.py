import re
from collections.abc import Callable
from typing import Any

import pytest

from assistant.answering.answer import Answer
from assistant.teams.messages.answer import answer_message
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import LONGEST_CARD, size
from assistant.teams.messages.rows import register_path
from assistant.teams.messages.table import all_card
from tests.assistant.teams.conftest import address
from tests.assistant.teams.messages.sent import addresses, cards, carried, sent, words

Told = Callable[[str], Answer]

MEASURES = "Hvor mange tiltak har bydelene ansvar for?"
NBSP = "\u00a0"
DUTIES = "Alle plikter for barnehagen"


def numbers(card: dict[str, Any]) -> list[int]:
    """The numbers of the sources in the rows of a card."""
    return [int(number) for number in re.findall(r"^\[(\d+)]$", words(card), re.MULTILINE)]


def test_a_list_has_its_first_rows_under_it_with_owners_schedule_and_number(told: Told, chat: Chat) -> None:
    answer = told(MEASURES)
    [card] = cards(sent(answer_message(answer, chat)))
    assert words(card).startswith("Tiltak 1–5 av 26\nNr.\nTiltak, ansvar og tidsplan\n[1]\n")
    assert numbers(card) == list(range(1, 6))
    fourth = answer.measures[3]
    assert f"{fourth.title}\nUTD, Bydelene · Kontinuerlig · s.\u00a07" in words(card)
    assert addresses(card)[3] == address(f"/tiltak/{fourth.id}")
    assert addresses(card)[-1] == address("/tiltak?responsible=bydelene")


def test_all_rows_are_shown_when_that_is_pressed(told: Told, chat: Chat) -> None:
    answer = told(MEASURES)
    [card] = cards(sent(answer_message(answer, chat)))
    known = {"language": "nb", "message": answer.message_id}
    assert carried(card) == [{**known, "do": "all", "rows": "measures", "start": 0}]
    whole = all_card(answer, "measures", 0, chat)
    assert whole is not None
    assert numbers(sent(whole)) == [citation.number for citation in answer.citations]
    assert size(whole) <= LONGEST_CARD


def test_duties_stand_in_their_own_words_with_whom_they_bind(told: Told, chat: Chat) -> None:
    answer = told(DUTIES)
    [card] = cards(sent(answer_message(answer, chat)))
    first = answer.duties[0]
    assert f"«{first.quote}»\n{', '.join(first.responsible)} · {NBSP.join(first.locator.split())}" in words(card)
    assert "«Dette må hver enkelt bydel/barnehage vurdere:» «Tilstrekkelig bemanning»\n" in words(card)
    assert addresses(card)[0] == address(f"/plikter/{first.id}")
    assert addresses(card)[-1] == address("/plikter?responsible=barnehagene")


def test_more_rows_than_a_card_takes_are_turned_page_by_page(told: Told, chat: Chat) -> None:
    few = told(MEASURES)
    many = few.model_copy(
        update={
            "measures": tuple(
                row.model_copy(update={"id": f"{row.id}-{turn}", "title": f"{row.title} {'å' * 100}"})
                for turn in range(6)
                for row in few.measures
            )
        }
    )
    start, seen, pages = 0, list[str](), 0
    while True:
        made = all_card(many, "measures", start, chat)
        assert made is not None
        assert size(made) <= LONGEST_CARD
        card, pages = sent(made), pages + 1
        seen += addresses(card)[:-1]
        nexts = [one["start"] for one in carried(card) if one["start"] > start]
        assert [one["start"] < start for one in carried(card)].count(True) == (0 if start == 0 else 1)
        if not nexts:
            break
        start = nexts[0]
    assert pages > 1
    assert seen == [address(f"/tiltak/{row.id}") for row in many.measures]


@pytest.mark.parametrize("start", [25, 26, 99_999])
def test_a_page_that_is_not_there_is_the_last(start: int, told: Told, chat: Chat) -> None:
    made = all_card(told(MEASURES), "measures", start, chat)
    assert made is not None
    assert numbers(sent(made))[-1] == 26


def test_an_answer_without_rows_has_no_card_of_them(told: Told, chat: Chat) -> None:
    assert all_card(told(MEASURES), "duties", 0, chat) is None


def test_the_words_of_a_plan_are_no_markup(told: Told, chat: Chat) -> None:
    answer = told(MEASURES)
    odd = answer.measures[0].model_copy(update={"title": "*Ta med* [sekk](http://ond.no) <b>og</b> # votter"})
    made = all_card(answer.model_copy(update={"measures": (odd,)}), "measures", 0, chat)
    assert made is not None
    [run] = [one for one in _runs(sent(made)) if "sekk" in one["text"]]
    assert (run["type"], run["text"]) == ("TextRun", odd.title)


def test_the_register_opens_in_the_language_of_the_answer(told: Told, chat: Chat) -> None:
    [lookup] = told("Which measures are the districts responsible for?").lookups
    assert register_path(lookup) == "/tiltak?responsible=bydelene&lang=en"


def _runs(card: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [row for block in card["body"] if block["type"] == "Table" for row in block["rows"]]
    blocks = [block for row in rows for cell in row["cells"] for block in cell["items"]]
    return [run for block in blocks for run in block["inlines"]]
