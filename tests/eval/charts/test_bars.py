import pytest

from eval.charts.bars import bars
from eval.ratio import Ratio
from tests.eval.charts.seen import number, parts, spoken, texts

THREE_OF_FOUR = Ratio.of([True, True, True, False])
NONE_OF_TWO = Ratio.of([False, False])
OVERALL = Ratio.of([True, False])


def test_a_bar_is_as_long_as_its_share() -> None:
    drawn = bars("x", "By kind", {"who": THREE_OF_FOUR, "list": NONE_OF_TWO, "all right": Ratio.of([True])}, OVERALL)
    lengths = [number(bar, "width") for bar in parts(drawn, "rect", "bar")]
    assert lengths[0] == pytest.approx(0.75 * lengths[2], abs=0.02)
    assert lengths[1] == 0


def test_the_interval_stands_where_wilson_puts_it() -> None:
    drawn = bars("x", "By kind", {"who": THREE_OF_FOUR}, OVERALL)
    (bar,) = parts(drawn, "rect", "bar")
    interval, low, high = parts(drawn, "line", "interval")
    unit = number(bar, "width") / 0.75
    assert THREE_OF_FOUR.low is not None
    assert THREE_OF_FOUR.high is not None
    assert number(interval, "x1") == pytest.approx(number(bar, "x") + THREE_OF_FOUR.low * unit, abs=0.05)
    assert number(interval, "x2") == pytest.approx(number(bar, "x") + THREE_OF_FOUR.high * unit, abs=0.05)
    assert (low.get("x1"), high.get("x1")) == (interval.get("x1"), interval.get("x2"))


def test_share_and_count_are_written_beside_and_told() -> None:
    drawn = bars("x", "By kind", {"who": THREE_OF_FOUR, "list": NONE_OF_TWO}, OVERALL)
    assert {"who", "0.75", "3/4", "list", "0.00", "0/2", "all 0.50"} <= set(texts(drawn))
    assert f"who {THREE_OF_FOUR}; list {NONE_OF_TWO}. All: {OVERALL}." in spoken(drawn)


def test_the_dashed_line_is_the_share_of_all() -> None:
    drawn = bars("x", "By kind", {"half": OVERALL}, OVERALL)
    (bar,) = parts(drawn, "rect", "bar")
    (mark,) = parts(drawn, "line", "mark")
    assert number(mark, "x1") == pytest.approx(number(bar, "x") + number(bar, "width"), abs=0.02)


def test_a_group_that_counted_nothing_has_no_bar() -> None:
    drawn = bars("x", "By kind", {"who": Ratio.of([])}, Ratio.of([]))
    assert parts(drawn, "rect", "bar") == []
    assert parts(drawn, "line", "mark") == []
    assert "–" in texts(drawn)


def test_no_groups_are_an_empty_picture() -> None:
    assert parts(bars("x", "By kind", {}, Ratio.of([])), "rect", "bar") == []
