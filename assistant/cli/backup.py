"""Commands that take all that is kept along in one file, and put it back."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.console import out, print_json
from assistant.cli.errors import UserError
from assistant.cli.options import AsJson
from corpus.complaints import quoted

if TYPE_CHECKING:
    from assistant.config import Settings
    from corpus.backup.archive import Manifest

_COUNTED = (
    ("document", "dokument", "dokumenter"),
    ("conversation", "samtale", "samtaler"),
    ("draft", "utkast", "utkast"),
)


def take(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Den nye filen, for eksempel kopi.zip.")],
    as_json: AsJson = False,
) -> None:
    """Ta sikkerhetskopi av alt som er lagret, også mens tjenesten er i gang."""
    from assistant.config import load_settings
    from assistant.opening import original_files
    from corpus.backup.taking import take

    settings = load_settings()
    manifest = take(settings.database_url, partial(original_files, settings), settings.templates_dir, file)
    if as_json:
        print_json(manifest)
        return
    size = f"{file.stat().st_size / 2**20:.1f}".replace(".", ",")
    _say(f"Tok sikkerhetskopi av {_told(manifest)}: {file} ({size} MB)")
    if manifest.lost:
        _say(f"{len(manifest.lost)} originalfiler manglet fra før, og er ikke med.")


def restore(
    file: Annotated[Path, typer.Argument(metavar="FIL", help="Kopien.")],
    replace: Annotated[bool, typer.Option("--replace", help="Slett det som er lagret nå, om noe er det.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ikke spør før noe slettes.")] = False,
    as_json: AsJson = False,
) -> None:
    """Legg en sikkerhetskopi inn i en tom datamappe eller database."""
    from assistant.config import load_settings
    from assistant.opening import original_files, owned_data_dir
    from corpus.backup.archive import opened_archive
    from corpus.backup.restoring import restore

    settings = load_settings()
    with opened_archive(file), owned_data_dir(settings):
        if replace and not yes:
            _ask(settings)
        manifest = restore(
            file,
            settings.database_url,
            partial(original_files, settings),
            settings.templates_dir,
            replace=replace,
        )
    if as_json:
        print_json(manifest)
        return
    _say(f"La inn {_told(manifest)}, slik de var {_when(manifest.made_at)}.")


def _ask(settings: "Settings") -> None:
    """Raises UserError unless whoever types says that what is there may be deleted."""
    from corpus.store.filling import counts

    found = counts(settings.database_url)
    if found:
        told = ", ".join(_counted(found.get(table, 0), one, more) for table, one, more in _COUNTED)
        question = f"Slette {told} og alt annet i {quoted(settings.data_dir)}? Skriv ja"
        try:
            answer = typer.prompt(question, default="", show_default=False)
        except typer.Abort:  # there is nobody
            answer = ""
        if answer.strip().lower() != "ja":
            raise UserError("ingenting er slettet, og ingenting lagt inn")


def _told(manifest: "Manifest") -> str:
    rows = {name: entry.rows for name, entry in manifest.tables.items()}
    return ", ".join(_counted(rows.get(table, 0), one, more) for table, one, more in _COUNTED)


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%d.%m.%Y kl. %H.%M}"


def _say(line: str) -> None:
    out().print(line, markup=False, soft_wrap=True)
