"""Text in the greatest size at which it has room."""

import pytest
from reportlab.platypus import Spacer

from corpus.documents.typesetting.fitting import greatest, stacked_height


def test_the_greatest_size_that_fits_is_taken() -> None:
    assert greatest((30, 20, 10), lambda size: size <= 25) == 20


def test_no_size_that_fits_is_an_error() -> None:
    with pytest.raises(ValueError, match="no room even at size 10"):
        greatest((30, 20, 10), lambda size: size < 5)


def test_the_greater_of_two_neighbours_spaces_counts() -> None:
    upper, lower = Spacer(0, 10), Spacer(0, 20)
    upper.spaceAfter, lower.spaceBefore = 3, 7
    assert stacked_height([upper, lower], 100) == 37
