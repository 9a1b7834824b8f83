import json
from pathlib import Path
from typing import Any

import pytest

from eval.evaluation import Evaluation
from eval.lastrun import Incomparable, LastRun, read
from tests.eval.made_up import evaluated


def kept(folder: Path, run: Evaluation | None = None, **changes: Any) -> Path:
    """The report of a run as a file, changed as given."""
    path = folder / "evaluation.json"
    content = json.loads((run or evaluated()).model_dump_json()) | changes
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def reason(path: Path, run: Evaluation | None = None) -> str:
    found = read(path, run or evaluated())
    assert isinstance(found, Incomparable)
    return found.reason


def test_the_last_run_is_read_back(tmp_path: Path) -> None:
    last = read(kept(tmp_path), evaluated())
    assert isinstance(last, LastRun)
    assert last.answers_right == evaluated().answers_right
    assert [case.question for case in last.cases] == [case.question for case in evaluated().cases]


def test_what_an_older_or_newer_version_has_more_or_less_does_not_matter(tmp_path: Path) -> None:
    path = kept(tmp_path, invented={"by": "a later version"})
    content = json.loads(path.read_text(encoding="utf-8"))
    for case in content["cases"]:
        for name in ("found", "support", "stages_ms"):
            del case[name]
    del content["latency"]["stages"]
    path.write_text(json.dumps(content), encoding="utf-8")
    assert isinstance(read(path, evaluated()), LastRun)


def test_an_empty_folder_has_none(tmp_path: Path) -> None:
    assert reason(tmp_path / "evaluation.json") == "There is no earlier run in this folder."


@pytest.mark.parametrize(
    "content", [b"", b'{"corpus": "made-up"', b"[]", b"\xff\xfe\x00", b'{"corpus": "made-up", "questions": 3}']
)
def test_a_damaged_or_foreign_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "evaluation.json"
    path.write_bytes(content)
    assert reason(path).startswith("The earlier run in this folder is damaged or of another version (")


def test_a_question_that_this_version_does_not_know_is_told(tmp_path: Path) -> None:
    path = kept(tmp_path)
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cases"][0]["question"]["kind"] = "riddle"
    path.write_text(json.dumps(content), encoding="utf-8")
    assert "cases.0.question.kind" in reason(path)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in reason(tmp_path)


def test_another_corpus_and_another_split_are_not_compared(tmp_path: Path) -> None:
    assert reason(kept(tmp_path, corpus="elsewhere")).endswith("was on another corpus (elsewhere).")
    assert reason(kept(tmp_path, split="dev")).endswith("was on the split dev alone.")
    split = evaluated().model_copy(update={"split": "test"})
    assert reason(kept(tmp_path), split).endswith("was on both splits.")


def test_a_corpus_written_another_way_is_the_same(tmp_path: Path) -> None:
    assert isinstance(read(kept(tmp_path, corpus="./made-up"), evaluated()), LastRun)
