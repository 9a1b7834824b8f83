import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.answer import Answer, Disagreement, Status, Writing, unkept
from assistant.teams.messages.answer import answer_message
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.limits import LONGEST_ACTIVITY, LONGEST_CARD, size
from corpus.models import Citation
from corpus.store.corrections import Correction
from tests.assistant.teams.conftest import PUBLIC, address
from tests.assistant.teams.messages.sent import addresses, cards, carried, claims, sent, words

Told = Callable[[str], Answer]

QUESTIONS = (
    "Hva skal styrer gjøre?",
    "Hvor mange tiltak har bydelene ansvar for?",
    "Hvilke tiltak skal gjennomføres i 2026?",
    "Which measures are the districts responsible for?",
    "Alle plikter for barnehagen",
    "Kva skal barnehagen gjere når eit barn blir mobba?",
    "Hva er prisen på en barnehageplass i Bergen?",
    "Hei!",
    "Hva er planen for Ola Nordmann, født 12.03.2019?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_one_message_with_its_own_words_and_numbers_that_teams_takes(
    question: str, told: Told, chat: Chat
) -> None:
    answer = told(question)
    made = answer_message(answer, chat)
    message = sent(made)
    assert message["text"] == answer.answer
    assert message["textFormat"] == "markdown"
    assert message["entities"][0]["additionalType"] == ["AIGeneratedContent"]
    assert [claim["position"] for claim in claims(message)] == [one.number for one in answer.citations][:20]
    assert size(made) <= LONGEST_ACTIVITY
    assert all(len(json.dumps(card, ensure_ascii=False).encode()) <= LONGEST_CARD for card in cards(message))


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("Hva skal styrer gjøre?", "Svar: «"),
        ("Which measures are the districts responsible for?", "Answer: I looked"),
        ("Hva er prisen på en barnehageplass i Bergen?", "Fant ikke svar: Jeg fant"),
        ("Hei!", "Ikke et spørsmål om planene: Hei!"),
        ("Hva er planen for Ola Nordmann, født 12.03.2019?", "Spørsmålet er stoppet: Sp"),
    ],
)
def test_a_notification_says_what_became_of_the_question(question: str, begins: str, told: Told, chat: Chat) -> None:
    summary = sent(answer_message(told(question), chat))["summary"]
    assert summary.startswith(begins)
    assert len(summary) <= 100


def test_an_answer_can_be_given_feedback_and_what_was_stopped_cannot(told: Told, chat: Chat) -> None:
    message = sent(answer_message(told("Hva skal styrer gjøre?"), chat))
    assert message["channelData"]["feedbackLoop"] == {"type": "default"}
    stopped = sent(answer_message(told("Hva er planen for Ola Nordmann, født 12.03.2019?"), chat))
    assert "channelData" not in stopped


def test_what_may_be_asked_next_is_offered_to_one_person_alone(told: Told, chat: Chat) -> None:
    answer = told("Hvor mange tiltak har bydelene ansvar for?")
    offered = sent(answer_message(answer, chat))["suggestedActions"]
    assert offered["to"] == ["29:kari"]
    assert [action["value"] for action in offered["actions"]] == list(answer.next_questions[:3])
    assert all(action["type"] == "imBack" for action in offered["actions"])
    assert "suggestedActions" not in sent(answer_message(answer, replace(chat, is_shared=True)))


def test_a_question_that_was_put_otherwise_is_shown_as_it_was_taken(told: Told, chat: Chat) -> None:
    answer = told("Hva skal styrer gjøre?")
    assert cards(sent(answer_message(answer, chat, question="Hva skal  styrer\ngjøre?\u200b "))) == []
    [card] = cards(sent(answer_message(answer, chat, question="Og hva skal hun?")))
    assert words(card) == "Tolket som: Hva skal styrer gjøre?"


def test_a_stopped_question_is_not_told_as_it_was_written(told: Told, chat: Chat) -> None:
    written = "Hva er planen for Ola Nordmann, født 12.03.2019?"
    here = replace(chat, is_shared=True, reads_more=True)
    message = sent(answer_message(told(written), here, question=written))
    assert "Ola" not in str(message)
    assert len(cards(message)) == 1


