import pytest

from assistant.api.documents import entries
from assistant.cli.console import show_answer, show_documents, show_hits, show_measures
from assistant.register.conditions import Conditions
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.editions import CURRENT_ID, NEXT_ID, OLD_ID, TODAY


@pytest.fixture(scope="module")
def pdf_assistant(pdf_library: Library) -> Assistant:
    return Assistant(pdf_library)


@pytest.mark.parametrize(
    ("question", "marks"),
    [
        ("Hvem låner ut regntøy?", ("utgiver ikke oppgitt", "gjenfortelling")),
        ("Kven låner ut regntøy?", ("utgjevar ikkje oppgitt", "attforteljing")),
        ("Who cooks the soup of carrots?", ("issuer not stated", "retelling")),
    ],
)
def test_sources_of_an_answer_are_marked_in_its_language(
    pdf_assistant: Assistant, capsys: pytest.CaptureFixture[str], question: str, marks: tuple[str, str]
) -> None:
    answer = pdf_assistant.ask(question)
    show_answer(answer, answer.standalone_question)
    issuer, retelling = marks
    source = f"Turplan for Elvedal, {issuer}, s. 2, {retelling}"
    places = [citation.page for citation in answer.citations] + [passage.page for passage in answer.nearest]
    assert capsys.readouterr().out.count(source) == places.count(2) > 0


def test_the_nearest_passages_of_a_refusal_are_marked(
    pdf_assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = pdf_assistant.ask("Hva koster en elsykkel?")
    assert answer.nearest
    assert all(passage.retelling for passage in answer.nearest)
    show_answer(answer, answer.standalone_question)
    assert capsys.readouterr().out.count(", gjenfortelling") == len(answer.nearest)


def test_passages_found_are_marked(pdf_assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    show_hits(pdf_assistant.search("suppe"))
    assert "1. Turplan for Elvedal, utgiver ikke oppgitt, s. 2, gjenfortelling" in capsys.readouterr().out


def test_a_title_that_is_a_file_s_name_is_said_to_be_one(
    pdf_assistant: Assistant, capsys: pytest.CaptureFixture[str]
) -> None:
    hits = pdf_assistant.search("suppe", 1)
    show_hits([hit.model_copy(update={"document_title": "tur", "title_stated": False}) for hit in hits])
    assert "Tittel ikke oppgitt (filnavn: tur), utgiver ikke oppgitt" in capsys.readouterr().out


def test_documents_say_what_nobody_stated(pdf_assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    show_documents(entries(pdf_assistant))
    shown = capsys.readouterr().out
    for fact in ("Gjelder for", "Dokumenttype", "Status", "Gyldig", "Utgave"):
        assert f"{fact}: ikke oppgitt" in shown
    assert "│ ikke oppgitt" in shown  # the issuer
    assert "gjenfortelling" in shown


def test_measures_of_a_retelling_are_marked(assistant: Assistant, capsys: pytest.CaptureFixture[str]) -> None:
    rows = assistant.measures()
    show_measures(rows)
    assert "gjenfortelling" not in capsys.readouterr().out
    show_measures([row.model_copy(update={"retelling": True}) for row in rows])
    assert capsys.readouterr().out.count("gjenfortelling") == len(rows)


def test_editions_are_marked_in_lists_and_sources(
    edition_library: Library, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.cli.console._PIPE_WIDTH", 400)
    advised = Assistant(edition_library, lambda: TODAY)
    show_documents(entries(advised))
    shown = capsys.readouterr().out
    assert f"eldre utgave, før {CURRENT_ID}, gjenkjent på tittel, utgiver og år" in shown
    assert f"gjeldende utgave, etter {OLD_ID}, før {NEXT_ID}" in shown
    assert f"kommende utgave, etter {CURRENT_ID}" in shown
    show_hits(advised.search("bibliotekkasse i 2022", 1))
    assert "Fjellvik kommune, s. 3, eldre utgave" in capsys.readouterr().out
    show_measures(advised.measures(Conditions(year=2022)))
    assert capsys.readouterr().out.count("eldre utgave") == 3
