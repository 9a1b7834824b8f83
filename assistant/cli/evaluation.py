"""The command that measures how good the answers are."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.console import progress
from assistant.cli.errors import UserError

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assistant.answering.answer import Answer
    from assistant.cli.evaluated_drafting import EvaluatedDrafting
    from assistant.cli.evaluated_writing import EvaluatedWriting
    from assistant.config import Settings
    from assistant.search import SearchHit
    from assistant.service import Assistant


def evaluate(
    corpus: Annotated[Path | None, typer.Option(help="Mappen med originalene (ellers de som følger med).")] = None,
    split: Annotated[str | None, typer.Option(help="Bare denne delen av spørsmålene.")] = None,
    questions: Annotated[Path | None, typer.Option(help="Mappen med spørsmålene (ellers de som følger med).")] = None,
    output: Annotated[Path | None, typer.Option(help="Mappen rapporten skrives i (ellers innstillingens).")] = None,
    config: Annotated[Path | None, typer.Option(help="Fil med grenser (ellers de som følger med).")] = None,
    reranker: Annotated[
        Path | None, typer.Option(help="Mappen med kryssenkoderen (ellers den i innstillingene).")
    ] = None,
    llm: Annotated[
        bool, typer.Option("--llm", help="Still spørsmålene også med språkmodellen i innstillingene.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Still høyst så mange spørsmål med språkmodellen, jevnt fordelt.")
    ] = None,
) -> None:
    """Mål hvor gode svarene er."""
    import corpus.documents as shipped
    from assistant.config import load_settings
    from eval.cli import run
    from eval.golden import GOLDEN_FOLDER

    settings = load_settings()
    settings = settings.model_copy(update={"reranker": reranker or settings.reranker})
    _check_model(settings, llm=llm, limit=limit)
    folder = corpus or Path(shipped.__path__[0])
    code = run(
        folder,
        split,
        output or settings.evaluation_dir,
        config,
        build=lambda source: evaluated_system(settings, source, llm=llm),
        reranker=settings.reranker,
        questions=questions or GOLDEN_FOLDER,
        limit=limit,
    )
    raise typer.Exit(code)


def _check_model(settings: "Settings", *, llm: bool, limit: int | None) -> None:
    if limit is not None and not llm:
        raise UserError("--limit er antallet spørsmål som stilles med språkmodellen, og gjelder bare sammen med --llm")
    if llm and not settings.has_model:
        raise UserError(
            "ingen språkmodell er satt opp: sett PLANASSISTENT_LLM_MODEL, og det leverandøren krever av "
            "PLANASSISTENT_LLM_BASE_URL, PLANASSISTENT_LLM_API_KEY (eller PLANASSISTENT_LLM_API_KEY_FILE) og "
            "PLANASSISTENT_LLM_API_VERSION; docs/language-model.md viser hele oppføringer"
        )


@dataclass(frozen=True)
class EvaluatedSystem:
    """The assistant as eval.system.System."""

    assistant: "Assistant"
    writing: "EvaluatedWriting | None" = None
    drafting: "EvaluatedDrafting | None" = None

    def ask(self, question: str, conversation_id: str | None = None) -> "Answer":
        """The answer, in a conversation of its own or a given one."""
        return self.assistant.ask(question, conversation_id=conversation_id)

    def search(self, query: str, limit: int, side: Literal["hybrid", "bm25", "dense"]) -> "list[SearchHit]":
        """The best passages of the whole retrieval, or of one side of it."""
        return self.assistant.search(query, limit, side=side)

    def embed_query_ms(self, query: str) -> float:
        """How long embedding the query takes."""
        return self.assistant.embed_query_ms(query)


def evaluated_system(
    settings: "Settings", corpus: Path, *, llm: bool = False
) -> "AbstractContextManager[EvaluatedSystem]":
    """A system over a corpus of its own, in a data directory that is deleted afterwards.

    It quotes; with `llm` it has the one that writes with the language model of the settings beside it.
    """
    import tempfile

    from assistant.cli.evaluated_drafting import evaluated_drafting
    from assistant.cli.evaluated_writing import evaluated_writing
    from assistant.ingestion.ingest import ingest_paths
    from assistant.ingestion.reading import reading_pool
    from assistant.opening import open_library
    from assistant.retrieval.rerank import load_reranker
    from assistant.service import Assistant
    from eval.errors import CorpusError
    from ingest.pipeline import supported_suffixes

    @contextmanager
    def opened() -> Iterator[EvaluatedSystem]:
        with tempfile.TemporaryDirectory(prefix="planassistent-eval-") as folder:
            fresh = _over_nothing(settings, Path(folder))
            judge = load_reranker(fresh.reranker)
            with open_library(fresh) as library:
                with progress(as_json=False) as on_step, reading_pool(settings) as readers:
                    reports = ingest_paths(library, [corpus], on_step=on_step, readers=readers)
                for report in reports:
                    if report.status == "refused" and Path(report.file).suffix.lower() in supported_suffixes():
                        raise CorpusError(f"{report.file}: {report.reason}")
                quoting = Assistant(library, reranker=judge)
                writing = evaluated_writing(library, settings, judge) if llm else None
                yield EvaluatedSystem(quoting, writing, evaluated_drafting(quoting, Path(folder) / "templates"))

    return opened()


def _over_nothing(settings: "Settings", folder: Path) -> "Settings":
    """The settings, over an empty folder and stores that are in it."""
    stores = {"data_dir": folder, "database_url": f"sqlite:///{folder}/catalogue.sqlite3", "chroma_url": None}
    return settings.model_copy(update=stores)
