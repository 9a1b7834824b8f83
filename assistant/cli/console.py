"""What a command shows a person: tables, answers with their sources, and what is going on."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from rich.console import Console
from rich.table import Column, Table

from assistant import labels, remarks
from corpus.unseen import without_unseen

if TYPE_CHECKING:
    from pydantic import BaseModel

    from assistant.answering.answer import Answer, DutyRow, MeasureRow
    from assistant.api.documents import DocumentEntry
    from assistant.ingestion.ingest import FileStep
    from assistant.ingestion.reports import FileReport
    from assistant.quality.findings import QualityReport
    from assistant.search import SearchHit
    from assistant.tidying import Tidied
    from corpus.models import Coverage, PageUnit

_STATUS = {"indexed": "lagt inn", "unchanged": "uendret", "refused": "avvist"}
_FIELDS = {"description": "beskrivelse", "schedule": "tidsplan", "responsible": "ansvar"}
_STEPS = {"reading": "leser", "begin": "skriver", "written": "skriver", "embedding": "lager vektorer"}
_KINDS = {
    "conversations": "samtaler",
    "drafts": "utkast",
    "jobs": "jobber",
    "held_files": "filer som ventet",
    "sessions": "innlogginger",
    "tokens": "tilgangsnøkler",
    "teams_conversations": "samtaler i Teams uten spørsmål",
    "teams_activities": "kvitteringer for meldinger fra Teams",
    "teams_outbox": "meldinger som Teams ikke tok imot",
    "entra_groups": "grupper til bruk i Teams",
    "model_use": "tellinger av språkmodellens bruk",
    "model_holds": "språkmodellens svar som ble avbrutt",
    "accounts": "brukere",
    "audit": "linjer i revisjonsloggen",
    "files": "det slettede i databasens filer",
}
_PIPE_WIDTH = 160  # columns, where no terminal says how many it has


@contextmanager
def progress(*, as_json: bool) -> "Iterator[FileStep]":
    """A line on stderr that says what is being done."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True, markup=False, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=as_json and not screen.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def on_step(what: str, step: str, done: int, total: int) -> None:
            name = without_unseen(what)
            progress.update(task, description=f"{name}: {_STEPS.get(step, step)}", completed=done, total=total or None)

        yield on_step


def _whole(heading: str) -> Column:
    """A column whose words can be copied: never cut."""
    return Column(heading, overflow="fold")


def out() -> Console:
    """Standard output for people; as wide as a page where no terminal says its width."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False)


def print_json(record: "BaseModel") -> None:
    """One record as a line of JSON."""
    typer.echo(record.model_dump_json())


def print_json_list(records: "Sequence[BaseModel]") -> None:
    """Records as one JSON list."""
    typer.echo(json.dumps([record.model_dump(mode="json") for record in records], ensure_ascii=False))


def show_tidied(tidied: "Tidied") -> None:
    """How much of each kind was deleted, or would be."""
    screen = out()
    screen.print("Ville slettet:" if tidied.dry_run else "Slettet:")
    for kind, number in tidied.deleted.items():
        screen.print(f"  {_KINDS[kind]}: {number}")
    for kind in tidied.failed:
        screen.print(f"  {_KINDS[kind]}: gikk ikke; prøv igjen, og se i loggen hvorfor", soft_wrap=True)


def show_reports(reports: "Sequence[FileReport]") -> None:
    """What became of each file."""
    table = Table("Fil", "", _whole("Id"), "Sider", "Tiltak", "Plikter", "Merknad")
    for report in reports:
        measures = _of_occurrences(report.measures, report.occurrences)
        pages = labels.counted(report.pages, report.unit)
        counts = (pages, measures, str(report.duties)) if report.coverage else ("", "", "")
        private = remarks.personal_data(report.personal_data, report.unit)
        remark = "; ".join(filter(None, (private, report.reason, *report.notes, _unread(report.coverage, report.unit))))
        table.add_row(without_unseen(Path(report.file).name), _STATUS[report.status], report.id or "", *counts, remark)
    screen = out()
    screen.print(table)
    for report in reports:
        for other in report.variations:
            _print_variation(screen, other.measure, other.field, other.locator, other.wording)


def show_answer(answer: "Answer", question: str) -> None:
    """An answer with its sources, or a refusal with the nearest passages; how to ask on in the same conversation."""
    screen = out()
    language = answer.language
    if answer.standalone_question != question:
        screen.print(f"Tolket som: {answer.standalone_question}\n", soft_wrap=True)
    screen.print(answer.answer, soft_wrap=True)
    if answer.citations:
        screen.print("\nKilder")
    for citation in answer.citations:
        screen.print(f"[{citation.number}] {_source(citation, language)}", soft_wrap=True)
        screen.print(f"    «{' '.join(citation.quote.split())}»", soft_wrap=True)
    if answer.nearest:
        screen.print("\nNærmeste jeg fant")
    for passage in answer.nearest:
        screen.print(f"- {_source(passage, language)}", soft_wrap=True)
        screen.print(f"    «{' '.join(passage.text.split())}»", soft_wrap=True)
    screen.print(f"\nSpør videre med --conversation {answer.conversation_id}", soft_wrap=True)


def show_hits(hits: "Sequence[SearchHit]") -> None:
    """Passages found."""
    screen = out()
    for number, hit in enumerate(hits, start=1):
        screen.print(f"{number}. {_source(hit)}", soft_wrap=True)
        screen.print(f"    {' '.join(hit.text.split())}", soft_wrap=True)
    if not hits:
        screen.print("Fant ingen avsnitt.")


def show_measures(rows: "Sequence[MeasureRow]") -> None:
    """The register, how many it has, and where wordings differ."""
    from assistant.answering.showing.measures import places, varied

    table = Table("Tiltak", "Tidsplan", "Ansvar", "Sider", _whole("Dokument"), "Merknad")
    for row in rows:
        remark = ", ".join(filter(None, (labels.standing(row.standing), labels.retelling() if row.retelling else "")))
        table.add_row(row.title, row.schedule, ", ".join(row.responsible), places(row), row.document_id, remark)
    screen = out()
    if rows:
        screen.print(table)
    screen.print(_of_occurrences(len(rows), sum(row.occurrences for row in rows), "tiltak"))
    for row in rows:
        for other in row.variations:
            _print_variation(screen, row.title, other.field, varied(row, other), other.wording)


def show_duties(rows: "Sequence[DutyRow]") -> None:
    """The duties in the plans' own words, and how many there are."""
    table = Table("Hvem", "Plikt", "Side", _whole("Dokument"), "Merknad")
    for row in rows:
        quote = f"{row.lead} {row.quote}" if row.lead else row.quote
        remark = ", ".join(filter(None, (labels.standing(row.standing), labels.retelling() if row.retelling else "")))
        table.add_row(row.unit, quote, row.locator, row.document_id, remark)
    screen = out()
    if rows:
        screen.print(table)
    screen.print(f"{len(rows)} {'plikt' if len(rows) == 1 else 'plikter'}")


