"""The default embedding model, as it is built here: int8 in ONNX, without torch."""

import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus.complaints import quoted
from corpus.index.arrays import Vectors
from corpus.index.embedding import WINDOW, EmbeddingModel, EmbeddingModelError, Progress, encodable, unit
from corpus.index.model_folder import ONNX_FILE, TOKENIZER_FILE, VECTORS, built_model, read_prompts

MAX_TOKENS = 512
PAD = "<pad>"
# Tokens (padding included) of one run of the session: from 1,024 up it gets no faster, only larger (NorQuAD passages).
BATCH_TOKENS = 1024


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


def int8_session(file: Path, threads: int | None) -> Any:
    """An onnxruntime session on the processor that keeps little memory between runs."""
    runtime: Any = importlib.import_module("onnxruntime")  # it has no types
    options = runtime.SessionOptions()
    options.enable_cpu_mem_arena = False
    options.intra_op_num_threads = threads or 0
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # readers share the cores
    return runtime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


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
