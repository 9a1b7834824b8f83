"""What an embedding model is: text to unit vectors whose dot product is their similarity."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

import numpy as np
from langchain_core.embeddings import Embeddings

from corpus.index.arrays import Vectors

MODEL_NAME = "multilingual-e5-small"
# Texts that are cut into tokens and sorted by length together.
WINDOW = 1024

Progress = Callable[[int], None]


class EmbeddingModelError(Exception):
    """The model cannot be loaded; the message says why and what to do next."""


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


def encodable(text: str) -> str:
    """The text with lone surrogates (broken PDFs and JSON have them) as question marks: tokenizers refuses them."""
    return text.encode("utf-8", "replace").decode()


def unit(vectors: Vectors) -> Vectors:
    """The rows at length 1; a row of zeros stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled
