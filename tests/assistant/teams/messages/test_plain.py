"""An answer that Teams does not take is sent in simpler forms, each with all of its words and where they are from."""

from typing import Any

from assistant.teams.messages.limits import LONGEST_ACTIVITY
from assistant.teams.messages.plain import simpler

LABEL = {"type": "https://schema.org/Message", "additionalType": ["AIGeneratedContent"]}
PLACES = [
    {
        "position": 1,
        "appearance": {
            "name": "Plan [utkast], s. 4",
            "url": "https://planer.kommune.no/d?generation=a%40b&mark=ord+for+ord#4",
        },
    },
    {"position": 3, "appearance": {"name": "Håndbok, s. 2", "url": "https://planer.kommune.no/h#2"}},
]
CARDS = [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}]


def test_its_sources_are_links_below_it_and_then_its_cards_go() -> None:
    answer: dict[str, Any] = {
        "type": "message",
        "id": "7",
        "text": "Ja [1] og nei [3].",
        "entities": [{**LABEL, "citation": PLACES}],
        "attachments": CARDS,
        "suggestedActions": {"actions": []},
    }
    linked, bare = simpler(answer)
    told = "Ja [1] og nei [3].\n\n[1]: [Plan (utkast), s. 4](https://planer.kommune.no/d?generation=a%40b#4)\n\n"
    assert linked == {
        **answer,
        "text": f"{told}[3]: [Håndbok, s. 2](https://planer.kommune.no/h#2)",
        "entities": [LABEL],
    }
    assert bare == {"type": "message", "id": "7", "text": linked["text"], "entities": [LABEL]}
    assert answer["entities"][0]["citation"] == PLACES


def test_what_is_simple_has_no_simpler_form_and_a_card_without_words_stays() -> None:
    assert list(simpler({"type": "message", "text": "Hei", "entities": [LABEL]})) == []
    assert list(simpler({"type": "message", "text": "", "attachments": CARDS})) == []
    assert list(simpler({"type": "message", "text": "Hei", "attachments": CARDS})) == [
        {"type": "message", "text": "Hei"}
    ]


def test_where_twenty_sources_are_too_many_ten_open_as_ever_and_the_others_are_links() -> None:
    many = [{**PLACES[0], "position": number} for number in range(1, 13)]
    many[11] = {**PLACES[1], "position": 12}
    fewer, linked = simpler({"type": "message", "text": "Ja [1].", "entities": [{**LABEL, "citation": many}]})
    assert fewer["entities"] == [{**LABEL, "citation": many[:10]}]
    assert [line.partition(":")[0] for line in fewer["text"].split("\n\n")] == ["Ja [1].", "[11]", "[12]"]
    assert linked["entities"] == [LABEL]
    one_page = " ".join(f"[{number}]" for number in range(1, 12))  # a link for each would be the same link
    assert [line.partition(":")[0] for line in linked["text"].split("\n\n")] == ["Ja [1].", one_page, "[12]"]


def test_links_that_there_is_no_room_for_are_left_out() -> None:
    many = [{**PLACES[number % 2], "position": number} for number in range(1, 21)]
    *_, linked = simpler({"type": "message", "text": "x" * 13_000, "entities": [{**LABEL, "citation": many}]})
    assert 6 <= linked["text"].count("\n\n[") < 20
    assert len(linked["text"]) <= LONGEST_ACTIVITY // 2
