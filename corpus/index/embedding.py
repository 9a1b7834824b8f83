"""The embedding models: text to unit vectors whose dot product is their similarity."""

import hashlib
import importlib
import importlib.util
import json
import warnings
from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray
from pydantic import ValidationError
from tokenizers import Encoding, Tokenizer

from corpus.complaints import quoted
from corpus.models import Record

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODEL_NAME = "multilingual-e5-small"
MARKER_FILE = "planassistent-model.json"
ONNX_FILE = "model_int8.onnx"
TOKENIZER_FILE = "tokenizer.json"
PROMPTS_FILE = "config_sentence_transformers.json"
# Raised whenever the folder or its vectors change; an older folder then counts as not built.
BUILD_VERSION = 1
# Which vectors those of this build version are, to the bit and however the file around the numbers is written: the
# first digits of the checksum of the first such file. An index says it was built with them; another set needs another.
VECTORS = "a88f9f631a6e"

MAX_TOKENS = 512
PAD = "<pad>"
# Texts that are cut into tokens and sorted by length together.
WINDOW = 1024
# Tokens (padding included) of one run of the session: from 1,024 up it gets no faster, only larger (NorQuAD passages).
BATCH_TOKENS = 1024
CHECKSUM_DIGITS = 12

Vectors = NDArray[np.float32]
Progress = Callable[[int], None]


class EmbeddingModelError(Exception):
    """The model cannot be loaded; the message says why and what to do next."""


class BuiltModel(Record):
    """What the marker file of a built model folder says of it."""

    name: str
    dimension: int
    weights_sha256: str
    build_version: int
    onnx_sha256: str
    onnx_bytes: int


def built_model(folder: Path) -> BuiltModel | None:
    """The marker of a folder that was built whole by this version of the build; None for anything else."""
    try:
        built = BuiltModel.model_validate_json((folder / MARKER_FILE).read_bytes())
        whole = (folder / ONNX_FILE).stat().st_size == built.onnx_bytes
    except (OSError, ValidationError):
        return None
    return built if whole and built.build_version == BUILD_VERSION else None


class EmbeddingModel(Embeddings):
    """LangChain's embeddings with an identity, a dimension, and arrays beside the lists."""

    @property
    @abstractmethod
    def model_id(self) -> str:
        """A stable identity: the name, `@`, and the first 12 hexadecimal digits of a checksum."""

    @property
    @abstractmethod
    def dimension(self) -> int:
        """How many numbers a vector has."""

    @abstractmethod
    def embed_query_array(self, text: str) -> Vectors:
        """The unit vector of a question: float32 (dimension,)."""

    @abstractmethod
    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """The unit vectors of passages in the order given: float32 (n, dimension).

        `on_progress` is told now and then how many are done.
        """

    def embed_query(self, text: str) -> list[float]:
        """`embed_query_array` as a list, for LangChain."""
        vector: list[float] = self.embed_query_array(text).tolist()
        return vector

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """`embed_documents_array` as lists, for LangChain."""
        vectors: list[list[float]] = self.embed_documents_array(texts).tolist()
        return vectors


