import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.charts.scale import LogScale, Scale, decades, share_ticks


def test_a_scale_places_in_proportion_and_keeps_inside() -> None:
    scale = Scale(0, 2, 100, 300)
    assert [scale(value) for value in (0, 1, 2, 5, -1)] == [100, 200, 300, 300, 100]
    assert Scale(0, 1, 200, 0)(0.25) == 150


def test_every_decade_takes_the_same_room() -> None:
    scale = LogScale(-1, 2, 0, 300)
    assert [scale(value) for value in (0.1, 1, 10, 100)] == pytest.approx([0, 100, 200, 300])
    assert [scale(value) for value in (0, -3, 0.001, 5000)] == pytest.approx([0, 0, 0, 300])
    assert scale.ticks == pytest.approx((0.1, 1, 10, 100))


@given(st.lists(st.floats(min_value=1e-6, max_value=1e6), min_size=1))
def test_the_decades_hold_every_value_that_is_told_apart(values: list[float]) -> None:
    least, most = decades(values, -2)
    assert least >= -2
    assert most > least
    assert all(10.0**least <= value * (1 + 1e-9) or least == -2 for value in values)
    assert all(value <= 10.0**most * (1 + 1e-9) for value in values)


@pytest.mark.parametrize(
    ("highest", "ticks"),
    [
        (0, (0, 0.02)),
        (0.05, (0, 0.02, 0.04, 0.06)),
        (0.1, (0, 0.02, 0.04, 0.06, 0.08, 0.1)),
        (0.11, (0, 0.05, 0.1, 0.15)),
        (0.3, (0, 0.1, 0.2, 0.3)),
        (0.51, (0, 0.2, 0.4, 0.6)),
        (1, (0, 0.2, 0.4, 0.6, 0.8, 1)),
    ],
)
def test_shares_are_marked_in_steps_that_are_easily_read(highest: float, ticks: tuple[float, ...]) -> None:
    assert share_ticks(highest) == ticks
