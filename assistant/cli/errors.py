"""Errors that a command tells in one line."""

from typing import Any

import typer
from typer.core import TyperGroup

from assistant.cli.doctor import MisfitError
from corpus.complaints import quoted, system_complaint

FAILED = 1
"""The exit code of a command that could not do what was asked."""


class UserError(Exception):
    """What was asked cannot be done; the message says why and what to do."""


class Commands(TyperGroup):
    """Tells expected errors in one line; a fault of ours keeps its traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not isinstance(error, expected_errors()):
                raise
            typer.echo(f"feil: {told(error)}", err=True)
            raise typer.Exit(FAILED) from error


def told(error: Exception) -> str:
    """An expected error in one line."""
    if not isinstance(error, OSError):
        return " ".join(str(error).split())
    return f"{quoted(error.filename)}: {system_complaint(error)}" if error.filename else system_complaint(error)


def expected_errors() -> tuple[type[Exception], ...]:
    """What may go wrong without a fault of ours."""
    from assistant.api.client import ServerError
    from assistant.auth.modes import OpenToAllError, UnansweredTeamsError
    from assistant.cli.saving import SavingError
    from assistant.config import ConfigurationError
    from assistant.conversation.memory import UnknownConversationError
    from assistant.ingestion.ingest import WritingStoppedError
    from assistant.opening import OpeningError
    from assistant.retrieval.rerank import RerankerError
    from assistant.teams.package.listing import PackageError
    from assistant.teams.playground import PlaygroundError
    from corpus.backup.archive import BackupError
    from corpus.derived import IndexMismatchError
    from corpus.index.embedding import EmbeddingModelError
    from corpus.index.model_build import ModelBuildError
    from corpus.store.database import CatalogueError
    from ingest.manifest import ManifestError

    return (
        UserError,
        MisfitError,
        UnknownConversationError,
        ServerError,
        ConfigurationError,
        OpenToAllError,
        UnansweredTeamsError,
        WritingStoppedError,
        OpeningError,
        SavingError,
        PackageError,
        PlaygroundError,
        CatalogueError,
        BackupError,
        EmbeddingModelError,
        RerankerError,
        ModelBuildError,
        IndexMismatchError,
        ManifestError,
        OSError,
    )
