"""The nearest passages, told in one order."""

import random
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from corpus.index.dense import DenseIndex
from corpus.parts import Parts
from corpus.searching import Searching
from corpus.snapshot import Snapshot

SAME, OTHERS = 16, 40


@pytest.mark.parametrize("seed", range(3))
def test_passages_of_the_same_text_are_told_in_one_order_however_the_index_has_them(tmp_path: Path, seed: int) -> None:
    drawn = np.random.default_rng(1).normal(size=(OTHERS + 1, 8)).astype(np.float32)
    units = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    ids = [f"plan:{number:02}" for number in range(SAME + OTHERS)]
    vectors = np.vstack([np.repeat(units[:1], SAME, axis=0), units[1:]])
    order = random.Random(seed).sample(range(len(ids)), len(ids))
    dense = DenseIndex.embedded(tmp_path / "chroma")
    dense.add([ids[place] for place in order], vectors[order])
    snapshot = cast(Snapshot, SimpleNamespace(position={key: place for place, key in enumerate(ids)}))
    found = Searching(dense, cast(Parts, None)).nearest(units[0], 5, snapshot)
    dense.close()
    assert [place for place, _ in found] == [0, 1, 2, 3, 4]
