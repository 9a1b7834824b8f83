"""Duties compete for a sentence: by made-up figures of how well three sentences fit four duties."""

import numpy as np

from assistant.drafting.competing import behind, claimed

FITS = np.array([[2.0, 0.0, 0.0, 0.0], [1.0, 0.9, -0.5, -0.5], [0.5, 0.5, 0.5, 0.5]], dtype=np.float32)


def test_a_sentence_is_behind_at_no_duty_that_it_fits_as_well_as_the_best() -> None:
    distances = behind(FITS)
    assert (distances.min(axis=1) == 0).all()
    assert distances[2].tolist() == [0, 0, 0, 0]


def test_a_duty_has_the_nearest_sentence_first_and_none_that_fits_another_clearly_better() -> None:
    distances = behind(FITS)
    assert claimed(distances[:, 0], is_its=True) == [0, 1, 2]
    assert claimed(distances[:, 1], is_its=True) == [2, 1]


def test_in_a_field_of_another_duty_a_sentence_has_to_fit_best_of_all() -> None:
    assert claimed(behind(FITS)[:, 1], is_its=False) == [2]


def test_of_no_sentence_nothing_is_claimed() -> None:
    none = behind(np.zeros((0, 4), dtype=np.float32))
    assert claimed(none[:, 0], is_its=True) == []
