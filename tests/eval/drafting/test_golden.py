"""What is golden of drafting, as it is shipped: whole, and true of the shipped template and plans."""

import shutil
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.drafting.templates import Templates
from assistant.opening import open_library
from eval.drafting.golden import GoldenDrafting, load_drafting
from eval.errors import GoldenError

FEWEST_PAIRS = 80


@pytest.fixture(scope="module")
def golden() -> GoldenDrafting:
    found = load_drafting()
    assert found is not None
    return found


def test_there_are_pairs_enough_and_a_third_are_near_misses(golden: GoldenDrafting) -> None:
    near = {"near_topic", "half", "intention", "past_or_dropped", "other_unit"}
    for split in ("dev", "test"):
        pairs = [pair for pair in golden.pairs if pair.split == split]
        assert len(pairs) >= FEWEST_PAIRS
        assert 3 * sum(pair.kind in near for pair in pairs) >= len(pairs)
    assert len({pair.id for pair in golden.pairs}) == len(golden.pairs)


def test_no_duty_is_in_both_splits(golden: GoldenDrafting) -> None:
    splits = [{pair.duty for pair in golden.pairs if pair.split == split} for split in ("dev", "test")]
    assert not splits[0] & splits[1]


def test_the_measures_are_of_the_shipped_template_and_plan(
    golden: GoldenDrafting, plans_read: Path, settings: Settings
) -> None:
    template = Templates(Path("nowhere")).get("lokal-handlingsplan")
    assert template is not None
    told = [field.key for field in template.fields() if field.kind in ("text", "row")]
    assert [one.field for one in golden.measures] == told
    shutil.copytree(plans_read, settings.data_dir)
    with open_library(settings) as library:
        titles = {measure.title for measure in library.snapshot.measures}
    assert {title for one in golden.measures for title in (*one.titles, *one.also)} <= titles


def test_one_split_can_be_asked_for() -> None:
    found = load_drafting(split="dev")
    assert found is not None
    assert {pair.split for pair in found.pairs} == {field.split for field in found.fields} == {"dev"}


def test_questions_without_drafting_have_none(tmp_path: Path) -> None:
    assert load_drafting(tmp_path) is None


def test_a_broken_line_is_told_by_file_and_number(tmp_path: Path) -> None:
    folder = tmp_path / "drafting"
    folder.mkdir()
    (folder / "fields.jsonl").write_text("", encoding="utf-8")
    (folder / "measures.jsonl").write_text('\n{"field": ""}\n', encoding="utf-8")
    with pytest.raises(GoldenError, match=r"measures\.jsonl:2"):
        load_drafting(tmp_path)
