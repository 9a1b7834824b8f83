"""Commands that list what the plans hold in rows: measures and duties."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from assistant.cli.backend import Backend, opened_backend
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

if TYPE_CHECKING:
    from assistant.answering.answer import DutyRow, MeasureRow

Row = TypeVar("Row", "MeasureRow", "DutyRow")


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
    rows = _told(documents, lambda backend: backend.measures(conditions), show_measures, as_json=as_json)
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
    rows = _told(documents, lambda backend: backend.duties(conditions), show_duties, as_json=as_json)
    save_rows_in(save, (), rows)


def _told(
    documents: Sequence[str] | None,
    rows_of: Callable[[Backend], list[Row]],
    show: Callable[[Sequence[Row]], None],
    *,
    as_json: bool,
) -> list[Row]:
    """The rows, shown or as JSON, of documents that are there."""
    with opened_backend() as backend:
        for document_id in documents or ():
            check_document(backend, document_id)
        rows = rows_of(backend)
    if as_json:
        print_json_list(rows)
    else:
        show(rows)
    return rows
