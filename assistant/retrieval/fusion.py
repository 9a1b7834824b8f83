"""The fusion of retrieval signals: a weighted sum of standardised scores."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]

# Chosen on the development split of the golden set (page-hit@1 and @5) by coordinate search; see eval/benchmarks.
WEIGHTS: Mapping[str, float] = {
    "dense": 0.3,
    "words": 0.3,
    "grams": 0.8,
    "coverage": 0.3,
    "heading": 0.2,
    "sentence": 0.6,
    "sentence_coverage": 0.2,
    "expected": 0.3,
    "row": 0.4,
    "list": 0.4,
    "time": 0.3,
    "number": 0.2,
    "counted": 1.2,
    "year": 0.8,
}


def standardised(scores: Scores) -> Scores:
    """Scores with mean 0 and standard deviation 1; all zero where they do not differ."""
    spread = float(scores.std())
    if spread == 0.0:
        return np.zeros_like(scores)
    return ((scores - scores.mean()) / spread).astype(np.float32)


def fused(signals: Mapping[str, Scores], weights: Mapping[str, float] = WEIGHTS) -> Scores:
    """The weighted sum of the standardised signals, one value a candidate."""
    parts = [weights[name] * standardised(scores) for name, scores in signals.items()]
    return np.sum(parts, axis=0).astype(np.float32)
