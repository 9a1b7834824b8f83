"""The nearest passages, told in one order."""

import random
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest

from corpus.index.dense import DenseIndex
from corpus.parts import Parts
from corpus.searching import Searching
from corpus.snapshot import Snapshot
from corpus.store.catalogue import Catalogue
from corpus.vectors import TextVectors

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


def test_however_many_ask_at_once_without_the_index_a_document_s_vectors_are_read_once() -> None:
    read: list[int] = []

    def of(texts: list[str], *, only_used: bool) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        read.append(len(texts))
        time.sleep(0.2)
        return np.ones((len(texts), 8), dtype=np.float32)

    passages = [SimpleNamespace(embedded_text=lambda title: title)] * 3
    known = {"generations": {"plan": "plan@1"}, "documents": {"plan": SimpleNamespace(title="Plan", edition_of=None)}}
    snapshot = cast(Snapshot, SimpleNamespace(**known, passages_in=lambda _id: passages))
    parts = Parts(cast(Catalogue, None), cast(TextVectors, SimpleNamespace(of=of)))
    parts.keep(snapshot)
    asking = [threading.Thread(target=parts.vectors, args=(snapshot, "plan")) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert read == [3]
