"""The command line. Heavy imports stand inside the commands, so that `--help` is there at once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from assistant.backend import Backend, opened_backend
from assistant.console import (
    out,
    print_json,
    print_json_list,
    progress,
    show_answer,
    show_check,
    show_documents,
    show_duties,
    show_hits,
    show_measures,
    show_reports,
)
from assistant.doctor import CHECKS, MisfitError
from corpus.complaints import quoted, system_complaint

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from assistant.answering.answer import Answer, DutyRow, MeasureRow
    from assistant.config import Settings
    from assistant.ingestion.reports import FileReport
    from assistant.register.conditions import Conditions
    from assistant.search import SearchHit
    from assistant.service import Assistant
    from corpus.models import Metadata

FAILED = 1


class _Commands(TyperGroup):
    """Tells expected errors in one line; a fault of ours keeps its traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            if not isinstance(error, _expected_errors()):
                raise
            typer.echo(f"feil: {_told(error)}", err=True)
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
Owners = Annotated[
    list[str] | None, typer.Option("--responsible", help="Den ansvarlige: navn, forkortelse eller rolle (kan gjentas).")
]
SharedBy = Annotated[
    Literal["all", "any", "sole", "shared"],
    typer.Option("--sharing", help="Ansvarlig er alle de nevnte, en av dem, bare de, eller de sammen med andre."),
]
Without = Annotated[
    list[str] | None, typer.Option("--without", help="Den som ikke er ansvarlig: navn, forkortelse eller rolle.")
]
YearOption = Annotated[int | None, typer.Option("--year", min=1900, max=2100, help="Året.")]
FromYear = Annotated[int | None, typer.Option("--from-year", min=1900, max=2100, help="Fra og med dette året.")]
ToYear = Annotated[int | None, typer.Option("--to-year", min=1900, max=2100, help="Til og med dette året.")]
TimingOption = Annotated[
    Literal["runs", "dated", "starts", "ends", "continuous"],
    typer.Option("--timing", help="I årene: går, er tidfestet, starter, slutter eller går kontinuerlig."),
]
Priority = Annotated[str | None, typer.Option("--priority", help="Ord i veivalget.")]
Commitment = Annotated[str | None, typer.Option("--commitment", help="Ord i innsatsen («Oslo vil at …»).")]
Saved = Annotated[Path | None, typer.Option("--save", help="Lagre radene i denne filen, .csv eller .xlsx.")]


def main() -> None:
    """The entry point `planassistent`."""
    app()


@app.command()
def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Filer, mapper eller mønstre som 'planer/**/*.pdf'; manifest.toml ved siden av blir lest."),
    ],
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
    edition_of: Annotated[
        str | None,
        typer.Option(help="Id-en til dokumentet som filen er en ny utgave av; none om den ikke er det."),
    ] = None,
    allow_personal_data: Annotated[
        bool, typer.Option("--allow-personal-data", help="Legg inn også filer med personopplysninger i.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Les filer inn i biblioteket."""
    from corpus.models import NO_EDITION, Metadata

    flags = Metadata(
        id=document_id,
        title=title,
        issuer=issuer,
        jurisdiction=jurisdiction,
        kind=kind,
        authority=authority,
        edition=edition,
        edition_of=edition_of,
        language=language,
        source_url=source_url,
        retelling_of=retelling_of,
        contact=contact,
    )
    with opened_backend() as backend:
        if edition_of and edition_of != NO_EDITION:
            _check_document(backend, edition_of)
        _ingest(backend, paths, flags, manifest, allow_personal_data=allow_personal_data, as_json=as_json)


@app.command()
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
    checked = _checked(question)
    _check_target(save)
    with opened_backend() as backend:
        for document_id in documents or ():
            _check_document(backend, document_id)
        _check_place(backend, scope)
        answer = backend.ask(checked, documents or None, language, conversation, scope)
    if as_json:
        print_json(answer)
    else:
        show_answer(answer, checked)
    _save(save, answer.measures, answer.duties)


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="Ord å søke etter.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="Så mange avsnitt.")] = 10,
    documents: DocumentIds = None,
    as_json: AsJson = False,
) -> None:
    """Finn avsnitt."""
    checked = _checked(query)
    with opened_backend() as backend:
        for document_id in documents or ():
            _check_document(backend, document_id)
        hits = backend.search(checked, limit, documents or None)
    if as_json:
        print_json_list(hits)
    else:
        show_hits(hits)


@app.command()
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
    _check_target(save)
    conditions = _conditions(
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
            _check_document(backend, document_id)
        rows = backend.measures(conditions)
    if as_json:
        print_json_list(rows)
    else:
        show_measures(rows)
    _save(save, rows, ())


@app.command()
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
    _check_target(save)
    conditions = _conditions(
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
            _check_document(backend, document_id)
        rows = backend.duties(conditions)
    if as_json:
        print_json_list(rows)
    else:
        show_duties(rows)
    _save(save, (), rows)


@app.command()
def check(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Dokumentets id.")],
    language: Annotated[Literal["nb", "nn", "en"], typer.Option(help="Språket rapporten skal ha.")] = "nb",
    as_json: AsJson = False,
) -> None:
    """Se etter feil og mangler i en plan."""
    with opened_backend() as backend:
        _check_document(backend, document_id)
        report = backend.check(document_id, language)
    if as_json:
        print_json(report)
    else:
        show_check(report)


@app.command()
def documents(as_json: AsJson = False) -> None:
    """List dokumentene, og hva som ikke lot seg lese."""
    with opened_backend() as backend:
        entries = backend.documents()
    if as_json:
        print_json_list(entries)
    else:
        show_documents(entries)


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="GAMMEL", help="Id-en til den gamle utgaven.")],
    new: Annotated[str, typer.Argument(metavar="NY", help="Id-en til den nye utgaven.")],
    language: Annotated[Literal["nb", "nn", "en"], typer.Option(help="Språket det fortelles på.")] = "nb",
    as_json: AsJson = False,
) -> None:
    """Vis hvilke tiltak som er nye, fjernet og endret fra en utgave til en annen."""
    with opened_backend() as backend:
        for document_id in (old, new):
            _check_document(backend, document_id)
        found = backend.diff(old, new)
    if as_json:
        print_json(found)
    else:
        from assistant.comparing.console import show_difference

        show_difference(found, language, out())


