"""The command line. Heavy imports stand inside the commands, so that `--help` is there at once."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol

import typer
from rich.console import Console
from rich.table import Column, Table
from typer.core import TyperGroup

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from pydantic import BaseModel

    from assistant.answering.answer import Answer, MeasureRow
    from assistant.api.documents import DocumentEntry
    from assistant.config import Settings
    from assistant.jobs import FileReport, FileStep
    from assistant.service import Assistant, SearchHit
    from corpus.library import Library
    from corpus.models import Metadata

FAILED = 1

_STATUS = {"indexed": "lagt inn", "unchanged": "uendret", "refused": "avvist"}
_FIELDS = {"description": "beskrivelse", "schedule": "tidsplan", "responsible": "ansvar"}
_STEPS = {"reading": "leser", "begin": "skriver", "written": "skriver", "embedding": "lager vektorer"}
_PIPE_WIDTH = 160  # columns, where no terminal says how many it has


class _Commands(TyperGroup):
    """Tells expected errors in one line; a fault of ours keeps its traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not isinstance(error, _expected_errors()):
                raise
            typer.echo(f"feil: {' '.join(str(error).split())}", err=True)
            raise typer.Exit(FAILED) from error


class _UserError(Exception):
    """What was asked cannot be done; the message says why and what to do."""


app = typer.Typer(
    cls=_Commands,
    help="Svar fra barnehageplaner, med kilde på hver påstand.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
model_app = typer.Typer(help="Språkmodellen som finner avsnitt etter mening.", no_args_is_help=True)
app.add_typer(model_app, name="model")

AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON på standard ut.")]
DocumentIds = Annotated[list[str] | None, typer.Option("--document", help="Bare dette dokumentet (kan gjentas).")]


def main() -> None:
    """The entry point `planassistent`."""
    app()


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Filer eller mapper; manifest.toml ved siden av blir lest.")],
    manifest: Annotated[Path | None, typer.Option(help="Et manifest i stedet for det som ligger ved filene.")] = None,
    document_id: Annotated[str | None, typer.Option("--id", help="Dokumentets id.")] = None,
    title: Annotated[str | None, typer.Option(help="Tittel.")] = None,
    issuer: Annotated[str | None, typer.Option(help="Utgiver.")] = None,
    jurisdiction: Annotated[str | None, typer.Option(help="Hvem planen gjelder for.")] = None,
    kind: Annotated[str | None, typer.Option(help="Dokumenttype.")] = None,
    authority: Annotated[Literal["binding", "guiding"] | None, typer.Option(help="Bindende eller veiledende.")] = None,
    edition: Annotated[str | None, typer.Option(help="Utgaven, slik den er trykt.")] = None,
    language: Annotated[str | None, typer.Option(help="Språk, for eksempel nb.")] = None,
    source_url: Annotated[str | None, typer.Option(help="Hvor dokumentet er offentliggjort.")] = None,
    retelling_of: Annotated[str | None, typer.Option(help="Hva dokumentet er en gjenfortelling av.")] = None,
    contact: Annotated[str | None, typer.Option(help="Hvem man kan spørre.")] = None,
    edition_of: Annotated[str | None, typer.Option(help="Id-en til dokumentet som filen er en ny utgave av.")] = None,
    as_json: AsJson = False,
) -> None:
    """Les filer inn i biblioteket."""
    from corpus.models import Metadata

    if edition_of and document_id and edition_of != document_id:
        raise typer.BadParameter("gi --id eller --edition-of, ikke begge")
    flags = Metadata(
        id=edition_of or document_id,
        title=title,
        issuer=issuer,
        jurisdiction=jurisdiction,
        kind=kind,
        authority=authority,
        edition=edition,
        language=language,
        source_url=source_url,
        retelling_of=retelling_of,
        contact=contact,
    )
    with _backend() as backend:
        if edition_of:
            _check_document(backend, edition_of)
        _ingest(backend, paths, flags, manifest, as_json=as_json)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Spørsmålet, på bokmål, nynorsk eller engelsk.")],
    documents: DocumentIds = None,
    language: Annotated[Literal["nb", "nn", "en"] | None, typer.Option(help="Språket svaret skal ha.")] = None,
    as_json: AsJson = False,
) -> None:
    """Still et spørsmål."""
    checked = _checked(question)
    with _backend() as backend:
        for document_id in documents or ():
            _check_document(backend, document_id)
        answer = backend.ask(checked, documents or None, language)
    if as_json:
        _print_json(answer)
    else:
        _show_answer(answer)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Ord å søke etter.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Så mange avsnitt.")] = 10,
    documents: DocumentIds = None,
    as_json: AsJson = False,
) -> None:
    """Finn avsnitt."""
    checked = _checked(query)
    with _backend() as backend:
        for document_id in documents or ():
            _check_document(backend, document_id)
        hits = backend.search(checked, limit, documents or None)
    if as_json:
        _print_json_list(hits)
    else:
        _show_hits(hits)


