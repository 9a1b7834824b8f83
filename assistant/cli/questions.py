"""Commands that answer: a question, or words to be found."""

from typing import Annotated, Literal

import typer

from assistant.cli.backend import opened_backend
from assistant.cli.console import print_json, print_json_list, show_answer, show_hits
from assistant.cli.given import check_document, check_place, check_save_target, given_question, save_rows_in
from assistant.cli.options import AsJson, DocumentIds, Saved


def ask(
    question: Annotated[str, typer.Argument(help="Spørsmålet, på bokmål, nynorsk eller engelsk.")],
    documents: DocumentIds = None,
    language: Annotated[Literal["nb", "nn", "en"] | None, typer.Option(help="Språket svaret skal ha.")] = None,
    scope: Annotated[
        str | None, typer.Option(help="Hvem du spør for («Oslo, Bydel Grorud»): egne planer kommer først.")
    ] = None,
    save: Saved = None,
    conversation: Annotated[
        str | None, typer.Option(metavar="ID", help="Samtalen det spørres videre i; id-en står under hvert svar.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Still et spørsmål."""
    checked = given_question(question)
    check_save_target(save)
    with opened_backend() as backend:
        for document_id in documents or ():
            check_document(backend, document_id)
        check_place(backend, scope)
        answer = backend.ask(checked, documents or None, language, conversation, scope)
    if as_json:
        print_json(answer)
    else:
        show_answer(answer, checked)
    save_rows_in(save, answer.measures, answer.duties)


def search(
    query: Annotated[str, typer.Argument(help="Ord å søke etter.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Så mange avsnitt.")] = 10,
    documents: DocumentIds = None,
    as_json: AsJson = False,
) -> None:
    """Finn avsnitt."""
    checked = given_question(query)
    with opened_backend() as backend:
        for document_id in documents or ():
            check_document(backend, document_id)
        hits = backend.search(checked, limit, documents or None)
    if as_json:
        print_json_list(hits)
    else:
        show_hits(hits)
