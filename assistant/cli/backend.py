"""Where a command gets its answers: the library of this process, or the server that owns the data directory."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.cli.first_start import build_missing_model

if TYPE_CHECKING:
    from assistant.answering.answer import Answer, DutyRow, MeasureRow
    from assistant.api.collections import CollectionEntry
    from assistant.api.documents import DocumentEntry
    from assistant.comparing.difference import Difference
    from assistant.config import Settings
    from assistant.ingestion.ingest import FileStep
    from assistant.ingestion.reports import FileReport
    from assistant.quality.findings import QualityReport
    from assistant.register.conditions import Conditions
    from assistant.search import SearchHit
    from assistant.service import Assistant
    from assistant.texts import Language
    from assistant.tidying import Tidied
    from corpus.library import Library
    from corpus.models import Metadata
    from corpus.store.collections import Collection


class Backend(Protocol):
    """The library of this process, or the server that owns the data directory."""

    def ask(
        self,
        question: str,
        document_ids: Sequence[str] | None,
        language: str | None,
        conversation_id: str | None = None,
        scope: str | None = None,
    ) -> "Answer":
        """The verified answer, in a new conversation or in one that was begun."""

    def search(self, query: str, limit: int, document_ids: Sequence[str] | None) -> "list[SearchHit]":
        """The best passages, best first."""

    def measures(self, conditions: "Conditions") -> "list[MeasureRow]":
        """All measures that meet the conditions."""

    def duties(self, conditions: "Conditions") -> "list[DutyRow]":
        """All duties that meet the conditions."""

    def check(self, document_id: str, language: "Language") -> "QualityReport":
        """What may be wrong in a document that is there."""

    def documents(self) -> "list[DocumentEntry]":
        """All documents."""

    def diff(self, old: str, new: str) -> "Difference":
        """The difference of two documents that are there."""

    def remove(self, document_id: str) -> bool:
        """Deletes a document; False where there is none."""

    def tidy(self, *, dry_run: bool) -> "Tidied":
        """Deletes what is over its time, or counts it."""

    def collections(self) -> "list[CollectionEntry]":
        """All collections."""

    def put_collection(self, collection: "Collection") -> None:
        """Makes a collection, or has it be another."""

    def remove_collection(self, collection_id: str) -> bool:
        """Deletes a collection; False where there is none.

        Raises CollectionNotEmptyError or ServerError where it has documents.
        """

    def ingest(
        self,
        paths: Iterable[Path],
        flags: "Metadata",
        manifest: Path | None,
        on_step: "FileStep",
        on_report: "Callable[[FileReport], None]",
        *,
        allow_personal_data: bool = False,
    ) -> None:
        """Ingests files, and the files of folders."""


@dataclass(frozen=True)
class _Local:
    """The library of this process."""

    library: "Library"
    assistant: "Assistant"
    settings: "Settings"

    def ask(
        self,
        question: str,
        document_ids: Sequence[str] | None,
        language: str | None,
        conversation_id: str | None = None,
        scope: str | None = None,
    ) -> "Answer":
        return self.assistant.ask(
            question, conversation_id=conversation_id, document_ids=document_ids, language=language, scope=scope
        )

    def search(self, query: str, limit: int, document_ids: Sequence[str] | None) -> "list[SearchHit]":
        return self.assistant.search(query, limit, document_ids=document_ids)

    def measures(self, conditions: "Conditions") -> "list[MeasureRow]":
        return self.assistant.measures(conditions)

    def duties(self, conditions: "Conditions") -> "list[DutyRow]":
        return self.assistant.duties(conditions)

    def check(self, document_id: str, language: "Language") -> "QualityReport":
        from assistant.quality.check import check

        return check(self.library, document_id, language)

    def documents(self) -> "list[DocumentEntry]":
        from assistant.api.documents import entries

        return entries(self.assistant)

    def diff(self, old: str, new: str) -> "Difference":
        return self.assistant.difference(old, new)

    def remove(self, document_id: str) -> bool:
        return self.library.remove(document_id)

    def tidy(self, *, dry_run: bool) -> "Tidied":
        from assistant.tidying import tidy

        return tidy(self.library, self.settings, dry_run=dry_run)

    def collections(self) -> "list[CollectionEntry]":
        from assistant.api.collections import collection_entries
        from assistant.auth.user import MACHINE

        return collection_entries(self.library, MACHINE)

    def put_collection(self, collection: "Collection") -> None:
        self.library.collections.put(collection)

    def remove_collection(self, collection_id: str) -> bool:
        return self.library.collections.remove(collection_id)

    def ingest(
        self,
        paths: Iterable[Path],
        flags: "Metadata",
        manifest: Path | None,
        on_step: "FileStep",
        on_report: "Callable[[FileReport], None]",
        *,
        allow_personal_data: bool = False,
    ) -> None:
        from assistant.ingestion.ingest import ingest_paths
        from assistant.ingestion.reading import reading_pool

        with reading_pool(self.settings) as readers:
            ingest_paths(
                self.library,
                paths,
                flags,
                manifest,
                on_step,
                on_report,
                readers,
                allow_personal_data=allow_personal_data,
            )


@contextmanager
def opened_backend(*, builds_model: bool = False) -> Iterator[Backend]:
    """The backend that the settings and a running server call for; closed at the end.

    With `builds_model` the embedding model is built where it is not there.
    """
    from assistant.answering.generating.configured import configured_writer
    from assistant.api.client import Client
    from assistant.config import load_settings
    from assistant.conversation.rewriting import configured_rewriter
    from assistant.language_model.spending import Spending
    from assistant.opening import open_library, server_address, server_key
    from assistant.retrieval.rerank import load_reranker
    from assistant.service import Assistant

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        with Client(address, server_key(settings)) as client:
            yield client
    else:
        if builds_model:
            build_missing_model(settings)
        reranker = load_reranker(settings.reranker)
        with open_library(settings) as library:
            writer = configured_writer(settings, spending=Spending(library.model_use, settings))
            rewriter = configured_rewriter(writer)
            yield _Local(library, Assistant(library, reranker=reranker, writer=writer, rewriter=rewriter), settings)
