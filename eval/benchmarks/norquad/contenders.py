"""Who looks for passages: we, one side of us alone, and LangChain's quickstart."""

import copy
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from assistant.service import Assistant
from corpus.index.embedding import EmbeddingModel
from corpus.library import Library
from eval.benchmarks.norquad.data import NorQuad
from eval.system import Side

_CHUNK, _OVERLAP = 1_000, 200  # LangChain's own in its tutorials


class Found(NamedTuple):
    """A page that was found, and how well it matched."""

    document: str
    page: int
    score: float


Search = Callable[[str, int], Sequence[Found]]
"""Takes a question and how many hits are wanted; gives them best first."""


def our_search(assistant: Assistant, side: Side = "hybrid") -> Search:
    """The assistant's search at its default settings, or one side of it alone."""
    return lambda question, limit: [
        Found(hit.document_id, hit.page, hit.score) for hit in assistant.search(question, limit, side=side)
    ]


def langchain_search(data: NorQuad, embedding: EmbeddingModel, folder: Path) -> Search:
    """LangChain's quickstart over the same pages: recursive splitter, Chroma, and our embedding model."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    pages = [
        Document(text, metadata={"document": name, "page": number})
        for name, texts in data.documents.items()
        for number, text in enumerate(texts, start=1)
    ]
    store = Chroma("pages", embedding, persist_directory=str(folder))
    store.add_documents(
        RecursiveCharacterTextSplitter(chunk_size=_CHUNK, chunk_overlap=_OVERLAP).split_documents(pages)
    )
    return lambda question, limit: [
        Found(found.metadata["document"], found.metadata["page"], -distance)
        for found, distance in store.similarity_search_with_score(question, k=limit)
    ]


def without(library: Library, document_id: str) -> tuple[Library, list[str]]:
    """The library as if a document were not there, in all that is counted and known, and the ids of the others."""
    others = frozenset(library.snapshot.documents) - {document_id}
    rest = copy.copy(library)
    rest.snapshot = library.snapshot.within(others)
    return rest, sorted(others)
