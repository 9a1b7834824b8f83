import re

import pytest

from tests.assistant.cli.shell import Shell, failed
from tests.conftest import HANDBOOK_ID, PLAN_ID


def test_ask_prints_the_answer_with_page_and_quote(filled: Shell) -> None:
    result = filled.run("ask", "Hvem har ansvar for bibliotekkasse?")
    assert result.exit_code == 0
    assert "Biblioteket" in result.stdout
    assert "[1] Handlingsplan for gode barnehager 2025–2028, Fjellvik kommune, s. 3" in result.stdout
    assert "to ganger i året" in result.stdout.rsplit("«", 1)[1]


def test_ask_prints_one_json_document(filled: Shell) -> None:
    answer = filled.json("ask", "Hvem har ansvar for bibliotekkasse?", "--document", PLAN_ID, "--language", "nn")
    assert (answer["status"], answer["language"]) == ("answered", "nn")


def test_a_conversation_goes_on_from_command_to_command(filled: Shell) -> None:
    first = filled.run("ask", "Hvem har ansvar for bibliotekkasse?").stdout
    assert "Tolket som" not in first
    conversation = re.search(r"Spør videre med --conversation (\w+)", first)
    assert conversation is not None
    then = filled.run("ask", "Og når?", "--conversation", conversation[1]).stdout
    assert then.startswith("Tolket som: Hva er tidsplanen for «Bibliotekkasse»?")
    assert "Kontinuerlig" in then
    assert filled.json("ask", "Hvem gjør det?", "--conversation", conversation[1])["conversation_id"] == conversation[1]


def test_an_unknown_conversation_is_told(filled: Shell) -> None:
    result = filled.run("ask", "Og når?", "--conversation", "finnes-ikke")
    assert result.exit_code == 1
    assert "samtalen «finnes-ikke» finnes ikke" in result.output


def test_a_refusal_shows_the_nearest_and_is_no_failure(filled: Shell) -> None:
    result = filled.run("ask", "Hva koster en elsykkel?")
    assert result.exit_code == 0
    assert "Nærmeste jeg fant" in result.stdout


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("question", "said"), [("  ", "er tomt"), ("x" * 2001, "2001 tegn"), ("\udcff a", "halvt tegn")]
)
def test_a_question_that_cannot_be_taken_fails(shell: Shell, command: str, question: str, said: str) -> None:
    assert said in failed(shell.run(command, question))
    assert not shell.data_dir.exists()


def test_search_prints_passages(filled: Shell) -> None:
    (hit,) = filled.json("search", "kasse med bøker", "--limit", "1")
    assert (hit["document_id"], hit["page"]) == (PLAN_ID, 3)
    result = filled.run("search", "frukt", "--document", HANDBOOK_ID)
    assert "s. 2, gjenfortelling" in result.stdout
    assert filled.run("search", "frukt", "--limit", "0").exit_code == 2
    assert "«nei»" in failed(filled.run("search", "frukt", "--document", "nei"))