@app.command()
def remove(document_id: Annotated[str, typer.Argument(metavar="ID", help="Dokumentets id.")]) -> None:
    """Slett et dokument."""
    with opened_backend() as backend:
        _check_document(backend, document_id)
        backend.remove(document_id)
    out().print(f"Slettet {document_id}.")


@app.command()
def rebuild() -> None:
    """Bygg indeksene på nytt, for eksempel etter bytte av språkmodell."""
    from assistant.config import load_settings
    from assistant.opening import rebuild_library, server_address

    settings = load_settings()
    address = server_address(settings)
    if address is not None:
        raise _UserError(f"tjenesten på {address} bruker indeksene; stopp den, og kjør `planassistent rebuild` igjen")
    with progress(as_json=False) as on_step:
        count = rebuild_library(settings, lambda step, done, total: on_step("indekser", step, done, total))
    out().print(f"Bygde indeksene på nytt for {count} dokumenter.")


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
    questions: Annotated[Path | None, typer.Option(help="Mappen med spørsmålene (ellers de som følger med).")] = None,
    output: Annotated[Path | None, typer.Option(help="Mappen rapporten skrives i (ellers innstillingens).")] = None,
    config: Annotated[Path | None, typer.Option(help="Fil med grenser (ellers de som følger med).")] = None,
    reranker: Annotated[
        Path | None, typer.Option(help="Mappen med kryssenkoderen (ellers den i innstillingene).")
    ] = None,
) -> None:
    """Mål hvor gode svarene er."""
    import corpus.documents as shipped
    from assistant.config import load_settings
    from eval.cli import run
    from eval.golden import GOLDEN_FOLDER

    settings = load_settings()
    settings = settings.model_copy(update={"reranker": reranker or settings.reranker})
    folder = corpus or Path(shipped.__path__[0])
    code = run(
        folder,
        split,
        output or settings.evaluation_dir,
        config,
        build=lambda source: _evaluated_system(settings, source),
        reranker=settings.reranker,
        questions=questions or GOLDEN_FOLDER,
    )
    raise typer.Exit(code)


@model_app.command("build")
def build() -> None:
    """Bygg modellmappen (én gang, noen minutter)."""
    from assistant.config import load_settings
    from corpus.index.embedding import MODEL_NAME
    from corpus.index.model_build import build_model, is_built

    settings = load_settings()
    if settings.embedding_model != MODEL_NAME:
        raise _UserError(
            f"modellen {quoted(settings.embedding_model)} skal ikke bygges; det skal bare {quoted(MODEL_NAME)}"
        )
    target = settings.model_dir / MODEL_NAME
    if is_built(target):
        out().print(f"Modellen er bygget alt: {target}")
        return
    with progress(as_json=False) as on_step:
        build_model(target, lambda step: on_step("modell", step, 0, 0))
    out().print(f"Bygde modellen: {target}")


@app.command()
def doctor() -> None:
    """Se etter om alt er på plass."""
    healthy = True
    for name, check in CHECKS:
        try:
            typer.echo(f"✓ {name}: {check()}")
        except Exception as error:
            if not isinstance(error, _expected_errors()):
                raise
            typer.echo(f"✗ {name}: {_told(error)}")
            healthy = False
    if not healthy:
        raise typer.Exit(FAILED)


def _told(error: Exception) -> str:
    """An expected error in one line."""
    if not isinstance(error, OSError):
        return " ".join(str(error).split())
    return f"{quoted(error.filename)}: {system_complaint(error)}" if error.filename else system_complaint(error)