class OnnxEmbedding(EmbeddingModel):
    """A folder of `planassistent model build`, run in int8 by onnxruntime; imports no torch.

    The session and the tokenizer are loaded at construction (about a second). One object serves any number of
    threads; `threads` is how many a run uses (None: all cores). Texts are cut at 512 tokens.
    Raises EmbeddingModelError where the folder is not built or cannot be read.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        built = built_model(folder)
        if built is None:
            raise EmbeddingModelError(
                f"språkmodellen i {quoted(folder)} er ikke bygget; kjør `planassistent model build` (én gang)"
            )
        self._built = built
        try:
            self._prompts = read_prompts(folder)
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
            self._session = int8_session(folder / ONNX_FILE, threads)
        except Exception as error:  # tokenizers raises bare Exception, onnxruntime kinds of its own
            raise EmbeddingModelError(
                f"språkmodellen i {quoted(folder)} kan ikke leses ({error}); "
                "slett den mappen og kjør `planassistent model build`"
            ) from error
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._pad = self._tokenizer.token_to_id(PAD)

    @property
    def model_id(self) -> str:
        """The name and what identifies the vectors of this build version."""
        return f"{self._built.name}@{VECTORS}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._built.dimension

    def embed_query_array(self, text: str) -> Vectors:
        """The unit vector of a question: float32 (dimension,)."""
        vector: Vectors = self._run([self._tokenizer.encode(encodable(self._prompts["query"] + text))])[0]
        return vector

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """The unit vectors of passages in the order given: float32 (n, dimension).

        Runs over texts of similar length together, so that little is padded; `on_progress` is told after each run.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        done = 0
        for start in range(0, len(texts), WINDOW):
            window = [encodable(self._prompts["document"] + text) for text in texts[start : start + WINDOW]]
            encodings = self._tokenizer.encode_batch(window)
            for batch in batches([len(encoding) for encoding in encodings]):
                vectors[[start + place for place in batch]] = self._run([encodings[place] for place in batch])
                done += len(batch)
                if on_progress is not None:
                    on_progress(done)
        return vectors

    def _run(self, encodings: Sequence[Encoding]) -> Vectors:
        longest = max(len(encoding) for encoding in encodings)
        ids = np.full((len(encodings), longest), self._pad, dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding)] = encoding.ids
            mask[row, : len(encoding)] = 1
        (hidden,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return pooled(hidden, mask)


class SentenceTransformerEmbedding(EmbeddingModel):
    """Any sentence-transformers model, by folder or by hub id, with the prompts it brings; loads torch.

    A folder is read without the network. Raises EmbeddingModelError where it cannot be loaded.
    """

    def __init__(self, model: str) -> None:
        self._name = Path(model).name if Path(model).is_dir() else model
        self._model = load_sentence_transformer(model)
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EmbeddingModelError(f"modellen {quoted(model)} oppgir ikke dimensjonen sin; velg en annen")
        self._dimension: int = dimension

    @cached_property
    def model_id(self) -> str:
        """The name and the checksum of the weights as they were loaded."""
        checksum = hashlib.sha256()
        for name, tensor in sorted(self._model.state_dict().items()):
            checksum.update(name.encode())
            checksum.update(tensor.detach().cpu().contiguous().flatten().view(byte_type()).numpy())
        return f"{self._name}@{checksum.hexdigest()[:CHECKSUM_DIGITS]}"

    @property
    def dimension(self) -> int:
        """How many numbers a vector has."""
        return self._dimension

    def embed_query_array(self, text: str) -> Vectors:
        """The unit vector of a question: float32 (dimension,)."""
        vector: Vectors = self._as_units(self._model.encode_query([encodable(text)], show_progress_bar=False))[0]
        return vector

    def embed_documents_array(self, texts: Sequence[str], on_progress: Progress | None = None) -> Vectors:
        """The unit vectors of passages in the order given: float32 (n, dimension)."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), WINDOW):
            window = [encodable(text) for text in texts[start : start + WINDOW]]
            encoded = self._model.encode_document(window, show_progress_bar=False)
            vectors[start : start + len(window)] = self._as_units(encoded)
            if on_progress is not None:
                on_progress(start + len(window))
        return vectors

    def _as_units(self, vectors: Any) -> Vectors:
        return unit(np.asarray(vectors, dtype=np.float32))


def load_sentence_transformer(model: str) -> "SentenceTransformer":
    """The model, on the processor or whatever torch finds; EmbeddingModelError says what is missing."""
    if importlib.util.find_spec("sentence_transformers") is None:
        raise EmbeddingModelError(
            f"modellen {quoted(model)} trenger sentence-transformers; kjør `pip install 'planassistent[model]'`, "
            f"eller bruk standardmodellen {quoted(MODEL_NAME)}"
        )
    local = Path(model).is_dir()
    if not local and Path(model).is_absolute():
        raise EmbeddingModelError(
            f"modellmappen {quoted(model)} finnes ikke; oppgi en mappe som finnes, eller en id på nettet"
        )
    try:
        # What third parties deprecate among themselves is not the user's to read.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from sentence_transformers import SentenceTransformer

            return SentenceTransformer(model, local_files_only=local)
    except Exception as error:  # every layer below raises kinds of its own
        wanted = "den er en sentence-transformers-mappe" if local else "id-en er riktig og nettet virker"
        raise EmbeddingModelError(
            f"modellen {quoted(model)} kan ikke lastes ({error}); se etter at {wanted}, "
            f"eller bruk standardmodellen {quoted(MODEL_NAME)}"
        ) from error


def byte_type() -> Any:
    """torch.uint8, wherever torch is loaded already."""
    import torch

    return torch.uint8


def read_prompts(folder: Path) -> dict[str, str]:
    """The prefixes "query" and "document" of the folder."""
    prompts = json.loads((folder / PROMPTS_FILE).read_bytes())["prompts"]
    return {"query": prompts["query"], "document": prompts["document"]}


def int8_session(file: Path, threads: int | None) -> Any:
    """An onnxruntime session on the processor that keeps little memory between runs."""
    runtime: Any = importlib.import_module("onnxruntime")  # it has no types
    options = runtime.SessionOptions()
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = threads or 0
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # readers share the cores
    return runtime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def encodable(text: str) -> str:
    """The text with lone surrogates (broken PDFs and JSON have them) as question marks: tokenizers refuses them."""
    return text.encode("utf-8", "replace").decode()


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places in `lengths`, longest first, in groups that take at most BATCH_TOKENS once padded."""
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, BATCH_TOKENS // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def pooled(hidden: Vectors, mask: NDArray[np.int64]) -> Vectors:
    """Unit vectors (n, dimension): the mean of (n, tokens, dimension) over the tokens whose mask is 1."""
    sums: Vectors = np.einsum("ntd,nt->nd", hidden, mask.astype(np.float32))
    return unit(sums)


def unit(vectors: Vectors) -> Vectors:
    """The rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled
