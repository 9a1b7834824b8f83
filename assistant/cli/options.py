"""Options that several commands have."""

from pathlib import Path
from typing import Annotated, Literal

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON på standard ut.")]
DocumentIds = Annotated[list[str] | None, typer.Option("--document", help="Bare dette dokumentet (kan gjentas).")]
Owners = Annotated[
    list[str] | None, typer.Option("--responsible", help="Den ansvarlige: navn, forkortelse eller rolle (kan gjentas).")
]
SharedBy = Annotated[
    Literal["all", "any", "sole", "shared"],
    typer.Option("--sharing", help="Ansvarlig er alle de nevnte, en av dem, bare de, eller de sammen med andre."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Den som ikke er ansvarlig: navn, forkortelse eller rolle.")
]
YearOption = Annotated[int | None, typer.Option("--year", min=1900, max=2100, help="Året.")]
FromYear = Annotated[int | None, typer.Option("--from-year", min=1900, max=2100, help="Fra og med dette året.")]
ToYear = Annotated[int | None, typer.Option("--to-year", min=1900, max=2100, help="Til og med dette året.")]
TimingOption = Annotated[
    Literal["runs", "dated", "starts", "ends", "continuous"],
    typer.Option("--timing", help="I årene: går, er tidfestet, starter, slutter eller går kontinuerlig."),
]
Priority = Annotated[str | None, typer.Option("--priority", help="Ord i veivalget.")]
Commitment = Annotated[str | None, typer.Option("--commitment", help="Ord i innsatsen («Oslo vil at …»).")]
Saved = Annotated[Path | None, typer.Option("--save", help="Lagre radene i denne filen, .csv eller .xlsx.")]