def test_what_an_adviser_corrects_stands_with_the_answer(told: Told, chat: Chat) -> None:
    note = Correction(
        document_id="plan", generation_id="plan@1", text="Fristen er *utsatt*.", signed="UTD", dated=date(2026, 3, 4)
    )
    [card] = cards(sent(answer_message(told("Hva skal styrer gjøre?"), chat, notes=[note])))
    assert words(card) == "Rettelse fra en rådgiver (04.03.2026, UTD)\nFristen er *utsatt*."


def test_an_answer_that_a_language_model_wrote_says_which(told: Told, chat: Chat) -> None:
    writing = Writing(model="norsk-7b", prompt="answer@1", outcome="whole", sentences=2, dropped={})
    plain = told("Hva skal styrer gjøre?")
    written = plain.model_copy(update={"engine": "generative", "writing": writing, "language": "en"})
    [card] = cards(sent(answer_message(written, chat)))
    assert words(card).startswith("Written by the language model norsk-7b.")
    quoted = plain.model_copy(update={"writing": writing})
    assert cards(sent(answer_message(quoted, chat))) == []
    late = writing.model_copy(update={"outcome": "away", "is_over_budget": True})
    [card] = cards(sent(answer_message(plain.model_copy(update={"writing": late}), chat)))
    assert words(card).startswith("Språkmodellen er ikke brukt: dagens ramme er nådd.")


@pytest.mark.parametrize("question", ["Hva skal styrer gjøre?", "Hva er prisen på en barnehageplass i Bergen?"])
def test_who_reads_more_alone_is_told_so_where_others_see_the_answer(question: str, told: Told, chat: Chat) -> None:
    shared = replace(chat, is_shared=True)
    said = "Her leser jeg bare planene som er åpne for alle."
    assert said not in str(sent(answer_message(told(question), shared)))
    assert said in words(cards(sent(answer_message(told(question), replace(shared, reads_more=True))))[-1])


def test_sources_that_disagree_are_told_under_the_answer(told: Told, chat: Chat) -> None:
    answer = told("Hva skal styrer gjøre?")
    assert cards(sent(answer_message(answer, chat))) == []
    disputed = answer.model_copy(update={"disagreements": (Disagreement(about="tidsplanen", citations=(1, 2)),)})
    [card] = cards(sent(answer_message(disputed, chat)))
    assert words(card) == "Kildene er ikke enige om tidsplanen: se kilde [1], [2]."


def test_sources_beyond_those_that_teams_shows_are_linked_in_a_card(told: Told, chat: Chat) -> None:
    message = sent(answer_message(_with_sources(told("Hva skal styrer gjøre?"), 25), chat))
    assert [claim["position"] for claim in claims(message)] == list(range(1, 21))
    [card] = cards(message)
    assert re.findall(r"\[(\d+)]", words(card)) == ["21", "22", "23", "24", "25"]
    assert len(addresses(card)) == 5


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_an_answer_that_is_too_long_ends_with_a_line_and_says_where_the_whole_is(
    language: str, told: Told, chat: Chat
) -> None:
    line = f"- «{'ord ' * 60}» [1]"
    text = "\n".join([line] * 400)
    answer = told("Hva skal styrer gjøre?").model_copy(update={"answer": text, "language": language})
    made = answer_message(answer, chat)
    kept, _, said = sent(made)["text"].rpartition("\n\n")
    assert size(made) <= LONGEST_ACTIVITY
    assert set(kept.split("\n")) == {line}
    assert len(kept) > LONGEST_ACTIVITY // 2
    assert said.endswith(f"]({PUBLIC}/samtaler/{answer.conversation_id})")
    assert PUBLIC not in sent(answer_message(answer, replace(chat, is_shared=True)))["text"]


def test_one_line_that_is_too_long_is_still_a_message(chat: Chat) -> None:
    answer = unkept(Status.ANSWERED, "Hva?", "ord " * 20_000, "nb")
    made = answer_message(answer, chat)
    assert size(made) <= LONGEST_ACTIVITY
    assert sent(made)["text"].strip() == "Svaret er for langt for Teams, og slutter her."


