"""The guarantee: what leaves has a quote that stands on its page, and says no more than the quote."""

from collections.abc import Callable
from pathlib import Path

import pytest

import assistant.answering.checks.verified as verified
from assistant.answering.answer import Answer, Status
from assistant.answering.checks.verify import is_verified_in
from assistant.answering.draft import Claim
from assistant.service import Assistant
from corpus.library import Library
from corpus.models import Page
from corpus.text.boxes import quote_boxes
from tests.conftest import ACTION_PLAN, HANDBOOK_ID, PLAN_ID, ROOT

QUESTIONS = (
    "Hvem har ansvar for svømmekurs for femåringer?",
    "Når er besøksdag på skolen?",
    "Hvilke tiltak har barnehagene ansvar for?",
    "Hvor mange samtaler skal barnehagen ha med foresatte?",
    "Hvem legger fram rapport om planen for kommunestyret?",
)


def original_pages() -> list[str]:
    return [" ".join(page.split()) for page in ACTION_PLAN.split("\f")]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_stands_in_the_original_file(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.citations
    for citation in answer.citations:
        assert citation.document_id == PLAN_ID
        assert " ".join(citation.quote.split()) in original_pages()[citation.page - 1]
        assert f"[{citation.number}]" in answer.answer


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_leaves_when_the_page_says_something_else(
    assistant: Assistant, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = assistant.library.page

    def altered(generation_id: str, number: int, **_: bool) -> Page | None:
        page = real(generation_id, number)
        return page and page.model_copy(update={"text": "Her står det noe helt annet."})

    monkeypatch.setattr(assistant.library, "page", altered)
    answer = assistant.ask(question)
    assert (answer.status, answer.citations, answer.measures) == (Status.NOT_IN_SOURCES, (), ())


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_draft_that_says_more_than_its_quote_is_dropped(
    assistant: Assistant, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[Claim, str], bool] = is_verified_in

    def with_an_invention(claim: Claim, folded_page: str) -> bool:
        return real(claim.model_copy(update={"values": (*claim.values, "Brannvesenet")}), folded_page)

    monkeypatch.setattr(verified, "is_verified_in", with_an_invention)
    assert assistant.ask(question).status is Status.NOT_IN_SOURCES


def test_who_and_when_come_from_the_row(assistant: Assistant) -> None:
    who = assistant.ask("Hvem har ansvar for svømmekurs for femåringer?")
    assert "Oppvekst og Barnehagene har ansvaret" in who.answer
    assert "2026" in who.answer
    assert [row.title for row in who.measures] == ["Svømmekurs for femåringer"]
    when = assistant.ask("When is the visiting day at school (besøksdag)?")
    assert "2027" in when.answer
    assert when.language == "en"


def test_a_list_of_measures_is_complete_and_counted(assistant: Assistant) -> None:
    answer = assistant.ask("Hvilke tiltak har barnehagene ansvar for?")
    titles = {row.title for row in answer.measures}
    assert titles == {"Utegruppe hver uke", "Svømmekurs for femåringer", "Bibliotekkasse"}
    assert all(row.citation is not None for row in answer.measures)


def test_a_count_says_how_many_of_how_many(assistant: Assistant) -> None:
    answer = assistant.ask("Hvor mange tiltak har biblioteket?")
    assert "1" in answer.answer
    assert [row.title for row in answer.measures] == ["Bibliotekkasse"]


@pytest.mark.parametrize(
    "question",
    [
        "Hva koster en barnehageplass?",
        "Hvem har ansvar for svømmekurs i Larvik?",
        "What are the rules for pets?",
        "Kven har ansvar for parkeringsplassen?",
    ],
)
def test_what_the_plans_do_not_answer_is_said_and_the_nearest_shown(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_SOURCES
    assert answer.citations == ()
    assert answer.nearest
    assert answer.searched.passages == len(assistant.library.snapshot.passages)


def test_a_retelling_is_marked_and_its_contact_named(assistant: Assistant) -> None:
    told = assistant.ask("Hva skal barna være med på ifølge håndboka om måltidet?")
    assert told.status is Status.ANSWERED
    assert all(citation.retelling for citation in told.citations)
    refused = assistant.ask("Hva koster maten ifølge håndboka?")
    assert "Oppvekstkontoret" in refused.answer


def test_the_same_question_twice_gives_the_same_answer(assistant: Assistant) -> None:
    def told(answer: Answer) -> str:
        return answer.model_dump_json(exclude={"conversation_id", "message_id", "timings_ms"})

    assert told(assistant.ask(QUESTIONS[0])) == told(assistant.ask(QUESTIONS[0]))


def test_an_unknown_document_is_refused_by_name(assistant: Assistant) -> None:
    with pytest.raises(ValueError, match="«finnes-ikke»"):
        assistant.ask("Hvem?", document_ids=["finnes-ikke"])
    assert assistant.documents()
    assert HANDBOOK_ID in {document.id for document in assistant.documents()}


@pytest.mark.parametrize(
    ("question", "words"), [("  ", "er tomt"), ("?!", "er tomt"), ("a" * 2001, "2001"), ("\ud800", "halvt tegn")]
)
def test_a_question_that_is_none_is_refused(assistant: Assistant, question: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        assistant.ask(question)


def test_the_default_start_imports_no_torch(tmp_path: Path) -> None:
    import os
    import subprocess
    import sys

    code = (
        "import assistant.app, assistant.service, assistant.retrieval.rerank as rerank, sys\n"
        "rerank.load_reranker(None)\n"
        "loaded = {'torch', 'transformers', 'sentence_transformers'} & sys.modules.keys()\n"
        "assert not loaded, loaded"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_citation_of_a_pdf_says_where_its_quote_is_printed(pdf_library: Library) -> None:
    answer = Assistant(pdf_library).ask("Hvem låner ut regntøy?")
    (citation, *_) = answer.citations
    assert "barnehagene låner det ut" in citation.quote
    page = pdf_library.page(citation.generation_id, citation.page)
    assert page is not None
    assert citation.boxes == quote_boxes(page.words, citation.quote)
    assert len(citation.boxes) == 2  # over a line end that cuts a word
    assert citation.retelling
    assert (citation.issuer, citation.title_stated) == (None, True)


def test_a_citation_of_a_text_has_no_boxes(assistant: Assistant) -> None:
    assert [citation.boxes for citation in assistant.ask(QUESTIONS[0]).citations] == [()]


def test_where_the_first_draft_lacks_what_is_asked_the_next_that_is_supported_answers(outdoors: Assistant) -> None:
    when = outdoors.ask("Når er fjellvett?")
    assert [row.title for row in when.measures] == ["Fjellvett"]  # its schedule: "Kontinuerlig"
    date = outdoors.ask("Hvilken dato er fjellvett?")
    assert (date.status, date.measures) == (Status.ANSWERED, ())
    assert [citation.quote for citation in date.citations] == [
        "Fjellvett er tema den 3. mai, og da er barnehagene stengt."
    ]
    assert outdoors.ask("Hvilken dato er bålfyring?").status is Status.NOT_IN_SOURCES
