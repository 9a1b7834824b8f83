from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel

from assistant.register.conditions import Conditions
from assistant.service import Assistant
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.deletion import deleted_card, deletion_message, kept_card
from assistant.teams.messages.documents import documents_message
from assistant.teams.messages.help import help_message
from assistant.teams.messages.limits import LONGEST_CARD, size
from assistant.teams.messages.register import register_card, register_message
from assistant.teams.messages.scope import scope_message, unknown_scope_message
from assistant.teams.messages.welcome import welcome_message
from assistant.texts import Language
from tests.assistant.teams.conftest import address
from tests.assistant.teams.messages.sent import addresses, cards, carried, sent, words

EXAMPLES = ("Hvem har ansvar for FUB?", "Når skal Oppvekstombudet gjennomføres?")
LANGUAGES: tuple[Language, ...] = ("nb", "nn", "en")


def card_of(message: BaseModel) -> dict[str, Any]:
    """The only card of a message that is nothing else; its notification says what is spoken for it."""
    made = sent(message)
    assert "text" not in made
    [card] = cards(made)
    assert made["summary"] == card["fallbackText"] != ""
    return card


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("is_shared", [False, True])
def test_the_first_that_is_read_says_what_is_kept_and_whom_it_is_shown_to(
    language: Language, is_shared: bool, chat: Chat
) -> None:
    card = card_of(welcome_message(EXAMPLES, 30, replace(chat, language=language, is_shared=is_shared)))
    assert card["lang"] == language
    assert "30" in words(card)
    assert ("@Planassistent" in words(card)) == is_shared
    assert carried(card)[:2] == [{"do": "ask", "question": question} for question in EXAMPLES]
    assert [one["do"] for one in carried(card)[2:]] == ["help", "documents"]


def test_a_welcome_where_there_are_no_plans_yet_offers_no_questions(chat: Chat) -> None:
    assert [one["do"] for one in carried(card_of(welcome_message((), 1, chat)))] == ["help", "documents"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_help_names_the_commands_in_its_language(language: Language, chat: Chat) -> None:
    card = card_of(help_message(EXAMPLES, replace(chat, language=language)))
    expected = {"nb": "/dokumenter /tiltak /kommune /slett", "nn": "/dokument /tiltak /kommune /slett"}
    for name in expected.get(language, "/documents /measures /municipality /delete").split():
        assert f"\n{name}" in words(card)


def test_a_command_that_there_is_not_gets_the_help(chat: Chat) -> None:
    message = sent(help_message((), chat, is_unknown=True))
    assert message["text"] == "Den kommandoen kjenner jeg ikke. Disse finnes:"
    assert len(cards(message)) == 1


def test_the_documents_stand_with_issuer_years_and_whether_they_retell(shipped: Assistant, chat: Chat) -> None:
    documents = shipped.documents()
    card = card_of(documents_message(documents, chat))
    assert words(card).startswith(f"Dokumentene jeg leser ({len(documents)})\n")
    plan = next(one for one in documents if one.valid_to == 2030)
    assert f"{plan.title}\n{plan.issuer} · gjelder 2024–2030 · 30 sider · gjenfortelling" in words(card)
    assert addresses(card) == [*(address(f"/dokumenter/{one.id}") for one in documents), address("/dokumenter")]


def test_many_documents_with_long_titles_are_still_a_card(shipped: Assistant, chat: Chat) -> None:
    [first, *_] = shipped.documents()
    many = [first.model_copy(update={"title": "Åæø " * 200, "issuer": "Åæø " * 200, "edition": "å" * 900})] * 200
    message = documents_message(many, chat)
    assert size(message) <= LONGEST_CARD
    assert words(card_of(message)).endswith("… og 180 til.")


def test_no_documents_are_said_to_be_none(chat: Chat) -> None:
    assert words(card_of(documents_message((), chat))) == "Det er ingen dokumenter her som du kan lese."


@pytest.mark.parametrize("language", LANGUAGES)
def test_deleting_asks_first_and_says_what_remains(language: Language, chat: Chat) -> None:
    here = replace(chat, language=language)
    card = card_of(deletion_message(here))
    assert [one["do"] for one in carried(card)] == ["delete", "keep"]
    assert "Teams" in words(card)
    assert words(card) != words(card_of(deletion_message(replace(here, is_shared=True))))
    assert words(sent(deleted_card(here))) != words(sent(kept_card(here)))


def test_measures_that_a_command_asks_for_are_turned_page_by_page(shipped: Assistant, chat: Chat) -> None:
    conditions = Conditions(responsible=("bydelene",))
    found = shipped.measures(conditions)
    message = sent(register_message(found, "Bydelene", conditions, chat))
    assert message["text"] == "26 tiltak i registeret passer til «Bydelene»."
    [card] = cards(message)
    assert words(card).startswith(f"Tiltak 1–5 av 26\nTiltak, ansvar og tidsplan\n{found[0].title}\n")
    assert words(card).endswith("Alt over: gjenfortelling.")
    assert addresses(card)[-1] == address("/tiltak?responsible=bydelene")
    assert carried(card) == [{"language": "nb", "do": "listed", "words": "Bydelene", "start": 0}]
    whole = register_card(found, "Bydelene", conditions, 0, chat)
    assert whole is not None
    assert all(row.title in words(sent(whole)) for row in found)


def test_rows_of_other_editions_say_so_one_by_one(shipped: Assistant, chat: Chat) -> None:
    [first, second, *_] = shipped.measures()
    old = first.model_copy(update={"standing": "older", "retelling": False})
    made = register_card([old, second], "", Conditions(), 0, chat)
    assert made is not None
    assert words(sent(made)).count("eldre utgave") == 1
    assert words(sent(made)).count("gjenfortelling") == 1


def test_no_measures_are_said_to_be_none_and_what_was_written_is_no_markup(chat: Chat) -> None:
    message = sent(register_message((), "[klikk](http://ond.no)", Conditions(q="klikk"), chat))
    assert message["text"].startswith("Ingen tiltak i registeret passer til «\\[klikk](http://ond.no)».")
    assert cards(message) == []


def test_the_register_is_opened_in_the_language_of_the_conversation(shipped: Assistant, chat: Chat) -> None:
    message = sent(register_message(shipped.measures(), "", Conditions(), replace(chat, language="nn")))
    assert message["text"].startswith("Det er 35 tiltak i registeret.")
    assert addresses(cards(message)[0])[-1] == address("/tiltak?lang=nn")


def test_whose_plans_come_first_is_told_with_what_can_be_chosen(chat: Chat) -> None:
    choices = ("Fjellvik", "Oslo")
    assert sent(scope_message("Oslo", choices, chat))["text"].startswith("Planene for Oslo står nå først")
    assert "Fjellvik; Oslo" in sent(scope_message(None, choices, chat))["text"]
    unknown = sent(unknown_scope_message("<b>[Bergen](http://ond.no)</b>", choices, chat))["text"]
    assert "«\\<b>\\[Bergen](http://ond.no)\\</b>»" in unknown
    assert "ikke noe å velge" in sent(scope_message(None, (), chat))["text"]


def test_every_card_is_of_the_version_that_teams_has_everywhere(
    told: Callable[[str], Any], shipped: Assistant, chat: Chat
) -> None:
    made = [
        welcome_message(EXAMPLES, 30, chat),
        help_message(EXAMPLES, chat),
        documents_message(shipped.documents(), chat),
        deletion_message(chat),
    ]
    assert {card["version"] for message in made for card in cards(sent(message))} == {"1.5"}
