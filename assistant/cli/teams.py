"""Commands for the assistant in Microsoft Teams."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from assistant.cli.console import out
from assistant.cli.errors import UserError
from corpus.complaints import quoted

_SUFFIX = ".zip"


def package(
    app_id: Annotated[
        str | None, typer.Option(metavar="GUID", help="«Application (client) ID» i Entra ID; ellers innstillingens.")
    ] = None,
    domain: Annotated[
        str | None,
        typer.Option(metavar="ADRESSE", help="Der sidene står, som planer.kommune.no; ellers innstillingens."),
    ] = None,
    developer: Annotated[str, typer.Option(metavar="NAVN", help="Den som står bak appen (32 tegn).")] = "Planassistent",
    terms: Annotated[
        str | None, typer.Option(metavar="ADRESSE", help="Vilkår for bruk; ellers siden om personvern.")
    ] = None,
    version: Annotated[str, typer.Option(help="Høyere enn den Teams har, når pakken er endret.")] = "1.0.0",
    language: Annotated[
        Literal["nb", "nn", "en"], typer.Option(help="Hovedspråket til appen; de to andre følger med.")
    ] = "nb",
    file: Annotated[Path, typer.Option("--out", metavar="FIL", help="Filen pakken blir lagt i.")] = Path(
        "planassistent-teams.zip"
    ),
) -> None:
    """Lag pakken som en administrator laster opp i Teams."""
    from assistant.cli.files import write_whole
    from assistant.config import load_settings
    from assistant.teams.package import archive
    from assistant.teams.package.listing import Listing

    if file.suffix.lower() != _SUFFIX:
        raise UserError(f"{quoted(file)} er ingen pakke; velg et navn på {_SUFFIX}")
    settings = load_settings()
    listing = Listing.made(
        _given(app_id or settings.teams_app_id, "--app-id", "PLANASSISTENT_TEAMS_APP_ID"),
        _given(domain or settings.public_url, "--domain", "PLANASSISTENT_PUBLIC_URL"),
        developer,
        terms=terms,
        version=version,
        language=language,
    )
    write_whole(file, archive.package(listing))
    out().print(f"Lagde {file} for {listing.address}; docs/teams.md viser hvor du laster den opp.", soft_wrap=True)


def _given(said: str | None, option: str, variable: str) -> str:
    if not said:
        raise UserError(f"si {option}, eller sett {variable}")
    return said
