"""What a first start brings about by itself: the embedding model."""

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.config import Settings


def build_missing_model(settings: "Settings") -> None:
    """Builds the default model where it is the one to use and is not built, and says so; raises ModelBuildError."""
    from corpus.index.embedding import MODEL_NAME
    from corpus.index.model_build import build_model, is_built

    target = settings.model_dir / MODEL_NAME
    if settings.embedding_model == MODEL_NAME and not is_built(target):
        typer.echo(f"Bygger språkmodellen i {target.absolute()} (én gang, under et minutt) …", err=True)
        build_model(target)
