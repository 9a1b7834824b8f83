"""Whether what is derived from the catalogue is in step with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict

from corpus.words.analysis import ANALYSIS_VERSION

if TYPE_CHECKING:
    from corpus.index.dense import DenseIndex
    from corpus.index.embedding import EmbeddingModel
    from corpus.snapshot import Snapshot
    from corpus.store.catalogue import Catalogue


class IndexHealth(BaseModel):
    """What the indexes hold, and what is missing in them or stands there for nothing.

    `reader_versions` says by document what version of ingestion read it; `readings` counts superseded ones too.
    """

    model_config = ConfigDict(frozen=True)

    documents: int
    passages: int
    measures: int
    duties: int
    readings: int
    vectors: int
    vectors_missing: int
    vectors_left_over: int
    model: str
    dimension: int
    analysis: str
    reader_versions: dict[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether a rebuild would change nothing."""
        return not self.vectors_missing and not self.vectors_left_over


def index_health(catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, snapshot: Snapshot) -> IndexHealth:
    """How the indexes stand to what is published."""
    held, current = dense.ids(), frozenset(snapshot.position)
    return IndexHealth(
        documents=len(snapshot.documents),
        passages=len(snapshot.passages),
        measures=len(snapshot.measures),
        duties=len(snapshot.duties),
        readings=catalogue.generation_count(),
        vectors=len(held),
        vectors_missing=len(current - held),
        vectors_left_over=len(held - current),
        model=embedding.model_id,
        dimension=embedding.dimension,
        analysis=ANALYSIS_VERSION,
        reader_versions=catalogue.reader_versions(),
    )


Probed = Literal["database", "vectors", "model"]


def probes(
    catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, snapshot: Snapshot
) -> dict[Probed, Callable[[], bool]]:
    """What asks each part that answers need whether it is well, by its name; a few milliseconds each.

    One that is not well says no, raises, or does not return.
    """
    return {
        "database": lambda: catalogue.generation_count() >= len(snapshot.documents),
        "vectors": lambda: dense.count() >= len(snapshot.passages),
        "model": lambda: len(embedding.embed_query_array("plan")) == embedding.dimension,
    }
