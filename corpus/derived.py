"""What is derived from the catalogue: what it was built with, and how it is put in step or built anew."""

from corpus.complaints import quoted
from corpus.index.dense import DenseIndex
from corpus.index.embedding import EmbeddingModel
from corpus.store.catalogue import Catalogue
from corpus.vectors import Step, TextVectors, digest, vectored_texts
from corpus.words.analysis import ANALYSIS_VERSION, terms

_SETTINGS = {"embedding model": "språkmodellen", "dimension": "dimensjonen", "analysis": "ordanalysen"}


class IndexMismatchError(Exception):
    """The index was built with another embedding model or analysis; the message names the rebuild command."""


def check_settings(catalogue: Catalogue, embedding: EmbeddingModel) -> None:
    """Notes in a new catalogue what its indexes are built with.

    Raises IndexMismatchError where they were built with another model, dimension or analysis.
    """
    wanted = _settings(embedding)
    found = catalogue.settings()
    if not found:
        catalogue.set_settings(wanted)
        return
    for key, value in wanted.items():
        if found.get(key) != value:
            raise IndexMismatchError(
                f"indeksen er bygget med {_SETTINGS[key]} {quoted(found.get(key))}, men nå er {quoted(value)} "
                "valgt; kjør `planassistent rebuild`, eller sett innstillingen tilbake"
            )


def reconcile(catalogue: Catalogue, dense: DenseIndex, vectors: TextVectors) -> None:
    """Makes the dense index hold the current passages and no others, after a crash between the two stores.

    Raises WriterLostError where another process has begun to write meanwhile.
    """
    titles = {generation_id: document.title for generation_id, document in catalogue.current()}
    current = catalogue.readings.passage_ids(list(titles))
    held = dense.ids()
    with catalogue.states.fenced():
        dense.delete(list(held.difference(current)))
    if not held.issuperset(current):
        missing = [passage for passage, _ in catalogue.readings.passages(list(titles)) if passage.id not in held]
        texts = [passage.embedded_text(titles[passage.generation_id]) for passage in missing]
        dense.add([passage.id for passage in missing], vectors.of(texts))


def rebuild_indexes(catalogue: Catalogue, dense: DenseIndex, embedding: EmbeddingModel, on_step: Step) -> None:
    """Builds terms and vectors of all current generations anew; the way out of an IndexMismatchError."""
    current = catalogue.current()
    titles = {generation_id: document.title for generation_id, document in current}
    rows = [passage for passage, _ in catalogue.readings.passages(list(titles))]
    texts = [passage.embedded_text(titles[passage.generation_id]) for passage in rows]
    new_terms = {passage.id: " ".join(terms(text)) for passage, text in zip(rows, texts, strict=True)}
    catalogue.readings.replace_terms(new_terms)
    vectors = TextVectors(catalogue, embedding).of(texts, on_step)
    for generation_id, title in titles.items():
        own = [passage for passage in rows if passage.generation_id == generation_id]
        catalogue.vectors.use(generation_id, map(digest, vectored_texts(own, title)))
    with catalogue.states.fenced():
        dense.clear()
    # Between the two: vectors of one model are never taken for another's, wherever this is interrupted.
    catalogue.set_settings(_settings(embedding))
    if rows:
        dense.add([passage.id for passage in rows], vectors)
    catalogue.vectors.keep_only(embedding.model_id)
    catalogue.states.grow_rebuilt()


def _settings(embedding: EmbeddingModel) -> dict[str, str]:
    return {
        "embedding model": embedding.model_id,
        "dimension": str(embedding.dimension),
        "analysis": ANALYSIS_VERSION,
    }
