"""Our retrieval as a LangChain retriever, for any chain to plug in."""

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.question.understand import understand
from assistant.retrieval.hybrid import HybridRetrieval
from assistant.retrieval.rerank import Reranker
from corpus.library import Library


class PlanRetriever(BaseRetriever):
    """Passages of plan documents with their page, heading path and address as metadata."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    library: Library
    limit: int = 8
    reranker: Reranker | None = None

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        snapshot = self.library.snapshot
        retrieval = HybridRetrieval(self.library, reranker=self.reranker)
        ranked = retrieval.rank(understand(query, snapshot), snapshot, self.limit)
        return [
            LangChainDocument(
                id=found.passage.id,
                page_content=found.passage.text,
                metadata={
                    "document_id": found.passage.document_id,
                    "title": snapshot.document_of(found.passage).title,
                    "page": found.passage.first_page,
                    "heading_path": list(found.passage.heading_path),
                    "generation_id": found.passage.generation_id,
                    "score": found.score,
                },
            )
            for found in ranked
        ]
