from pathlib import Path

import pytest

from assistant.config import PREFIX
from assistant.opening import open_library
from eval.benchmarks.size.__main__ import sampled
from eval.benchmarks.size.growing import Growing
from eval.benchmarks.size.measuring import HALF, ONE, PROCESSORS, measured
from eval.benchmarks.size.point import Point, Spread
from eval.benchmarks.size.tables import tables
from eval.benchmarks.stocking import settings_in


def test_a_library_grows_and_is_measured_as_it_is(
    tmp_path: Path, embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"{PREFIX}MODEL_DIR", str(embedding_model_dir))
    settings = settings_in(tmp_path / "data")
    plans = tmp_path / "plans"
    plans.mkdir()
    (plans / "turplan.md").write_text(PLAN, encoding="utf-8")
    (plans / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    growing = Growing(settings, plans)
    alone = growing.passages
    growing.grow(3 * alone)
    assert growing.municipalities == 2
    found = measured(settings, ["Hvem har ansvar for fugletelling?"], growing.municipalities, growing.one_more())
    assert found.passages == growing.passages >= 3 * alone
    assert found.counts["collections"] == 3
    assert found.counts["documents"] == 4  # the first municipality keeps the edition before
    assert {PROCESSORS, ONE, HALF, "retrieve", "ask for a count"} <= found.times.keys()
    assert {"opened", "one more published", "one removed"} <= found.seconds.keys()
    assert found.recall[10] == 1.0
    assert min(found.disk.values()) > 0
    with open_library(settings) as library:
        assert len(library.snapshot.passages) == growing.passages


def test_the_last_size_is_told_as_a_ratio_to_the_first() -> None:
    small = Point(passages=1_000, counts={"documents": 5}, times={"ask": Spread(p50=10.0, p95=20.0)}, recall={10: 1.0})
    large = Point(passages=9_000, counts={"documents": 50}, times={"ask": Spread(p50=25.0, p95=40.0)}, recall={10: 0.9})
    shown = {table.columns[0].header: table for table in tables([small, large])}
    times = [list(column.cells) for column in shown["milliseconds: p50, p95"].columns]
    assert times == [["ask"], ["10.0, 20.0"], ["25.0, 40.0"], ["2.5"]]
    assert [column.header for column in shown["of the nearest found"].columns][1:] == ["1,000", "9,000"]


def test_questions_are_sampled_evenly() -> None:
    assert sampled([str(number) for number in range(10)], 3) == ["0", "3", "6"]
    assert sampled(["a"], 3) == ["a"]


MANIFEST = """[[document]]
file = "turplan.md"
id = "turplan"
issuer = "Eikedal kommune"
valid = "2024–2027"
"""

PLAN = """# Plan for tur

## Tiltak

| Tiltak | Beskrivelse | Tidsplan | Ansvar |
|---|---|---|---|
| Fugletelling | Barna teller fugler ved vannet. | 2026 | PPT |
| Bålkveld | Foresatte inviteres til bål i skogen. | Kontinuerlig | Barnehagene |

## Om turene

Barnehagen skal gå på tur hver uke. Personalet planlegger turene sammen med barna.
"""
