import json
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from eval.cli import run
from tests.eval.made_up import (
    NEAR_MISS,
    RIGHT,
    WHO,
    FakeSystem,
    answer,
    building,
    citation,
    good_system,
    refusal,
    write_corpus,
    write_questions,
)


class Bench:
    """A corpus, questions and an output folder, and what a run over them printed."""

    def __init__(self, folder: Path) -> None:
        self.corpus = write_corpus(folder / "corpus")
        self.questions = write_questions(folder / "golden")
        self.output = folder / "output"
        self.screen = StringIO()

    def run(
        self,
        system: FakeSystem,
        split: str | None = None,
        config: Path | None = None,
        reranker: Path | None = None,
    ) -> int:
        return run(
            self.corpus,
            split,
            self.output,
            config,
            build=building(system),
            reranker=reranker,
            questions=self.questions,
            console=Console(file=self.screen, width=200),
        )

    def printed(self) -> str:
        return self.screen.getvalue()


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_a_good_system_exits_0_and_leaves_both_reports(bench: Bench) -> None:
    assert bench.run(good_system()) == 0
    assert "All thresholds met." in bench.printed()
    assert json.loads((bench.output / "evaluation.json").read_text(encoding="utf-8"))["met"] is True
    assert (bench.output / "evaluation.html").exists()


def test_the_report_names_the_cross_encoder_that_was_used(bench: Bench) -> None:
    bench.run(good_system())
    assert json.loads((bench.output / "evaluation.json").read_text(encoding="utf-8"))["reranker"] is None
    assert "no cross-encoder" in (bench.output / "evaluation.html").read_text(encoding="utf-8")
    bench.run(good_system(), reranker=Path("/models/cross"))
    assert json.loads((bench.output / "evaluation.json").read_text(encoding="utf-8"))["reranker"] == "/models/cross"
    assert "cross-encoder /models/cross" in (bench.output / "evaluation.html").read_text(encoding="utf-8")
    assert "/models/cross" in bench.printed()


@pytest.mark.parametrize(
    "system",
    [
        FakeSystem(),
        good_system(answers={**RIGHT, WHO["question"]: answer("Styrer.", citation())}),
        good_system(answers={**RIGHT, WHO["question"]: refusal()}),
        good_system(answers={**RIGHT, NEAR_MISS["question"]: answer("Gratis.", citation())}),
        good_system(answers={**RIGHT, WHO["question"]: answer("Svømmelærerne.", citation(), citation(1))}),
    ],
    ids=["page hits", "answers right", "wrong refusals", "refusal recall", "quotes verbatim"],
)
def test_a_missed_threshold_exits_1_and_still_leaves_the_reports(bench: Bench, system: FakeSystem) -> None:
    assert bench.run(system) == 1
    assert "Thresholds missed." in bench.printed()
    assert (bench.output / "evaluation.html").exists()


def test_a_golden_set_that_bm25_alone_solves_exits_1(bench: Bench) -> None:
    system = good_system()
    easy = {("bm25", asked): found for (side, asked), found in system.hits.items() if side == "hybrid"}
    assert bench.run(FakeSystem(hits={**system.hits, **easy})) == 1  # type: ignore[dict-item]


def test_thresholds_of_ones_own_are_used(bench: Bench, tmp_path: Path) -> None:
    config = tmp_path / "own.toml"
    config.write_text("answers_right = 1.0", encoding="utf-8")
    assert bench.run(FakeSystem(), config=config) == 0


def test_only_the_split_is_asked(bench: Bench) -> None:
    system = good_system()
    bench.run(system, split="test")
    assert {text for _, text in system.calls} == {"Kva verktøy treng vi?"}


def test_the_system_is_built_of_the_corpus_and_closed(bench: Bench) -> None:
    closed: list[Path] = []
    run(bench.corpus, None, bench.output, None, build=building(good_system(), closed), questions=bench.questions)
    assert closed == [bench.corpus]


def test_two_runs_give_the_same_figures_but_for_the_times(bench: Bench) -> None:
    def figures() -> dict[str, object]:
        bench.run(good_system())
        found: dict[str, object] = json.loads((bench.output / "evaluation.json").read_text(encoding="utf-8"))
        return {name: value for name, value in found.items() if name not in {"measured_at", "latency", "cases"}}

    assert figures() == figures()


def test_the_second_run_tells_what_changed_since_the_first(bench: Bench) -> None:
    bench.run(good_system())
    assert "There is no earlier run in this folder." in bench.printed()
    bench.run(good_system(answers={**RIGHT, WHO["question"]: refusal()}))
    assert "of 4 questions, 0 turned right and 1 turned wrong." in bench.printed()
    bench.run(good_system(), split="test")
    assert "The earlier run in this folder was on both splits." in bench.printed()


def test_a_broken_golden_line_exits_2_and_says_where(bench: Bench) -> None:
    (bench.questions / "broken.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    assert bench.run(good_system()) == 2
    assert "broken.jsonl:1: " in bench.printed()
    assert not bench.output.exists()


def test_evidence_that_stands_nowhere_exits_2_before_anything_is_asked(bench: Bench) -> None:
    write_questions(bench.questions, [WHO | {"evidence": [{"document": "plan", "words": "gule sider"}]}])
    system = good_system()
    assert bench.run(system) == 2
    assert "who-01 (plan: 'gule sider')" in bench.printed()
    assert system.calls == []


def test_a_corpus_without_a_manifest_exits_2(bench: Bench) -> None:
    (bench.corpus / "manifest.toml").unlink()
    assert bench.run(good_system()) == 2
    assert "manifest.toml" in bench.printed()


def test_a_split_without_questions_exits_2(bench: Bench) -> None:
    assert bench.run(good_system(), split="train") == 2
