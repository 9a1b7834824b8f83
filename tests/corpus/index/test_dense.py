from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.index import dense
from corpus.index.arrays import Vectors
from corpus.index.dense import DenseIndex

EAST, NORTH, NORTH_EAST = ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.6, 0.8, 0.0])


def vectors(*rows: list[float]) -> Vectors:
    return np.asarray(rows, dtype=np.float32)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[DenseIndex]:
    found = DenseIndex.embedded(tmp_path / "chroma")
    found.add(["east", "north", "north-east"], vectors(EAST, NORTH, NORTH_EAST))
    yield found
    found.close()


def test_the_nearest_come_first_with_their_cosine(index: DenseIndex) -> None:
    found = index.nearest(vectors(EAST)[0], 3)
    assert [key for key, _ in found] == ["east", "north-east", "north"]
    assert [score for _, score in found] == pytest.approx([1.0, 0.6, 0.0], abs=1e-5)


def test_length_is_no_matter(index: DenseIndex) -> None:
    assert dict(index.nearest(vectors([0.0, 9.0, 0.0])[0], 1)) == pytest.approx({"north": 1.0}, abs=1e-5)


def test_no_more_than_asked_for_and_no_more_than_there_are(index: DenseIndex) -> None:
    assert len(index.nearest(vectors(EAST)[0], 2)) == 2
    assert len(index.nearest(vectors(EAST)[0], 50)) == 3


def test_an_id_already_there_is_replaced(index: DenseIndex) -> None:
    index.add(["east"], vectors(NORTH))
    assert len(index.ids()) == 3
    assert dict(index.nearest(vectors(EAST)[0], 3))["east"] == pytest.approx(0.0, abs=1e-5)


def test_what_is_deleted_is_found_no_more(index: DenseIndex) -> None:
    index.delete(["east", "nowhere"])
    assert index.ids() == {"north", "north-east"}
    assert "east" not in dict(index.nearest(vectors(EAST)[0], 3))


def test_nothing_can_be_added_and_deleted(index: DenseIndex) -> None:
    index.add([], np.zeros((0, 3), dtype=np.float32))
    index.delete([])
    assert len(index.ids()) == 3


def test_a_cleared_index_is_empty_and_takes_another_dimension(index: DenseIndex) -> None:
    index.clear()
    assert index.ids() == frozenset()
    assert index.nearest(vectors(EAST)[0], 3) == []
    index.add(["up"], vectors([1.0, 0.0]))
    assert [key for key, _ in index.nearest(vectors([1.0, 0.0])[0], 3)] == ["up"]


def test_what_was_added_is_there_after_reopening(tmp_path: Path, index: DenseIndex) -> None:
    index.delete(["north"])
    index.close()
    again = DenseIndex.embedded(tmp_path / "chroma")
    assert again.ids() == {"east", "north-east"}
    assert again.nearest(vectors(EAST)[0], 1)[0][0] == "east"
    again.close()


def test_many_are_added_and_deleted_batch_by_batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dense, "_BATCH", 3)
    index = DenseIndex.embedded(tmp_path / "many")
    keys = [f"n{number}" for number in range(10)]
    rows = np.random.default_rng(1).standard_normal((10, 3)).astype(np.float32)
    index.add(keys, rows)
    assert index.ids() == set(keys)
    assert [index.nearest(row, 1)[0][0] for row in rows] == keys
    index.delete(keys[:8])
    assert index.ids() == {"n8", "n9"}
    index.close()
