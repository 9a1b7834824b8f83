"""The floors of the whole system on a corpus: what it reached once, it keeps."""

import json
import shutil
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.cli.evaluation import evaluated_system
from assistant.config import Settings
from eval.cli import run
from eval.golden import GOLDEN_FOLDER

HERE = Path(__file__).parent
FAR = 1_000
"""The rank of a page that was not found."""
FIRST_FILES = ("more.jsonl", "oslo.jsonl", "others.jsonl")
"""The golden questions that have been there longest: they keep the floors that they had."""
OLDER_FILES = (*FIRST_FILES, "kinds.jsonl")
"""Those before the strangers' 300 joined them: they too keep theirs, and `make test` asks them alone."""


def older_questions_keep_theirs(settings: Settings, folder: Path, corpus: Path, name: str) -> None:
    """Asks the older golden questions of a corpus, in an empty folder; `name` is that of the floors."""
    questions = folder / "questions"
    questions.mkdir()
    for file in OLDER_FILES:
        shutil.copy(GOLDEN_FOLDER / file, questions)
    floor = HERE / f"{name}.toml"
    code = run(corpus, None, folder, floor, build=lambda plans: evaluated_system(settings, plans), questions=questions)
    assert code == 0
    assert (folder / "evaluation.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    cases = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))["cases"]
    reached = figures([case for case in cases if case["question"]["id"] in set(first_ids())])
    floors = tomllib.loads((HERE / f"{name}_first.toml").read_text(encoding="utf-8"))
    assert set(reached) == set(floors)
    for figure, floor in floors.items():
        assert reached[figure] <= floor if figure.endswith("_max") else reached[figure] >= floor, (figure, reached)


def all_questions_keep_theirs(settings: Settings, folder: Path, corpus: Path, name: str) -> None:
    """Asks all golden questions of a corpus."""
    floor = HERE / f"{name}_all.toml"
    assert run(corpus, None, folder, floor, build=lambda plans: evaluated_system(settings, plans)) == 0


def first_ids() -> Iterator[str]:
    for file in FIRST_FILES:
        for line in (GOLDEN_FOLDER / file).read_text(encoding="utf-8").splitlines():
            yield json.loads(line)["id"]


def figures(cases: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """The figures of some questions, by the names that the thresholds have."""
    asked = [case for case in cases if case["question"]["answerable"]]
    others = [case for case in cases if not case["question"]["answerable"]]
    return {
        "page_hit_1": sum(case["ranks"]["hybrid"] == 1 for case in asked) / len(asked),
        "page_hit_5": sum((case["ranks"]["hybrid"] or FAR) <= 5 for case in asked) / len(asked),
        "answers_right": sum(case["right"] for case in asked) / len(asked),
        "refusal_recall": sum(case["status"] != "answered" for case in others) / len(others),
        "wrong_refusals_max": sum(case["status"] != "answered" for case in asked) / len(asked),
    }
