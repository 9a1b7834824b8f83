"""Any other embedding model: one of sentence-transformers, which is loaded with torch where one is configured."""

import hashlib
import importlib.util
import warnings
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.complaints import quoted
from corpus.index.arrays import Vectors
from corpus.index.embedding import MODEL_NAME, WINDOW, EmbeddingModel, EmbeddingModelError, Progress, encodable, unit

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

CHECKSUM_DIGITS = 12


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
