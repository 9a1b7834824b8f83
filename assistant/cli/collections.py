"""The commands on collections: who reads and edits which documents, and whom to ask."""

from typing import Annotated, Literal

import typer

from assistant.cli.backend import opened_backend
from assistant.cli.console import out, print_json_list
from assistant.cli.errors import UserError
from assistant.cli.options import AsJson
from corpus.complaints import quoted

CollectionId = Annotated[str, typer.Argument(metavar="ID", help="Samlingens id: små bokstaver, tall og bindestrek.")]


def show(as_json: AsJson = False) -> None:
    """List samlingene med gruppene som leser dem og endrer dem."""
    with opened_backend() as backend:
        entries = backend.collections()
    if as_json:
        print_json_list(entries)
        return
    for entry in entries:
        unmade = "" if entry.made else " (finnes ikke: bare administratorer leser den)"
        counted = "1 dokument" if entry.documents == 1 else f"{entry.documents} dokumenter"
        out().print(f"{entry.id}: {entry.title}{unmade}, {counted}", markup=False)
        for told, values in (("Leses av", entry.readers), ("Endres av", entry.editors), ("Spør", [entry.contact])):
            named = ", ".join(value for value in values or () if value)
            if named:
                out().print(f"  {told}: {named}", markup=False)


def put(
    collection_id: CollectionId,
    title: Annotated[str | None, typer.Option(help="Hva samlingen heter.")] = None,
    kind: Annotated[Literal["open", "municipality", "unit"] | None, typer.Option(help="Hvem den er for.")] = None,
    contact: Annotated[str | None, typer.Option(help="Hvem man kan spørre om dokumentene.")] = None,
    readers: Annotated[list[str] | None, typer.Option("--reader", help="Gruppe som leser (kan gjentas).")] = None,
    editors: Annotated[list[str] | None, typer.Option("--editor", help="Gruppe som endrer (kan gjentas).")] = None,
) -> None:
    """Lag en samling, eller endre det som nevnes av en som finnes."""
    from pydantic import ValidationError

    from corpus.complaints import validation_complaint
    from corpus.store.collections import Collection

    with opened_backend() as backend:
        held = next((entry for entry in backend.collections() if entry.id == collection_id), None)
        known = (
            held.model_dump(include=set(Collection.model_fields)) if held and held.made else {"title": collection_id}
        )
        said = {"title": title, "kind": kind, "contact": contact, "readers": readers, "editors": editors}
        given = {name: value for name, value in said.items() if value is not None}
        try:
            made = Collection.model_validate({**known, **given, "id": collection_id})
        except ValidationError as error:
            first = error.errors()[0]
            raise UserError(f"{first['loc'][0]} = {quoted(first['input'])} {validation_complaint(first)}") from error
        backend.put_collection(made)
    out().print(f"Lagret samlingen {collection_id}.", markup=False)


def remove(collection_id: CollectionId) -> None:
    """Slett en samling som ikke har dokumenter."""
    from corpus.store.collections import CollectionNotEmptyError

    with opened_backend() as backend:
        try:
            is_removed = backend.remove_collection(collection_id)
        except CollectionNotEmptyError as error:
            raise UserError(str(error)) from error
    if not is_removed:
        raise UserError(f"samlingen {quoted(collection_id)} finnes ikke, eller kan ikke slettes")
    out().print(f"Slettet samlingen {collection_id}.", markup=False)
