"""Commands that look after an installation: its indexes, its model, whether everything is in place."""

from typing import Annotated

import typer

from assistant.cli.console import out, print_json, progress, show_tidied
from assistant.cli.doctor import CHECKS, library_checks, model_checks
from assistant.cli.errors import FAILED, UserError, expected_errors, told
from assistant.cli.first_start import build_missing_model
from assistant.cli.options import AsJson
from corpus.complaints import quoted


def rebuild() -> None:
    """Bygg indeksene på nytt, for eksempel etter bytte av språkmodell."""
    from assistant.config import load_settings
    from assistant.opening import rebuild_library, server_address

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        raise UserError(f"tjenesten på {address} bruker indeksene; stopp den, og kjør `planassistent rebuild` igjen")
    build_missing_model(settings)
    with progress(as_json=False) as on_step:
        count = rebuild_library(settings, lambda step, done, total: on_step("indekser", step, done, total))
    out().print(f"Bygde indeksene på nytt for {count} dokumenter.")


def tidy(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Bare tell hva som ville blitt slettet.")] = False,
    as_json: AsJson = False,
) -> None:
    """Slett det som er eldre enn fristene i innstillingene."""
    from assistant.cli.backend import opened_backend

    with opened_backend() as backend:
        tidied = backend.tidy(dry_run=dry_run)
    if as_json:
        print_json(tidied)
    else:
        show_tidied(tidied)
    if tidied.failed:
        raise typer.Exit(FAILED)


def build() -> None:
    """Bygg modellmappen (én gang)."""
    from assistant.config import load_settings
    from corpus.index.embedding import MODEL_NAME
    from corpus.index.model_build import build_model, is_built

    settings = load_settings()
    if settings.embedding_model != MODEL_NAME:
        raise UserError(
            f"modellen {quoted(settings.embedding_model)} skal ikke bygges; det skal bare {quoted(MODEL_NAME)}"
        )
    target = settings.model_dir / MODEL_NAME
    if is_built(target):
        out().print(f"Modellen er bygget alt: {target}")
        return
    with progress(as_json=False) as on_step:
        build_model(target, lambda step: on_step("modell", step, 0, 0))
    out().print(f"Bygde modellen: {target}")


def doctor(
    llm: Annotated[bool, typer.Option("--llm", help="Prøv språkmodellen som skriver svar, med fire kall.")] = False,
) -> None:
    """Se etter om alt er på plass."""
    complaints: set[str] = set()
    for name, check in (*CHECKS, *library_checks(), *(model_checks() if llm else ())):
        try:
            typer.echo(f"✓ {name}: {check()}")
        except Exception as error:
            if not isinstance(error, expected_errors()):
                raise
            complaint = told(error)
            typer.echo(f"✗ {name}: {'det samme som over' if complaint in complaints else complaint}")
            complaints.add(complaint)
    if complaints:
        raise typer.Exit(FAILED)
