"""Commands that list what the plans hold in rows: measures and duties."""

from typing import Annotated

import typer

from assistant.cli.backend import opened_backend
from assistant.cli.console import print_json_list, show_duties, show_measures
from assistant.cli.given import check_document, check_save_target, given_conditions, save_rows_in
from assistant.cli.options import (
    AsJson,
    Commitment,
    DocumentIds,
    FromYear,
    Owners,
    Priority,
    Saved,
    SharedBy,
    TimingOption,
    ToYear,
    Without,
    YearOption,
)


def measures(
    documents: DocumentIds = None,
    responsible: Owners = None,
    sharing: SharedBy = "all",
    without: Without = None,
    year: YearOption = None,
    from_year: FromYear = None,
    to_year: ToYear = None,
    timing: TimingOption = "runs",
    priority: Priority = None,
    commitment: Commitment = None,
    q: Annotated[str | None, typer.Option("--query", "-q", help="Ord i tittel, beskrivelse eller deltiltak.")] = None,
    save: Saved = None,
    as_json: AsJson = False,
) -> None:
    """List tiltakene i planene, alle sammen."""
    check_save_target(save)
    conditions = given_conditions(
        document_id=documents,
        responsible=responsible,
        sharing=sharing,
        without=without,
        year=year,
        from_year=from_year,
        to_year=to_year,
        timing=timing,
        priority=priority,
        commitment=commitment,
        q=q,
    )
    with opened_backend() as backend:
        for document_id in documents or ():
            check_document(backend, document_id)
        rows = backend.measures(conditions)
    if as_json:
        print_json_list(rows)
    else:
        show_measures(rows)
    save_rows_in(save, rows, ())


def duties(
    documents: DocumentIds = None,
    responsible: Owners = None,
    sharing: SharedBy = "all",
    without: Without = None,
    year: YearOption = None,
    from_year: FromYear = None,
    to_year: ToYear = None,
    priority: Priority = None,
    commitment: Commitment = None,
    q: Annotated[str | None, typer.Option("--query", "-q", help="Ord i plikten.")] = None,
    save: Saved = None,
    as_json: AsJson = False,
) -> None:
    """List pliktene i planene: hvem som skal gjøre hva."""
    check_save_target(save)
    conditions = given_conditions(
        document_id=documents,
        responsible=responsible,
        sharing=sharing,
        without=without,
        year=year,
        from_year=from_year,
        to_year=to_year,
        priority=priority,
        commitment=commitment,
        q=q,
    )
    with opened_backend() as backend:
        for document_id in documents or ():
            check_document(backend, document_id)
        rows = backend.duties(conditions)
    if as_json:
        print_json_list(rows)
    else:
        show_duties(rows)
    save_rows_in(save, (), rows)