@app.command()
def measures(
    document: Annotated[str | None, typer.Option(help="Bare dette dokumentets tiltak.")] = None,
    responsible: Annotated[str | None, typer.Option(help="Den ansvarlige: navn eller forkortelse.")] = None,
    year: Annotated[int | None, typer.Option(min=1900, max=2100, help="Året tiltaket går i.")] = None,
    priority: Annotated[str | None, typer.Option(help="Ord i veivalget.")] = None,
    q: Annotated[str | None, typer.Option("--query", "-q", help="Ord i tittel eller beskrivelse.")] = None,
    as_json: AsJson = False,
) -> None:
    """List tiltakene i planene, alle sammen."""
    with _backend() as backend:
        if document is not None:
            _check_document(backend, document)
        rows = backend.measures(document_id=document, responsible=responsible, year=year, priority=priority, q=q)
    if as_json:
        _print_json_list(rows)
    else:
        _show_measures(rows)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List dokumentene, og hva som ikke lot seg lese."""
    with _backend() as backend:
        entries = backend.documents()
    if as_json:
        _print_json_list(entries)
    else:
        _show_documents(entries)


@app.command()
def remove(document_id: Annotated[str, typer.Argument(metavar="ID", help="Dokumentets id.")]) -> None:
    """Slett et dokument."""
    with _backend() as backend:
        _check_document(backend, document_id)
        backend.remove(document_id)
    _out().print(f"Slettet {document_id}.")


@app.command()
def rebuild() -> None:
    """Bygg indeksene på nytt, for eksempel etter bytte av språkmodell."""
    from assistant.config import load_settings
    from assistant.opening import rebuild_library, server_address

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        raise _UserError(f"the server at {address} uses the indexes; stop it, then run `planassistent rebuild` again")
    with _progress(as_json=False) as on_step:
        count = rebuild_library(settings, lambda step, done, total: on_step("indekser", step, done, total))
    _out().print(f"Bygde indeksene på nytt for {count} dokumenter.")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Adressen det lyttes på.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Porten; 0 tar en ledig.")] = None,
) -> None:
    """Start tjenesten."""
    import asyncio

    from assistant.config import load_settings

    settings = load_settings()
    changes = {"host": host or settings.host, "port": settings.port if port is None else port}
    asyncio.run(_serve(settings.model_copy(update=changes)))


@app.command("eval")
def evaluate(
    corpus: Annotated[Path | None, typer.Option(help="Mappen med originalene (ellers de som følger med).")] = None,
    split: Annotated[str | None, typer.Option(help="Bare denne delen av spørsmålene.")] = None,
    output: Annotated[Path, typer.Option(help="Mappen rapporten skrives i.")] = Path("evaluation"),
    config: Annotated[Path | None, typer.Option(help="Fil med grenser (ellers de som følger med).")] = None,
) -> None:
    """Mål hvor gode svarene er."""
    import corpus.documents as shipped
    from assistant.config import load_settings
    from eval.cli import run

    settings = load_settings()
    folder = corpus or Path(shipped.__path__[0])
    code = run(folder, split, output, config, build=lambda source: _evaluated_system(settings, source))
    raise typer.Exit(code)


@model_app.command("build")
def build() -> None:
    """Bygg modellmappen (én gang, noen minutter)."""
    from assistant.config import load_settings
    from corpus.index.embedding import MODEL_NAME
    from corpus.index.model_build import build_model, is_built

    settings = load_settings()
    if settings.embedding_model != MODEL_NAME:
        raise _UserError(f"the model {settings.embedding_model!r} needs no building; only {MODEL_NAME!r} does")
    target = settings.model_dir / MODEL_NAME
    if is_built(target):
        _out().print(f"Modellen er bygget alt: {target}")
        return
    with _progress(as_json=False) as on_step:
        build_model(target, lambda step: on_step("modell", step, 0, 0))
    _out().print(f"Bygde modellen: {target}")


@app.command()
def doctor() -> None:
    """Se etter om alt er på plass."""
    healthy = True
    for name, check in _CHECKS:
        try:
            typer.echo(f"✓ {name}: {check()}")
        except Exception as error:
            if not isinstance(error, _expected_errors()):
                raise
            typer.echo(f"✗ {name}: {' '.join(str(error).split())}")
            healthy = False
    if not healthy:
        raise typer.Exit(FAILED)


# Where an answer comes from


class Backend(Protocol):
    """The library of this process, or the server that owns the data directory."""

    def ask(self, question: str, document_ids: Sequence[str] | None, language: str | None) -> "Answer":
        """The verified answer."""

    def search(self, query: str, limit: int, document_ids: Sequence[str] | None) -> "list[SearchHit]":
        """The best passages, best first."""

    def measures(self, **conditions: Any) -> "list[MeasureRow]":
        """All measures that meet the conditions."""

    def documents(self) -> "list[DocumentEntry]":
        """All documents."""

    def remove(self, document_id: str) -> bool:
        """Deletes a document; False where there is none."""

    def ingest(
        self,
        paths: Iterable[Path],
        flags: "Metadata",
        manifest: Path | None,
        on_step: "FileStep",
        on_report: "Callable[[FileReport], None]",
    ) -> None:
        """Ingests files, and the files of folders."""


@dataclass(frozen=True)
class _Local:
    """The library of this process."""

    library: "Library"
    assistant: "Assistant"

    def ask(self, question: str, document_ids: Sequence[str] | None, language: str | None) -> "Answer":
        return self.assistant.ask(question, document_ids=document_ids, language=language)

    def search(self, query: str, limit: int, document_ids: Sequence[str] | None) -> "list[SearchHit]":
        return self.assistant.search(query, limit, document_ids=document_ids)

    def measures(self, **conditions: Any) -> "list[MeasureRow]":
        return self.assistant.measures(**conditions)

    def documents(self) -> "list[DocumentEntry]":
        from assistant.api.documents import entries

        return entries(self.assistant)

    def remove(self, document_id: str) -> bool:
        return self.library.remove(document_id)

    def ingest(
        self,
        paths: Iterable[Path],
        flags: "Metadata",
        manifest: Path | None,
        on_step: "FileStep",
        on_report: "Callable[[FileReport], None]",
    ) -> None:
        from assistant.jobs import ingest_paths

        ingest_paths(self.library, paths, flags, manifest, on_step, on_report)


@contextmanager
def _backend() -> Iterator[Backend]:
    from assistant.api.client import Client
    from assistant.config import load_settings
    from assistant.opening import open_library, server_address
    from assistant.service import Assistant

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        with Client(address) as client:
            yield client
    else:
        with open_library(settings) as library:
            yield _Local(library, Assistant(library))


def _check_document(backend: Backend, document_id: str) -> None:
    if document_id not in {entry.id for entry in backend.documents()}:
        raise _UserError(f"there is no document {document_id!r}; `planassistent documents` lists those there are")


def _checked(question: str) -> str:
    from assistant.api.requests import checked_text
    from assistant.service import checked_question

    try:
        return checked_question(checked_text(question))
    except ValueError as error:
        raise _UserError(str(error)) from error


def _expected_errors() -> tuple[type[Exception], ...]:
    from assistant.api.client import ServerError
    from assistant.config import ConfigurationError
    from assistant.jobs import WritingStoppedError
    from assistant.opening import OpeningError
    from corpus.catalogue import CatalogueError
    from corpus.index.embedding import EmbeddingModelError
    from corpus.index.model_build import ModelBuildError
    from corpus.library import IndexMismatchError
    from ingest.manifest import ManifestError

    return (
        _UserError,
        ServerError,
        ConfigurationError,
        WritingStoppedError,
        OpeningError,
        CatalogueError,
        EmbeddingModelError,
        ModelBuildError,
        IndexMismatchError,
        ManifestError,
        OSError,
    )


# Serving and evaluating


async def _serve(settings: "Settings") -> None:
    """Serves until a signal; the application opens before the server starts, so that its errors are told plainly."""
    import signal
    import socket

    import uvicorn

    from assistant.app import create_app

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise _UserError(
            f"port {settings.port} on {settings.host!r} cannot be listened on ({error.strerror or error}); "
            "choose another with --host and --port"
        ) from error
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    application = create_app(settings)
    # Questions stand in the addresses of the page: no access log. The lifespan is run here.
    server = uvicorn.Server(uvicorn.Config(application, lifespan="off", access_log=False, log_level="warning"))
    with listening:
        async with application.router.lifespan_context(application):
            typer.echo(f"Planassistenten svarer på {settings.address}")
            # Uvicorn raises a signal again once it has stopped; the library must still be closed then.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            await server.serve(sockets=[listening])
            signal.signal(signal.SIGINT, signal.default_int_handler)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


@dataclass(frozen=True)
class _EvaluatedSystem:
    """The assistant as eval.system.System."""

    assistant: "Assistant"

    def ask(self, question: str) -> "Answer":
        return self.assistant.ask(question)

    def search(self, query: str, limit: int, side: Literal["hybrid", "bm25", "dense"]) -> "list[SearchHit]":
        return self.assistant.search(query, limit, side=side)

    def embed_query_ms(self, query: str) -> float:
        return self.assistant.embed_query_ms(query)


def _evaluated_system(settings: "Settings", corpus: Path) -> "AbstractContextManager[_EvaluatedSystem]":
    """A system over a corpus of its own, in a data directory that is deleted afterwards."""
    import tempfile

    from assistant.jobs import ingest_paths
    from assistant.opening import open_library
    from assistant.service import Assistant
    from eval.errors import CorpusError
    from ingest.pipeline import supported_suffixes

    @contextmanager
    def opened() -> Iterator[_EvaluatedSystem]:
        with tempfile.TemporaryDirectory(prefix="planassistent-eval-") as folder:
            fresh = settings.model_copy(
                update={
                    "data_dir": Path(folder),
                    "database_url": f"sqlite:///{folder}/catalogue.sqlite3",
                    "chroma_url": None,
                }
            )
            with open_library(fresh) as library:
                with _progress(as_json=False) as on_step:
                    reports = ingest_paths(library, [corpus], on_step=on_step)
                for report in reports:
                    if report.status == "refused" and Path(report.file).suffix.lower() in supported_suffixes():
                        raise CorpusError(f"{report.file}: {report.reason}")
                yield _EvaluatedSystem(Assistant(library))

    return opened()


# Checks of the doctor


def _check_python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036 - pip is not the only way here
        raise _UserError(f"{version} is too old; install 3.11 or newer")
    return version


def _check_settings() -> str:
    from assistant.config import TOML_FILE, load_settings

    load_settings()
    return f"leses fra miljøet og {TOML_FILE}" if TOML_FILE.exists() else "leses fra miljøet"


def _check_data_dir() -> str:
    from assistant.config import load_settings
    from assistant.opening import owned_data_dir, server_address

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        return f"{settings.data_dir}, i bruk av tjenesten på {address}"
    with owned_data_dir(settings):
        return f"{settings.data_dir} kan skrives"


def _check_model() -> str:
    from assistant.config import load_settings
    from corpus.index.embedding import load_embedding

    settings = load_settings()
    return load_embedding(settings.embedding_model, settings.model_dir).model_id


def _check_library() -> str:
    from assistant.api.client import Client
    from assistant.config import load_settings
    from assistant.opening import open_library, server_address

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        with Client(address) as client:
            ready = client.readiness()
        return f"{ready.documents} dokumenter, {ready.passages} avsnitt, {ready.measures} tiltak"
    with open_library(settings) as library:
        held = library.snapshot
        return f"{len(held.documents)} dokumenter, {len(held.passages)} avsnitt, {len(held.measures)} tiltak"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _check_python),
    ("Innstillinger", _check_settings),
    ("Datamappe", _check_data_dir),
    ("Språkmodell", _check_model),
    ("Bibliotek", _check_library),
)


# What is printed


def _ingest(backend: Backend, paths: list[Path], flags: "Metadata", manifest: Path | None, *, as_json: bool) -> None:
    reports: list[FileReport] = []

    def told(report: "FileReport") -> None:
        reports.append(report)
        if as_json:
            _print_json(report)

    try:
        with _progress(as_json=as_json) as on_step:
            backend.ingest(paths, flags, manifest, on_step, told)
    finally:
        if not as_json and reports:
            _show_reports(reports)


@contextmanager
def _progress(*, as_json: bool) -> "Iterator[FileStep]":
    """A line on stderr that says what is being done."""
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    screen = Console(stderr=True, markup=False, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=as_json and not screen.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def on_step(what: str, step: str, done: int, total: int) -> None:
            progress.update(task, description=f"{what}: {_STEPS.get(step, step)}", completed=done, total=total or None)

        yield on_step


def _whole(heading: str) -> Column:
    """A column whose words can be copied: never cut."""
    return Column(heading, overflow="fold")


def _out() -> Console:
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(width=width, markup=False, highlight=False, emoji=False)


def _print_json(record: "BaseModel") -> None:
    typer.echo(record.model_dump_json())


def _print_json_list(records: "Sequence[BaseModel]") -> None:
    typer.echo(json.dumps([record.model_dump(mode="json") for record in records], ensure_ascii=False))


def _show_reports(reports: "Sequence[FileReport]") -> None:
    table = Table("Fil", "", _whole("Id"), "Sider", "Tiltak", "Merknad")
    for report in reports:
        counts = (str(report.pages), _of_occurrences(report.measures, report.occurrences)) if report.id else ("", "")
        remark = "; ".join(filter(None, (report.reason, *report.notes, _unread(report.coverage))))
        table.add_row(Path(report.file).name, _STATUS[report.status], report.id or "", *counts, remark)
    screen = _out()
    screen.print(table)
    for report in reports:
        for other in report.variations:
            _print_variation(screen, other.measure, other.field, other.page, other.wording)


def _show_answer(answer: "Answer") -> None:
    screen = _out()
    screen.print(answer.answer, soft_wrap=True)
    if answer.citations:
        screen.print("\nKilder")
    for citation in answer.citations:
        screen.print(f"[{citation.number}] {_source(citation)}", soft_wrap=True)
        screen.print(f"    «{' '.join(citation.quote.split())}»", soft_wrap=True)
    if answer.nearest:
        screen.print("\nNærmeste jeg fant")
    for passage in answer.nearest:
        screen.print(f"- {_source(passage)}", soft_wrap=True)
        screen.print(f"    «{' '.join(passage.text.split())}»", soft_wrap=True)


def _show_hits(hits: "Sequence[SearchHit]") -> None:
    screen = _out()
    for number, hit in enumerate(hits, start=1):
        screen.print(f"{number}. {_source(hit)}", soft_wrap=True)
        screen.print(f"    {' '.join(hit.text.split())}", soft_wrap=True)
    if not hits:
        screen.print("Fant ingen avsnitt.")


def _show_measures(rows: "Sequence[MeasureRow]") -> None:
    table = Table("Tiltak", "Tidsplan", "Ansvar", "Sider", _whole("Dokument"))
    for row in rows:
        pages = ", ".join(map(str, row.pages))
        table.add_row(row.title, row.schedule, ", ".join(row.responsible), pages, row.document_id)
    screen = _out()
    if rows:
        screen.print(table)
    screen.print(_of_occurrences(len(rows), sum(row.occurrences for row in rows), "tiltak"))
    for row in rows:
        for other in row.variations:
            _print_variation(screen, row.title, other.field, other.page, other.wording)


def _show_documents(entries: "Sequence[DocumentEntry]") -> None:
    table = Table(_whole("Id"), "Tittel", "Utgiver", "Sider", "Tiltak", "Ord", "Merknad")
    for entry in entries:
        remark = "; ".join(filter(None, ("gjenfortelling" if entry.retelling_of else "", _unread(entry.coverage))))
        numbers = (str(entry.pages), _of_occurrences(entry.measures, entry.occurrences), str(entry.coverage.words))
        table.add_row(entry.id, entry.title, entry.issuer or "", *numbers, remark)
    screen = _out()
    if entries:
        screen.print(table)
    else:
        screen.print("Ingen dokumenter ennå. Legg inn en mappe med `planassistent ingest MAPPE`.")


def _print_variation(screen: Console, title: str, field: str, page: int, wording: str) -> None:
    words = " ".join(wording.split())
    screen.print(f"«{title}» har en annen {_FIELDS[field]} på s. {page}: «{words}»", soft_wrap=True)


def _source(place: Any) -> str:
    """A citation, passage or hit in one line."""
    parts = [place.document_title, place.issuer, place.locator, "gjenfortelling" if place.retelling else None]
    path = f" ({' › '.join(place.heading_path)})" if place.heading_path else ""
    return ", ".join(filter(None, parts)) + path


def _of_occurrences(count: int, occurrences: int, noun: str = "") -> str:
    counted = f"{count} {noun}".strip()
    if noun:
        return f"{counted} i {occurrences} {'forekomst' if occurrences == 1 else 'forekomster'}"
    return counted if count == occurrences else f"{counted} ({occurrences} forekomster)"


def _unread(coverage: Any) -> str | None:
    """What of a document could not be read as it should."""
    if coverage is None:
        return None
    parts = (
        (coverage.empty_pages, "tomme sider"),
        (coverage.tables_as_text, "tabeller bare lest som tekst"),
    )
    return ", ".join(f"{count} {what}" for count, what in parts if count) or None
