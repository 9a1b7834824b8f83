"""Arrays of numbers, by what they hold."""

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
"""Vectors (texts × dimension), or one of them (dimension,)."""

Scores = npt.NDArray[np.float32]
"""A number for each passage, or for each of those that may be ranked."""

Mask = npt.NDArray[np.bool_]
"""Which passages are meant, by position."""
