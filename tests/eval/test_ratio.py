import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.ratio import Ratio, wilson


def test_the_interval_is_the_one_in_print() -> None:
    # Newcombe (1998), Statistics in Medicine 17, table I, score method without continuity correction.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(st.lists(st.booleans(), min_size=1))
def test_the_value_lies_in_its_interval(outcomes: list[bool]) -> None:
    ratio = Ratio.of(outcomes)
    assert ratio.value is not None
    assert ratio.low is not None
    assert ratio.high is not None
    assert 0 <= ratio.low <= ratio.value + 1e-12
    assert ratio.value - 1e-12 <= ratio.high <= 1


def test_nothing_counted_has_no_value() -> None:
    assert Ratio.of([]) == Ratio(hits=0, total=0, value=None, low=None, high=None)
    assert str(Ratio.of([])) == "–"


def test_a_ratio_reads_as_value_count_and_interval() -> None:
    assert str(Ratio.of([True, False])) == "0.500 (1/2, 0.09–0.91)"
