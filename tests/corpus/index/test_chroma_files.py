import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np

from corpus.index.arrays import Vectors
from corpus.index.chroma_files import blank_unused, purge
from corpus.index.dense import DenseIndex

COUNT = 120


def vectors(seed: int) -> Vectors:
    made = np.random.default_rng(seed).normal(size=(COUNT, 384)).astype(np.float32)
    unit: Vectors = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def in_files(folder: Path, needle: bytes) -> list[str]:
    return [file.name for file in folder.rglob("*") if file.is_file() and needle in file.read_bytes()]


def test_an_index_that_is_renewed_keeps_no_byte_of_what_is_gone(tmp_path: Path) -> None:
    index = DenseIndex.embedded(tmp_path)
    gone, kept = vectors(1), vectors(2)
    index.add([f"zebrafink@{number}" for number in range(COUNT)], gone)
    index.add([f"svale@{number}" for number in range(COUNT)], kept)
    assert in_files(tmp_path, b"zebrafink")
    index.renew([([f"svale@{number}" for number in range(COUNT)], kept)])
    assert index.ids() == {f"svale@{number}" for number in range(COUNT)}
    assert index.nearest(kept[3], 1)[0][0] == "svale@3"
    index.close()
    assert in_files(tmp_path, b"zebrafink") == []
    assert [row for row in gone if in_files(tmp_path, row.tobytes())] == []
    reopened = DenseIndex.embedded(tmp_path)
    assert reopened.nearest(kept[5], 1)[0][0] == "svale@5"
    reopened.close()


def test_a_renewal_that_stops_half_way_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = DenseIndex.embedded(tmp_path)
    index.add(["a", "b"], vectors(1)[:2])

    def stopping() -> Iterator[tuple[list[str], Vectors]]:
        yield ["a"], vectors(1)[:1]
        raise OSError("full")

    with suppress(OSError):
        index.renew(stopping())
    assert index.ids() == {"a", "b"}
    index.close()
    reopened = DenseIndex.embedded(tmp_path)
    assert reopened.ids() == {"a", "b"}
    reopened.close()


def test_unused_room_is_blanked_and_nothing_else(tmp_path: Path) -> None:
    segment = tmp_path / "segment"
    segment.mkdir()
    (segment / "header.bin").write_bytes(struct.pack("<iQQQQ", 1, 0, 4, 1, 8) + bytes(64))
    (segment / "data_level0.bin").write_bytes(b"vektor 1" + b"hemmelig" * 3)
    (segment / "length.bin").write_bytes(b"\x01\x00\x00\x00ordene ligger"[:16])
    blank_unused(tmp_path)
    assert (segment / "data_level0.bin").read_bytes() == b"vektor 1" + bytes(24)
    assert (segment / "length.bin").read_bytes() == b"\x01\x00\x00\x00" + bytes(12)


def test_files_of_another_form_are_left_alone(tmp_path: Path) -> None:
    segment = tmp_path / "segment"
    segment.mkdir()
    (segment / "header.bin").write_bytes(struct.pack("<iQQQQ", 9, 0, 1, 1, 8))
    (segment / "data_level0.bin").write_bytes(b"mer enn det er plass til")
    blank_unused(tmp_path)
    assert (segment / "data_level0.bin").read_bytes() == b"mer enn det er plass til"
    (segment / "header.bin").write_bytes(b"kort")
    blank_unused(tmp_path)
    purge(tmp_path)
    assert segment.is_dir()
