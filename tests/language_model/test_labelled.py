"""Of labelled sentences none that is false is shown, and nearly all that are true are kept."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answering.answer import Status
from assistant.answering.checks.verify import folded
from assistant.api.dependencies import Services
from assistant.app import create_app
from assistant.config import Settings
from assistant.jobs import Jobs
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library
from tests.assistant.web.visitor import Visitor
from tests.language_model.labelled import cases
from tests.language_model.lying import Fate, Liar, counted, dropped_true, kept_share, passage_of
from tests.language_model.replies import reply
from tests.language_model.scripted import Asked, Played, saying, serving

CASES = tuple(cases())


@pytest.fixture(scope="module")
def quoting(
    plans_read: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path
) -> Iterator[Assistant]:
    """The assistant over the shipped plans, without a language model."""
    own = Path(shutil.copytree(plans_read, tmp_path_factory.mktemp("labelled") / "data"))
    with open_library(Settings(data_dir=own, model_dir=embedding_model_dir)) as library:
        yield Assistant(library)


@pytest.fixture(scope="module")
def liar() -> Iterator[Liar]:
    """The model that lies seven times of ten."""
    with serving(lambda _: saying("")) as server:
        yield Liar(server)


@pytest.fixture(scope="module")
def client(quoting: Assistant, liar: Liar) -> Iterator[Visitor]:
    """A client of the application with that model."""
    app = create_app(Settings())
    assert isinstance(quoting.library, Library)
    jobs = Jobs(quoting.library)
    app.state.services = Services(Assistant(quoting.library, writer=liar.writer), jobs)
    yield Visitor(app, base_url="http://127.0.0.1:8000")
    jobs.close()


@pytest.fixture(scope="module")
def fates(liar: Liar, client: Visitor, quoting: Assistant) -> list[Fate]:
    """What became of all cases: the whole way where the question leads to the passage, else from the passage on."""
    return [liar.asked(case, client) or liar.given(case, quoting) for case in CASES]


def test_no_false_sentence_is_shown(fates: list[Fate]) -> None:
    assert counted(fates)["false"] >= 300
    assert counted([fate for fate in fates if fate.is_whole_way])["false"] >= 200
    assert [lie for fate in fates for lie in fate.lies] == []


def test_true_sentences_are_kept_though_none_is_copied(fates: list[Fate], quoting: Assistant) -> None:
    assert counted(fates)["true"] >= 180
    for case in CASES:
        source = folded(passage_of(case, quoting.library.snapshot).text).casefold()
        assert not [text for text in case.true if folded(text).casefold() in source]
    assert kept_share(fates) >= 0.90, "\n".join(dropped_true(fates))


def test_what_is_told_is_made_of_sentences_that_passed(fates: list[Fate]) -> None:
    written = [fate for fate in fates if fate.answer is not None and fate.answer.engine == "generative"]
    assert len(written) >= 20
    for fate in written:
        assert fate.kept
        assert any(text in fate.told for text in fate.kept)


def test_nobody_is_left_without_an_answer_that_there_was(fates: list[Fate], quoting: Assistant) -> None:
    for fate in fates:
        if fate.answer is not None:
            quoted = quoting.ask(fate.case.question, language=fate.case.language)
            assert quoted.status is fate.answer.status is Status.ANSWERED
            if fate.answer.engine == "extractive":
                assert fate.answer.answer == quoted.answer


@pytest.mark.parametrize("how", ["no such passage", "words that do not stand there", "words of another", "glued words"])
def test_true_sentences_on_citations_that_do_not_stand_are_not_shown(
    liar: Liar, client: Visitor, quoting: Assistant, how: str
) -> None:
    """Of each case the true sentences, each with a citation that is made up."""
    asked: list[str] = []
    snapshot = quoting.library.snapshot

    def script(request: Asked) -> Played:
        asked.append(case.id)
        others = [one for one in CASES if one.document != case.document and one.words != case.words]
        other = others[len(asked) % len(others)].words
        number, words = {
            "no such passage": (99, case.words),
            "words that do not stand there": (1, f"{case.words} Slik er det vedtatt."),
            "words of another": (1, other),
            "glued words": (1, f"{passage_of(case, snapshot).text} {other}"),
        }[how]
        return saying(reply(*((text, number, words) for text in case.true)), letters=400)

    own, liar.server.script = liar.server.script, script
    for case in CASES[::3]:
        answer = client.post("/api/v1/ask", json={"question": case.question, "language": case.language}).json()
        assert answer["engine"] == "extractive"
        assert not [text for text in case.true if text in answer["answer"]]
        if case.id in asked:
            assert answer["writing"]["dropped"] == {"quote": len(case.true)}
    liar.server.script = own
    assert len(asked) >= 10


def test_an_answer_that_tells_one_of_two_owners_is_quoted_though_the_title_names_the_other(
    liar: Liar, client: Visitor
) -> None:
    told = "Bydelene har ansvaret for PPT-fagsenter."
    own, liar.server.script = liar.server.script, lambda _: saying(reply((told, 1, "PPT-fagsenter")))
    answer = client.post("/api/v1/ask", json={"question": "Hvem har ansvar for PPT-fagsenter?"}).json()
    liar.server.script = own
    assert told not in answer["answer"]
    assert "PPT og Bydelene" in answer["answer"]
