import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import GoldenError
from eval.golden import load, select
from tests.eval.made_up import ABSENT, EVERY, LIST, NEAR_MISS, WHO, question, write_questions


def test_questions_come_by_file_name_and_in_file_order(tmp_path: Path) -> None:
    write_questions(tmp_path, [NEAR_MISS, LIST], "b")
    write_questions(tmp_path, [WHO], "a")
    assert [found.id for found in load(tmp_path)] == ["who-01", "near-01", "list-01"]


def test_empty_lines_and_a_byte_order_mark_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f"\ufeff\n{json.dumps(WHO)}\n\n", encoding="utf-8")
    assert len(load(tmp_path)) == 1


@pytest.mark.parametrize("line", ["{", "[]", json.dumps(WHO | {"kind": "why"}), json.dumps(WHO | {"fact": []})])
def test_a_broken_line_is_an_error_with_file_and_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(f"{json.dumps(WHO)}\n{line}\n", encoding="utf-8")
    with pytest.raises(GoldenError, match=r"^a\.jsonl:2: "):
        load(tmp_path)


def test_the_error_names_the_field(tmp_path: Path) -> None:
    write_questions(tmp_path, [WHO | {"split": "train"}], "a")
    with pytest.raises(GoldenError, match=r"a\.jsonl:1: split: Input should be 'dev' or 'test'"):
        load(tmp_path)


def test_a_file_that_is_no_utf_8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b"\xe6")
    with pytest.raises(GoldenError, match=r"a\.jsonl"):
        load(tmp_path)


def test_an_id_used_twice_is_an_error_that_names_both_places(tmp_path: Path) -> None:
    write_questions(tmp_path, [WHO], "a")
    write_questions(tmp_path, [LIST, WHO], "b")
    with pytest.raises(GoldenError, match=r"b\.jsonl:2: the id 'who-01' is already used at a\.jsonl:1"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("template", "changes", "reason"),
    [
        (WHO, {"near_miss": True}, "only an unanswerable"),
        (WHO, {"evidence": []}, "needs evidence"),
        (WHO, {"kind": "list"}, "a list needs items"),
        (WHO, {"facts": []}, "either facts or items"),
        (WHO, {"facts": [[]]}, "at least 1 item"),
        (WHO, {"facts": [[" "]]}, "at least 1 character"),
        (LIST, {"kind": "compare"}, "evidence in two documents"),
        (LIST, {"facts": [["Sag"]]}, "either facts or items"),
        (ABSENT, {"facts": [["gratis"]]}, "an unanswerable question has no"),
        (ABSENT, {"wrong": ["gratis"]}, "an unanswerable question has no"),
    ],
)
def test_an_expectation_that_contradicts_itself_is_an_error(
    template: dict[str, Any], changes: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValueError, match=reason):
        question(template, **changes)


def test_the_form_is_the_language_or_misspelt() -> None:
    assert [question(template).form for template in EVERY] == ["nb", "nn", "en", "misspelt"]


def test_a_split_is_selected_and_none_is_all() -> None:
    every = [question(template) for template in EVERY]
    assert [found.id for found in select(every, "test")] == ["list-01"]
    assert len(select(every, None)) == 4


@pytest.mark.parametrize("split", ["train", None])
def test_selecting_nothing_is_an_error(split: str | None) -> None:
    with pytest.raises(GoldenError, match="no "):
        select([], split)