def test_long_titles_quotes_and_addresses_leave_a_whole_list_in_one_message(told: Told, chat: Chat) -> None:
    whole = told("Hvilke tiltak skal gjennomføres i 2026?")
    heavy = whole.model_copy(
        update={
            "citations": tuple(_made_heavy(citation) for citation in whole.citations),
            "measures": tuple(row.model_copy(update={"title": row.title + " æøå" * 200}) for row in whole.measures),
        }
    )
    made = answer_message(heavy, chat)
    assert size(made) <= LONGEST_ACTIVITY
    message = sent(made)
    assert message["text"] == whole.answer
    assert [claim["position"] for claim in claims(message)] == list(range(1, 21))
    assert all("mark=ord" in claim["appearance"]["url"] for claim in claims(message))


def test_a_refusal_shows_the_nearest_and_asks_on_with_buttons(told: Told, chat: Chat) -> None:
    answer = told("Hva er prisen på en barnehageplass i Bergen?")
    [card] = cards(sent(answer_message(answer, chat)))
    assert addresses(card) == [address(passage.url) for passage in answer.nearest]
    assert all(passage.document_title in words(card) for passage in answer.nearest)
    assert words(card).count("gjenfortelling") == sum(passage.retelling for passage in answer.nearest)
    questions = list(answer.next_questions[:3])
    assert [one["question"] for one in carried(card)] == questions
    assert {one["after"] for one in carried(card)} == {answer.message_id}
    assert all(question in words(card) for question in questions)


def test_a_question_that_may_mean_several_things_has_them_as_buttons(told: Told, chat: Chat) -> None:
    asked = ("Hvem har ansvar for språkarbeidet i barnehagen?", "Hvem har ansvar for språkarbeidet på skolen?")
    plain = told("Hva er prisen på en barnehageplass i Bergen?")
    unclear = plain.model_copy(update={"status": Status.NEEDS_CLARIFICATION, "next_questions": asked})
    message = sent(answer_message(unclear, chat))
    assert message["summary"].startswith("Hva mener du?")
    [card] = cards(message)
    assert [one["question"] for one in carried(card)] == list(asked)
    assert words(card).split("\n")[1:] == list(asked)


def test_personal_data_is_not_repeated_and_what_was_taken_out_is_marked(told: Told, chat: Chat) -> None:
    answer = told("Hva er planen for Ola Nordmann, født 12.03.2019?")
    message = sent(answer_message(answer, chat))
    assert "Ola" not in str(message)
    assert "2019" not in str(message)
    [card] = cards(message)
    assert [one["question"] for one in carried(card)] == ["Hva er planen for [navn og fødselsdato]?"]
    runs = [run for block in card["body"] for run in block.get("inlines", [])]
    assert [run["text"] for run in runs if run.get("weight") == "Bolder"] == ["[navn og fødselsdato]"]
    assert "".join(run["text"] for run in runs) == answer.standalone_question


def test_a_button_speaks_for_whoever_presses_it(told: Told, chat: Chat) -> None:
    [card] = cards(sent(answer_message(told("Hva er prisen på en barnehageplass i Bergen?"), chat)))
    pressed = [part["selectAction"] for part in card["body"] if "selectAction" in part]
    backs = [action["data"]["msteams"] for action in pressed]
    assert {(action["type"], back["type"]) for action, back in zip(pressed, backs, strict=True)} == {
        ("Action.Submit", "messageBack")
    }
    assert all(
        back["text"] == back["displayText"] == back["value"]["planassistent"]["question"] == action["title"]
        for action, back in zip(pressed, backs, strict=True)
    )


def _with_sources(answer: Answer, count: int) -> Answer:
    first = answer.citations[0]
    sources = tuple(first.model_copy(update={"number": number}) for number in range(1, count + 1))
    text = "\n".join(f"- «Noe» [{number}]" for number in range(1, count + 1))
    return answer.model_copy(update={"citations": sources, "answer": text})


def _made_heavy(citation: Citation) -> Citation:
    url = f"/documents/plan/pages/1?generation=plan%40x&mark={'ord+%C3%A5+' * 250}"
    return citation.model_copy(update={"document_title": "Åæø " * 100, "quote": "Æøå «x» " * 300, "url": url})
