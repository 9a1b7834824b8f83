import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from corpus.index import int8
from corpus.index.int8 import Floats, Int8, by_column, in_bytes

NUMBERS = st.floats(-1000, 1000, width=32)


def back(quantised: Int8) -> Floats:
    numbers: Floats = (quantised.integers.astype(np.float32) - quantised.zero) * quantised.scale
    return numbers


@given(arrays(np.float32, (7, 5), elements=NUMBERS))
def test_a_column_is_off_by_half_a_step_at_most(matrix: Floats) -> None:
    matrix[0] += 1  # no column of zeros
    quantised = by_column(matrix)
    assert np.abs(quantised.integers).max(axis=0).tolist() == [64] * 5
    assert (np.abs(back(quantised) - matrix) <= quantised.scale * 0.501).all()


@given(arrays(np.float32, (7, 5), elements=NUMBERS))
def test_bytes_are_off_by_a_step_at_most_and_keep_zero(numbers: Floats) -> None:
    numbers[0] = 0, 1, 2, 0, 0
    quantised = in_bytes(numbers)
    assert quantised.integers.dtype == np.uint8
    assert (np.abs(back(quantised) - numbers) <= quantised.scale * 1.001).all()
    assert back(quantised)[0, 0] == 0


def test_many_numbers_become_what_few_do(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = np.linspace(-3, 5, 100, dtype=np.float32).reshape(20, 5)
    whole = in_bytes(numbers)
    monkeypatch.setattr(int8, "TOGETHER", 7)
    np.testing.assert_array_equal(in_bytes(numbers).integers, whole.integers)
