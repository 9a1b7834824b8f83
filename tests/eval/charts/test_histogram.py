import pytest

from eval.charts.histogram import BINS, counted, histograms
from eval.charts.scale import LogScale
from tests.eval.charts.seen import number, parts, spoken, texts


def test_every_value_is_in_the_bin_that_spans_it() -> None:
    scale = LogScale(0, 2, 0, 160)
    bins = counted([1, 1.1, 10, 99, 100, 0], scale)
    assert len(bins) == 2 * BINS
    assert sum(count for _, _, count in bins) == 6
    assert bins[0] == (0, 10, 3)
    assert bins[BINS] == (80, 90, 1)
    assert bins[-1] == (150, 160, 2)


def test_each_row_has_its_strip_and_its_percentiles() -> None:
    drawn = histograms("x", "Times", {"the whole": [10.0] * 19 + [90.0], "embed": [2.0, 4.0, 4.0]})
    assert texts(drawn)[-4:] == ["the whole", "p50 10.0 · p95 10.0 ms", "embed", "p50 4.0 · p95 4.0 ms"]
    assert "the whole: median 10.00 ms, 95th percentile 10.00 ms; embed: median 4.00 ms" in spoken(drawn)
    whole, tail, two, four = parts(drawn, "rect", "bar")
    assert number(tail, "height") == pytest.approx(number(whole, "height") / 19, abs=0.01)
    assert number(two, "height") == pytest.approx(number(four, "height") / 2, abs=0.01)
    assert number(four, "height") == number(whole, "height")
    assert number(two, "x") < number(four, "x") < number(whole, "x") < number(tail, "x")


def test_the_lines_stand_at_the_percentiles() -> None:
    times = [1.0, 1.0, 1.0, 10.0]
    drawn = histograms("x", "Times", {"ask": times})
    (median,) = parts(drawn, "line", "interval")
    (ninety_five,) = parts(drawn, "line", "mark")
    grid = [number(line, "x1") for line in parts(drawn, "line", "grid")]
    assert [number(median, "x1"), number(ninety_five, "x1")] == grid


def test_a_stage_that_takes_no_time_stands_at_the_border() -> None:
    drawn = histograms("x", "Times", {"ask": [5.0], "nothing": [0.0]})
    first = min(number(bar, "x") for bar in parts(drawn, "rect", "bar"))
    assert first == number(parts(drawn, "line", "axis")[0], "x1")
