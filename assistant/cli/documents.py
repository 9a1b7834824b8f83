"""Commands on documents that are there: what they are, what is wrong in them, what changed, what goes."""

from typing import Annotated, Literal

import typer

from assistant.cli.backend import opened_backend
from assistant.cli.console import out, print_json, print_json_list, show_check, show_documents
from assistant.cli.given import check_document
from assistant.cli.options import AsJson


def check(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Dokumentets id.")],
    language: Annotated[Literal["nb", "nn", "en"], typer.Option(help="Språket rapporten skal ha.")] = "nb",
    as_json: AsJson = False,
) -> None:
    """Se etter feil og mangler i en plan."""
    with opened_backend() as backend:
        check_document(backend, document_id)
        report = backend.check(document_id, language)
    if as_json:
        print_json(report)
    else:
        show_check(report)


def documents(as_json: AsJson = False) -> None:
    """List dokumentene, og hva som ikke lot seg lese."""
    with opened_backend() as backend:
        entries = backend.documents()
    if as_json:
        print_json_list(entries)
    else:
        show_documents(entries)


def diff(
    old: Annotated[str, typer.Argument(metavar="GAMMEL", help="Id-en til den gamle utgaven.")],
    new: Annotated[str, typer.Argument(metavar="NY", help="Id-en til den nye utgaven.")],
    language: Annotated[Literal["nb", "nn", "en"], typer.Option(help="Språket det fortelles på.")] = "nb",
    as_json: AsJson = False,
) -> None:
    """Vis hvilke tiltak som er nye, fjernet og endret fra en utgave til en annen."""
    with opened_backend() as backend:
        for document_id in (old, new):
            check_document(backend, document_id)
        found = backend.diff(old, new)
    if as_json:
        print_json(found)
    else:
        from assistant.comparing.console import show_difference

        show_difference(found, language, out())


def remove(document_id: Annotated[str, typer.Argument(metavar="ID", help="Dokumentets id.")]) -> None:
    """Slett et dokument."""
    with opened_backend() as backend:
        check_document(backend, document_id)
        backend.remove(document_id)
    out().print(f"Slettet {document_id}.")
