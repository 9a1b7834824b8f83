"""The embedding models that a process has loaded: a session of the default one holds 350 MB, and one is enough."""

from pathlib import Path
from threading import Lock
from weakref import WeakValueDictionary

from corpus.index.embedding import MODEL_NAME, EmbeddingModel
from corpus.index.model_folder import built_model
from corpus.index.onnx_embedding import OnnxEmbedding
from corpus.index.sentence_transformer import SentenceTransformerEmbedding

_held: WeakValueDictionary[tuple[Path, str | None], OnnxEmbedding] = WeakValueDictionary()
_loading = Lock()


def load_embedding(model: str, model_dir: Path) -> EmbeddingModel:
    """The model of that name: the default one from `model_dir`, any other as a sentence-transformers folder or id.

    The default one is loaded once: while somebody holds it, who asks for it gets the same. Built anew, it is another.
    Raises EmbeddingModelError where it is not built or cannot be loaded.
    """
    if model != MODEL_NAME:
        return SentenceTransformerEmbedding(model)
    folder = model_dir / MODEL_NAME
    built = built_model(folder)
    key = (folder.resolve(), built.onnx_sha256 if built else None)
    with _loading:
        found = _held.get(key)
        if found is None:
            found = _held[key] = OnnxEmbedding(folder)
    return found
