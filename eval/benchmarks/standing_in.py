"""An embedding model whose documents have made-up vectors, in the place of a real one."""

from corpus.index.arrays import Vectors
from corpus.index.embedding import EmbeddingModel


class StandingIn(EmbeddingModel):
    """Says that it is the real one, and embeds questions as that does."""

    def __init__(self, model: EmbeddingModel) -> None:
        self._model = model

    @property
    def model_id(self) -> str:
        """That of the model."""
        return self._model.model_id

    @property
    def dimension(self) -> int:
        """That of the model."""
        return self._model.dimension

    def embed_query_array(self, text: str) -> Vectors:
        """The model's."""
        return self._model.embed_query_array(text)
