"""Numbers as small integers: what a weight becomes, and the scale and zero point that lead back."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Seven bits a weight of a matrix: processors with AVX2 but no VNNI saturate at eight. Least cosine to float32 over
# SAMPLES of model_build on such a processor: .9951 with seven, .9921 with eight; one scale a matrix instead of one
# a column .956.
LARGEST = 64
BYTE = 255
# Numbers that are made into integers together: what they take for a while stays small.
TOGETHER = 1 << 22

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Int8:
    """Integers; (integers - zero) * scale are about the numbers that they stand for."""

    integers: NDArray[Any]
    scale: Floats
    zero: NDArray[Any]


def by_column(matrix: Floats) -> Int8:
    """Signed, -64 to 64, with zero at 0 and a scale for each column."""
    scale = (2.0 * np.abs(matrix).max(axis=0).astype(np.float64) / (2 * LARGEST)).astype(np.float32)
    integers = np.clip((matrix / scale).round(), -LARGEST, LARGEST).astype(np.int8)
    return Int8(integers, scale, np.zeros(matrix.shape[1], dtype=np.int8))


def in_bytes(numbers: Floats) -> Int8:
    """Unsigned, 0 to 255, over the whole range of the numbers; one scale and one zero point for all of them."""
    low, high = min(numbers.min(), np.float32(0)), max(numbers.max(), np.float32(0))
    scale = np.float32(np.float64(high - low) / BYTE)
    zero = np.uint8(np.round(-low / scale))
    flat, integers = numbers.reshape(-1), np.empty(numbers.size, dtype=np.uint8)
    for start in range(0, flat.size, TOGETHER):
        part = slice(start, start + TOGETHER)
        integers[part] = np.clip((flat[part] / scale).round() + zero, 0, BYTE)
    return Int8(integers.reshape(numbers.shape), np.asarray(scale), np.asarray(zero))