def show_check(report: "QualityReport") -> None:
    """What may be wrong in a plan, each finding with the plan's own words."""
    screen = out()
    language = report.language
    parts = [
        labels.title(report.document_title, is_stated=report.title_stated, language=language),
        labels.issuer(report.issuer, language),
        labels.retelling(language) if report.retelling else None,
    ]
    screen.print(", ".join(filter(None, parts)), soft_wrap=True)
    for number, finding in enumerate(report.findings, start=1):
        screen.print(f"\n{number}. {finding.message}", soft_wrap=True)
        for evidence in finding.evidence:
            screen.print(f"    {evidence.locator}: «{evidence.quote}»", soft_wrap=True)
        screen.print(f"    → {finding.advice}", soft_wrap=True)
    told = labels.findings(len(report.findings), report.measures, report.tables_as_text, language)
    screen.print(f"\n{told}", soft_wrap=True)


def show_documents(entries: "Sequence[DocumentEntry]") -> None:
    """The documents, and what could not be read."""
    table = Table(_whole("Id"), "Tittel", "Utgiver", "Om dokumentet", "Sider", "Tiltak", "Plikter", "Ord", "Merknad")
    for entry in entries:
        marks = (
            labels.retelling() if entry.retelling_of else "",
            _edition(entry),
            remarks.personal_data(entry.personal_data, entry.unit),
            _unread(entry.coverage, entry.unit),
        )
        remark = "; ".join(filter(None, marks))
        about = "\n".join(f"{name}: {value}" for name, value in labels.facts(entry))
        title = labels.title(entry.title, is_stated=entry.title_stated)
        numbers = (
            labels.counted(entry.pages, entry.unit),
            _of_occurrences(entry.measures, entry.occurrences),
            str(entry.duties),
            str(entry.coverage.words),
        )
        table.add_row(entry.id, title, labels.stated(entry.issuer), about, *numbers, remark)
    screen = out()
    if entries:
        screen.print(table)
    else:
        screen.print("Ingen dokumenter ennå. Legg inn en mappe med `planassistent ingest MAPPE`.")


def _print_variation(screen: Console, title: str, field: str, where: str, wording: str) -> None:
    words = " ".join(wording.split())
    screen.print(f"«{title}» har en annen {_FIELDS[field]} på {where}: «{words}»", soft_wrap=True)


def _source(place: Any, language: str = "nb") -> str:
    """A citation, passage or hit in one line."""
    parts = [
        labels.title(place.document_title, is_stated=place.title_stated, language=language),
        labels.issuer(place.issuer, language),
        place.locator,
        labels.standing(place.standing, language),
        labels.retelling(language) if place.retelling else None,
        labels.ocr(language) if place.ocr else None,
    ]
    path = f" ({' › '.join(place.heading_path)})" if place.heading_path else ""
    return ", ".join(filter(None, parts)) + path


def _of_occurrences(count: int, occurrences: int, noun: str = "") -> str:
    counted = f"{count} {noun}".strip()
    if noun:
        return f"{counted} i {occurrences} {'forekomst' if occurrences == 1 else 'forekomster'}"
    return counted if count == occurrences else f"{counted} ({occurrences} forekomster)"


def _edition(entry: "DocumentEntry") -> str | None:
    """What a document is among its editions, and how that is known."""
    if not entry.editions:
        return None
    parts = (
        labels.standing(entry.standing) or "gjeldende utgave",
        f"etter {entry.supersedes}" if entry.supersedes else None,
        f"før {entry.superseded_by}" if entry.superseded_by else None,
        "gjenkjent på tittel, utgiver og år" if entry.edition_recognised else None,
    )
    return ", ".join(filter(None, parts))


def _unread(coverage: "Coverage | None", of: "PageUnit") -> str | None:
    """What of a document could not be read as it should, by page where that helps."""
    return "; ".join(remarks.unread(coverage, of)) or None if coverage else None