def _check_document(backend: Backend, document_id: str) -> None:
    if document_id not in {entry.id for entry in backend.documents()}:
        raise _UserError(
            f"dokumentet {quoted(document_id)} finnes ikke; `planassistent documents` viser dem som finnes"
        )


def _check_place(backend: Backend, scope: str | None) -> None:
    from corpus.jurisdictions import NATIONAL, OUTER, distance

    places = {entry.jurisdiction for entry in backend.documents()} - {None, NATIONAL}
    if scope is not None and not any(distance(place, scope) <= OUTER for place in places):
        known = "; ".join(sorted(place for place in places if place is not None)) or "ingen"
        raise _UserError(f"ingen plan gjelder for {quoted(scope)}; det finnes planer for: {known}")


def _conditions(**given: Any) -> "Conditions":
    from pydantic import ValidationError

    from assistant.register.conditions import Conditions
    from corpus.complaints import validation_complaint

    try:
        return Conditions(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        told = (f"{part['loc'][0]}: {validation_complaint(part)}" for part in error.errors())
        raise _UserError("; ".join(told)) from error


def _check_target(path: Path | None) -> None:
    if path is not None:
        from assistant.saving import check_target

        check_target(path)


def _save(path: Path | None, measures: "Sequence[MeasureRow]", duties: "Sequence[DutyRow]") -> None:
    if path is not None:
        from assistant.saving import save_rows

        count = save_rows(path, measures, duties)
        typer.echo(f"Lagret {count} {'rad' if count == 1 else 'rader'} i {path}", err=True)


def _checked(question: str) -> str:
    from assistant.inputs import checked_question

    try:
        return checked_question(question)
    except ValueError as error:
        raise _UserError(str(error)) from error


def _expected_errors() -> tuple[type[Exception], ...]:
    from assistant.api.client import ServerError
    from assistant.config import ConfigurationError
    from assistant.conversation.memory import UnknownConversationError
    from assistant.ingestion.ingest import WritingStoppedError
    from assistant.opening import OpeningError
    from assistant.retrieval.rerank import RerankerError
    from assistant.saving import SavingError
    from corpus.database import CatalogueError
    from corpus.derived import IndexMismatchError
    from corpus.index.embedding import EmbeddingModelError
    from corpus.index.model_build import ModelBuildError
    from ingest.manifest import ManifestError

    return (
        _UserError,
        MisfitError,
        UnknownConversationError,
        ServerError,
        ConfigurationError,
        WritingStoppedError,
        OpeningError,
        SavingError,
        CatalogueError,
        EmbeddingModelError,
        RerankerError,
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
    from assistant.web.assets import MISSING, is_installed

    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        listening = socket.create_server((settings.host, settings.port), family=family)
    except OSError as error:
        raise _UserError(
            f"det går ikke å lytte på port {settings.port} på {quoted(settings.host)} ({system_complaint(error)}); "
            "velg en annen med --host og --port"
        ) from error
    settings = settings.model_copy(update={"port": listening.getsockname()[1]})
    if not is_installed():
        typer.echo(f"advarsel: {MISSING}", err=True)
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

    def ask(self, question: str, conversation_id: str | None = None) -> "Answer":
        return self.assistant.ask(question, conversation_id=conversation_id)

    def search(self, query: str, limit: int, side: Literal["hybrid", "bm25", "dense"]) -> "list[SearchHit]":
        return self.assistant.search(query, limit, side=side)

    def embed_query_ms(self, query: str) -> float:
        return self.assistant.embed_query_ms(query)


def _evaluated_system(settings: "Settings", corpus: Path) -> "AbstractContextManager[_EvaluatedSystem]":
    """A system over a corpus of its own, in a data directory that is deleted afterwards."""
    import tempfile

    from assistant.ingestion.ingest import ingest_paths
    from assistant.ingestion.reading import reading_pool
    from assistant.opening import open_library
    from assistant.retrieval.rerank import load_reranker
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
            judge = load_reranker(fresh.reranker)
            with open_library(fresh) as library:
                with progress(as_json=False) as on_step, reading_pool(settings) as readers:
                    reports = ingest_paths(library, [corpus], on_step=on_step, readers=readers)
                for report in reports:
                    if report.status == "refused" and Path(report.file).suffix.lower() in supported_suffixes():
                        raise CorpusError(f"{report.file}: {report.reason}")
                yield _EvaluatedSystem(Assistant(library, reranker=judge))

    return opened()


def _ingest(
    backend: Backend,
    paths: list[Path],
    flags: "Metadata",
    manifest: Path | None,
    *,
    allow_personal_data: bool,
    as_json: bool,
) -> None:
    reports: list[FileReport] = []

    def told(report: "FileReport") -> None:
        reports.append(report)
        if as_json:
            print_json(report)

    try:
        with progress(as_json=as_json) as on_step:
            backend.ingest(paths, flags, manifest, on_step, told, allow_personal_data=allow_personal_data)
    finally:
        if not as_json and reports:
            show_reports(reports)
