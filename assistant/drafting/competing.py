"""Duties compete for a sentence of a draft: it answers those that it fits best, not every one that it comes near to."""

import numpy as np

from corpus.index.arrays import Scores

# Set by hand over the made-up plan of tests/local_plan.toml, its texts where they belong and each in another's field;
# what that gives stands in docs/evaluation.md. In standard deviations of how well the sentence fits the duties.
_BEHIND = 2.25  # how far behind its best duty a sentence may leave one that its field is there to answer
_BEHIND_ELSEWHERE = 0.0  # and any other one: that it has to fit best of all


def behind(fits: Scores) -> Scores:
    """How far each duty (column) is behind the one that a sentence (row) fits best, in deviations of that row."""
    if not fits.size:
        return fits
    spread = fits.std(axis=1, keepdims=True)
    return np.asarray((fits.max(axis=1, keepdims=True) - fits) / np.where(spread == 0, 1, spread), dtype=np.float32)


def claimed(distances: Scores, *, is_its: bool) -> list[int]:
    """The places of the sentences that a duty may have, by how far behind their best it is; the nearest first."""
    limit = _BEHIND if is_its else _BEHIND_ELSEWHERE
    return [int(place) for place in np.argsort(distances, kind="stable") if distances[place] <= limit]
