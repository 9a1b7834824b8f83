"""The command that reads files into the library."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from assistant.cli.backend import Backend, opened_backend
from assistant.cli.console import print_json, progress, show_reports
from assistant.cli.errors import FAILED, UserError
from assistant.cli.given import check_document, shipped_plans
from assistant.cli.options import AsJson

if TYPE_CHECKING:
    from assistant.ingestion.reports import FileReport
    from corpus.models import Metadata


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Filer, mapper eller mønstre som 'planer/**/*.pdf'; manifest.toml ved siden av blir lest. "
            "Uten noen: planene som følger med.",
        ),
    ] = None,
    manifest: Annotated[Path | None, typer.Option(help="Et manifest i stedet for det som ligger ved filene.")] = None,
    document_id: Annotated[str | None, typer.Option("--id", help="Dokumentets id.")] = None,
    title: Annotated[str | None, typer.Option(help="Tittel.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Utgiver.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="Hvem planen gjelder for.")] = None,
    kind: Annotated[str | None, typer.Option(help="Dokumenttype.")] = None,
    authority: Annotated[Literal["binding", "guiding"] | None, typer.Option(help="Bindende eller veiledende.")] = None,
    valid: Annotated[str | None, typer.Option(help="Årene den gjelder: 2025–2028, 2025– eller 2025.")] = None,
    edition: Annotated[str | None, typer.Option(help="Utgaven, slik den er trykt.")] = None,
    language: Annotated[str | None, typer.Option(help="Språk, for eksempel nb.")] = None,
    source_url: Annotated[str | None, typer.Option(help="Hvor dokumentet er offentliggjort.")] = None,
    retelling_of: Annotated[str | None, typer.Option(help="Hva dokumentet er en gjenfortelling av.")] = None,
    contact: Annotated[str | None, typer.Option(help="Hvem man kan spørre.")] = None,
    collection: Annotated[
        str | None, typer.Option(help="Samlingen dokumentet skal være i; uten valg den det er i, og ellers open.")
    ] = None,
    edition_of: Annotated[
        str | None,
        typer.Option(help="Id-en til dokumentet som filen er en ny utgave av; none om den ikke er det."),
    ] = None,
    allow_personal_data: Annotated[
        bool, typer.Option("--allow-personal-data", help="Legg inn også filer med personopplysninger i.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Les filer inn i biblioteket."""
    from assistant.ingestion.found_files import ManifestEntry
    from corpus.models import NO_EDITION

    flags = ManifestEntry(
        id=document_id,
        title=title,
        issuer=issuer,
        jurisdiction=jurisdiction,
        kind=kind,
        authority=authority,
        valid=valid,
        edition=edition,
        edition_of=edition_of,
        language=language,
        source_url=source_url,
        retelling_of=retelling_of,
        contact=contact,
        collection=collection,
    ).metadata()
    if not paths and (manifest or flags != ManifestEntry().metadata()):
        raise UserError("oppgi filene eller mappene som manifestet eller opplysningene gjelder")
    with opened_backend(builds_model=True) as backend:
        paths = paths or [shipped_plans(backend)]
        if edition_of and edition_of != NO_EDITION:
            check_document(backend, edition_of)
        _ingest(backend, paths, flags, manifest, allow_personal_data=allow_personal_data, as_json=as_json)


def _ingest(
    backend: Backend,
    paths: list[Path],
    flags: "Metadata",
    manifest: Path | None,
    *,
    allow_personal_data: bool,
    as_json: bool,
) -> None:
    reports: list[FileReport] = []

    def told(report: "FileReport") -> None:
        reports.append(report)
        if as_json:
            print_json(report)

    try:
        with progress(as_json=as_json) as on_step:
            backend.ingest(paths, flags, manifest, on_step, told, allow_personal_data=allow_personal_data)
    finally:
        if not as_json and reports:
            show_reports(reports)
    if not any(path.exists() for path in paths):
        raise typer.Exit(FAILED)  # nothing of what was given is there: whatever follows in a script should not run
