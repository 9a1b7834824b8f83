"""The command line. Heavy imports stand inside the commands, so that `--help` is there at once."""

import typer

from assistant.cli import (
    backup,
    collections,
    documents,
    evaluation,
    ingestion,
    questions,
    register,
    serving,
    teams,
    tokens,
    upkeep,
)
from assistant.cli.errors import Commands

app = typer.Typer(
    cls=Commands,
    help="Svar fra barnehageplaner, med kilde på hver påstand.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="Språkmodellen som finner avsnitt etter mening.", no_args_is_help=True)
collections_app = typer.Typer(help="Samlingene: hvem som kan lese hvilke dokumenter.", no_args_is_help=True)
tokens_app = typer.Typer(help="Tokener for tjenester som bruker API-et.", no_args_is_help=True)
teams_app = typer.Typer(help="Assistenten i Microsoft Teams.", no_args_is_help=True)

# In the order in which `--help` shows them.
app.command()(ingestion.ingest)
app.command()(questions.ask)
app.command()(questions.search)
app.command()(register.measures)
app.command()(register.duties)
app.command()(documents.check)
app.command()(documents.documents)
app.command()(documents.diff)
app.command()(documents.remove)
app.command()(upkeep.rebuild)
app.command()(upkeep.tidy)
app.command("backup")(backup.take)
app.command()(backup.restore)
app.command()(serving.serve)
app.add_typer(collections_app, name="collections")
app.command("eval")(evaluation.evaluate)
app.command()(upkeep.doctor)
app.add_typer(model_app, name="model")
model_app.command("build")(upkeep.build)
collections_app.command("list")(collections.show)
collections_app.command("set")(collections.put)
collections_app.command("remove")(collections.remove)
app.add_typer(tokens_app, name="tokens")
tokens_app.command("create")(tokens.create)
tokens_app.command("list")(tokens.list_)
tokens_app.command("revoke")(tokens.revoke)
app.add_typer(teams_app, name="teams")
teams_app.command("package")(teams.package)


def main() -> None:
    """The entry point `planassistent`."""
    app()
