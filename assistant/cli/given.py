"""What a command was given, held against what there is."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from assistant.cli.backend import Backend
from assistant.cli.errors import UserError
from corpus.complaints import quoted

if TYPE_CHECKING:
    from assistant.answering.answer import DutyRow, MeasureRow
    from assistant.register.conditions import Conditions


def given_question(question: str) -> str:
    """A question that can be asked; UserError where it cannot."""
    from assistant.inputs import checked_question

    try:
        return checked_question(question)
    except ValueError as error:
        raise UserError(str(error)) from error


def check_document(backend: Backend, document_id: str) -> None:
    """Raises UserError where there is no such document."""
    if document_id not in {entry.id for entry in backend.documents()}:
        raise UserError(f"dokumentet {quoted(document_id)} finnes ikke; `planassistent documents` viser dem som finnes")


def shipped_plans(backend: Backend) -> Path:
    """The folder of the plans that come with the program.

    Raises UserError where the library has documents of one's own: a retelling among them would not be what is meant.
    """
    folder = Path(str(files("corpus.documents")))
    if any(entry.retelling_of is None for entry in backend.documents()):
        raise UserError(
            f"oppgi filene eller mappene som skal leses inn; planene som følger med, ligger i {quoted(folder)} "
            "og leses uten videre bare inn i et bibliotek uten egne dokumenter"
        )
    typer.echo(f"Leser planene som følger med (gjenfortellinger): {folder}", err=True)
    return folder


def check_place(backend: Backend, scope: str | None) -> None:
    """Raises UserError where no plan holds for a jurisdiction."""
    from corpus.jurisdictions import NATIONAL, OUTER, distance
    from corpus.words.alphabet import alphabetical

    places = {entry.jurisdiction for entry in backend.documents()} - {None, NATIONAL}
    if scope is not None and not any(distance(place, scope) <= OUTER for place in places):
        known = "; ".join(sorted((place for place in places if place is not None), key=alphabetical)) or "ingen"
        raise UserError(f"ingen plan gjelder for {quoted(scope)}; det finnes planer for: {known}")


def given_conditions(**given: Any) -> "Conditions":
    """The conditions by their names, those not given left out; UserError where they contradict each other."""
    from pydantic import ValidationError

    from assistant.register.conditions import Conditions
    from corpus.complaints import validation_complaint

    try:
        return Conditions(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        told = (f"{part['loc'][0]}: {validation_complaint(part)}" for part in error.errors())
        raise UserError("; ".join(told)) from error


def check_save_target(path: Path | None) -> None:
    """Raises SavingError where rows cannot be saved in such a file."""
    if path is not None:
        from assistant.cli.saving import check_target

        check_target(path)


def save_rows_in(path: Path | None, measures: "Sequence[MeasureRow]", duties: "Sequence[DutyRow]") -> None:
    """Saves rows where a file was named, and says so."""
    if path is not None:
        from assistant.cli.saving import save_rows

        count = save_rows(path, measures, duties)
        typer.echo(f"Lagret {count} {'rad' if count == 1 else 'rader'} i {path}", err=True)
