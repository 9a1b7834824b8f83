"""The golden questions put to a language model over real HTTP, and every figure counted by hand."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

from assistant.answering.bearing import Fault
from assistant.cli.evaluation import evaluated_system
from assistant.config import Settings
from corpus.library import Library
from eval.cli import run
from eval.evaluation import Evaluation
from eval.ratio import Ratio
from eval.writing.score import WritingScore
from tests.eval.made_up import RIGHT, WHO, FakeWriting, building, good_system, refusal, write_corpus, write_questions
from tests.eval.writing.scripted_run import GOLDEN, script
from tests.language_model.scripted import MODEL, serving


class Run(NamedTuple):
    """What a run left: its figures, its page and what it printed, and what the model was asked."""

    evaluation: Evaluation
    page: str
    printed: str
    asked: int

    @property
    def score(self) -> WritingScore:
        assert self.evaluation.writing is not None
        return self.evaluation.writing


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans: Path) -> Run:
    """One run with the scripted model."""
    folder = tmp_path_factory.mktemp("measured")
    screen = StringIO()
    with serving(script) as server:
        settings = Settings(
            data_dir=folder / "data",
            model_dir=embedding_model_dir,
            llm_model=MODEL,
            llm_base_url=server.base_url,
            llm_retries=0,
            llm_pause_seconds=0,
        )
        run(
            plans,
            None,
            folder,
            None,
            build=lambda source: evaluated_system(settings, source, llm=True),
            questions=write_questions(folder / "golden", GOLDEN),
            console=Console(file=screen, width=200),
        )
        asked = len(server.asked)
    json_text = (folder / "evaluation.json").read_text(encoding="utf-8")
    page = (folder / "evaluation.html").read_text(encoding="utf-8")
    return Run(Evaluation.model_validate_json(json_text), page, screen.getvalue(), asked)


def counted(ratio: Ratio) -> tuple[int, int]:
    return ratio.hits, ratio.total


def test_who_was_asked_and_why_answers_are_quoted_all_the_same(measured: Run) -> None:
    score = measured.score
    assert (score.questions, score.asked, score.told, score.unfounded) == (11, 10, 6, 1)
    assert score.fell_back == {"nothing left": 1, "does not answer": 1, "cut": 1, "away": 1}
    assert measured.asked == 10
    assert (score.model, score.prompts) == (MODEL, ("answer@1",))


def test_recall_and_precision_of_what_was_written(measured: Run) -> None:
    """Borne out: one of three to fruit, of two to talks, none of two to meal, the one to owner and to each report."""
    assert measured.score.sentences == 3 + 2 + 2 + 1 + 4
    assert counted(measured.score.written.recall) == (1 + 1 + 0 + 1 + 4, 12)
    assert counted(measured.score.written.precision) == (1 + 1 + 0 + 1 + 4, 3 + 3 + 2 + 1 + 4)


def test_recall_and_precision_of_what_was_shown(measured: Run) -> None:
    """The citation too many is shown, and is not precise."""
    assert measured.score.sentences_shown == 1 + 1 + 4
    assert counted(measured.score.shown.recall) == (6, 6)
    assert counted(measured.score.shown.precision) == (6, 7)


def test_sentences_dropped_by_fault(measured: Run) -> None:
    dropped = measured.score.dropped
    assert sum(dropped.values()) == 5
    assert dropped[Fault.QUOTE] == 2
    assert dropped[Fault.NUMBER] == 2


def test_what_the_golden_questions_say_of_it(measured: Run) -> None:
    """Of nine with an answer, quoted all but the reports are right; with the model all but fruit and elsewhere."""
    score = measured.score
    assert (counted(score.right.quoted), counted(score.right.written)) == ((6, 9), (7, 9))
    assert (counted(score.right_told.quoted), counted(score.right_told.written)) == ((2, 5), (3, 5))
    assert (score.turned_right, score.turned_wrong) == (("report", "again"), ("fruit",))
    assert (counted(score.places.on_page), counted(score.places.in_document)) == ((4, 5), (5, 5))
    assert counted(score.places_quoted.on_page) == (2 + 1 + 3 + 3, 12)
    assert counted(score.places_quoted.in_document) == (12, 12)
    assert counted(score.quotes_verbatim) == (7, 7)


def test_nobody_ends_empty_handed(measured: Run) -> None:
    assert counted(measured.score.empty_handed) == (0, 10)
    (check,) = [check for check in measured.evaluation.checks if check.name == "empty_handed_max"]
    assert check.met


def test_what_it_cost(measured: Run) -> None:
    """The server counts 11 and 7 tokens for each of the eight replies that came to their end."""
    score = measured.score
    assert (score.prompt_tokens.counted, score.prompt_tokens.total, score.prompt_tokens.mean) == (8, 88, 11)
    assert (score.completion_tokens.counted, score.completion_tokens.total) == (8, 56)
    assert score.answer_seconds.p95 is not None
    assert score.told_seconds.p50 is not None
    assert 0 < score.told_seconds.p50 <= score.answer_seconds.p95


def test_the_figures_of_quoted_answers_are_as_without_the_model(measured: Run) -> None:
    assert counted(measured.evaluation.answers_right) == (6, 9)
    assert "generative" not in {case.status for case in measured.evaluation.cases}


def test_every_report_tells_them(measured: Run) -> None:
    page = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", measured.page))
    for told in ("citation recall, as written", "4 (nothing left 1, does not answer 1, cut 1, away 1)", "88; 11.0 a"):
        assert told in measured.printed
    for told in ("citation recall, as written 0.583", "as shown 1.000", "empty_handed_max", "dropped: quote", "cut"):
        assert told in page, told
    assert "Barna kutter frukten." in page
    ids = re.findall(r' id="([^"]+)"', measured.page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', measured.page)) <= set(ids)


def test_an_empty_handed_question_misses_a_threshold(tmp_path: Path, library: Library) -> None:
    def exit_code(answers: FakeWriting) -> int:
        return run(
            write_corpus(tmp_path / "corpus"),
            None,
            tmp_path / "output",
            None,
            build=building(good_system(writing=answers)),
            questions=write_questions(tmp_path / "golden"),
            console=Console(file=StringIO()),
        )

    assert exit_code(FakeWriting(RIGHT, snapshot=library.snapshot)) == 0
    assert exit_code(FakeWriting({**RIGHT, WHO["question"]: refusal()}, snapshot=library.snapshot)) == 1
    found = json.loads((tmp_path / "output" / "evaluation.json").read_text(encoding="utf-8"))
    assert [check["name"] for check in found["checks"] if not check["met"]] == ["empty_handed_max"]


def test_a_limit_puts_so_many_questions_to_the_model(tmp_path: Path, library: Library) -> None:
    system = FakeWriting(RIGHT, snapshot=library.snapshot)
    run(
        write_corpus(tmp_path / "corpus"),
        None,
        tmp_path,
        None,
        build=building(good_system(writing=system)),
        questions=write_questions(tmp_path / "golden"),
        limit=2,
        console=Console(file=StringIO()),
    )
    assert len(system.calls) == 2
    found = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert (found["questions"], found["writing"]["questions"]) == (4, 2)
