"""Whether everything is in place: one check a part, each told in a line."""

import sys
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from assistant.language_model.doctor import Probes
    from assistant.readiness import Part, State


class MisfitError(Exception):
    """A part is not as it must be; the message says why and what to do."""


def _check_python() -> str:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036 - pip is not the only way here
        raise MisfitError(f"{version} er for gammel; installer 3.11 eller nyere")
    return version


def _check_settings() -> str:
    from assistant.config import TOML_FILE, load_settings

    load_settings()
    return f"leses fra miljøet og {TOML_FILE}" if TOML_FILE.exists() else "leses fra miljøet"


def _check_data_dir() -> str:
    from assistant.config import load_settings
    from assistant.opening import owned_data_dir, server_address

    settings = load_settings()
    data_dir = settings.data_dir.absolute()
    is_new = not data_dir.exists()
    address = server_address(settings)
    if address is not None:
        return f"{data_dir}, i bruk av tjenesten på {address}"
    with owned_data_dir(settings):
        return f"{data_dir} fantes ikke, og er laget nå" if is_new else f"{data_dir} kan skrives"


def _check_model() -> str:
    from assistant.config import load_settings
    from corpus.index.loaded import load_embedding

    settings = load_settings()
    return load_embedding(settings.embedding_model, settings.model_dir).model_id


def _check_language_model() -> str:
    from assistant.config import load_settings

    settings = load_settings()
    if not settings.has_model:
        return "ingen; svarene er utdrag av planene"
    from assistant.language_model.connection import connect

    return f"{connect(settings).name}; prøv den med `planassistent doctor --llm`"


def _check_reranker() -> str:
    from assistant.config import load_settings
    from assistant.retrieval.rerank import load_reranker

    reranker = load_reranker(load_settings().reranker)
    return str(reranker.folder) if reranker else "ingen; avsnittene står i den rekkefølgen søket gir"


def _check_ocr() -> str:
    from assistant.ingestion.reading import ocr_is_ready

    if ocr_is_ready():
        return "Tesseract med norsk leser sider som er bilder"
    return "ingen; sider som er bilder blir stående uten tekst (installer tesseract-ocr og tesseract-ocr-nor)"


def _check_pages() -> str:
    from assistant.web.assets import MISSING, is_installed

    if not is_installed():
        raise MisfitError(MISSING)
    return "stilark og skript er på plass"


def _check_templates() -> str:
    from assistant.config import load_settings
    from assistant.drafting.templates import Templates

    found = Templates(load_settings().templates_dir)
    if complaints := found.complaints():
        raise MisfitError("; ".join(complaints))
    return ", ".join(template.id for template in found.all())


def _check_teams() -> str:
    from assistant.config import load_settings

    settings = load_settings()
    if not settings.has_teams:
        return "ikke satt opp; docs/teams.md viser hvordan"
    if settings.teams_playground:
        return "Agents Playground på denne maskinen, til utprøving; ikke Teams"
    from assistant.auth.modes import UnansweredTeamsError, check_teams
    from assistant.teams.doctor import ServicesError, tried

    try:
        check_teams(settings)
        return tried(settings)
    except (ServicesError, UnansweredTeamsError) as error:
        raise MisfitError(str(error)) from error


CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("Python", _check_python),
    ("Innstillinger", _check_settings),
    ("Datamappe", _check_data_dir),
    ("Språkmodell", _check_model),
    ("Svarmodell", _check_language_model),
    ("Kryssenkoder", _check_reranker),
    ("OCR", _check_ocr),
    ("Nettsider", _check_pages),
    ("Maler", _check_templates),
    ("Teams", _check_teams),
)
"""Every check with its name, in the order in which a later one needs an earlier one."""


class _Held(NamedTuple):
    """What the library holds, in words, and how its parts are."""

    told: str
    parts: "dict[Part, State]"
    free: int


_PARTS: "tuple[tuple[str, Part, str], ...]" = (
    ("Database", "database", "svarer"),
    ("Vektorer", "vectors", "alle er på plass"),
    ("Søk", "model", "modellen svarer"),
    ("Disk", "disk", "{free} MB ledig"),
)
"""The parts of a library, and what of each is said where it is well."""


def library_checks() -> tuple[tuple[str, Callable[[], str]], ...]:
    """What the library holds and how its parts are: as the server says that has it, else as it is when it is opened.

    It is looked into once for all of them.
    """
    looked = cache(_looked_into)
    parts = ((name, partial(_told_part, looked, part, well)) for name, part, well in _PARTS)
    return (("Bibliotek", lambda: _held(looked()).told), *parts)


def _looked_into() -> "_Held | Exception":
    try:
        return _look_into()
    except Exception as error:  # noqa: BLE001 - raised again by each check
        return error


def _look_into() -> _Held:
    from assistant.api.client import Client
    from assistant.config import load_settings
    from assistant.opening import open_library, server_address
    from assistant.readiness import Readiness, free_bytes

    settings = load_settings()
    address, free = server_address(settings), free_bytes(settings.data_dir)
    if address is not None:
        with Client(address) as client:
            parts = client.parts()
            if any(state != "ok" for state in parts.values()):
                return _Held("tjenesten er ikke klar; se under", parts, free)
            ready = client.readiness()
        return _Held(f"{ready.documents} dokumenter, {ready.passages} avsnitt, {ready.measures} tiltak", parts, free)
    with open_library(settings) as library:
        held, parts = library.snapshot, Readiness(library).states(settings.data_dir)
        others = sum(worker.is_alive and not worker.is_this for worker in library.workers)
    told = f"{len(held.documents)} dokumenter, {len(held.passages)} avsnitt, {len(held.measures)} tiltak"
    if settings.is_shared:
        told += f"; {others} prosesser bruker det" if others != 1 else "; 1 prosess bruker det"
    return _Held(told, parts, free)


def _held(found: "_Held | Exception") -> _Held:
    if isinstance(found, Exception):
        raise found
    return found


def _told_part(looked: "Callable[[], _Held | Exception]", part: "Part", well: str) -> str:
    from assistant.readiness import MENDS

    found = _held(looked())
    if found.parts.get(part) != "ok":
        raise MisfitError(MENDS[part])
    return well.format(free=found.free // 2**20)


def model_checks() -> tuple[tuple[str, Callable[[], str]], ...]:
    """What the language model is tried with, one call each."""
    named = ("forbindelse", "strømming", "JSON-skjema", "norsk")
    opened = cache(_opened_probes)
    return tuple((f"Svarmodell, {name}", partial(_tried, opened, at)) for at, name in enumerate(named))


def _opened_probes() -> "Probes":
    from assistant.config import load_settings

    settings = load_settings()
    if not settings.has_model:
        raise MisfitError("ingen å prøve; docs/language-model.md viser hvordan en settes opp")
    from assistant.language_model.doctor import Probes

    return Probes(settings)


def _tried(opened: Callable[[], "Probes"], at: int) -> str:
    probes = opened()
    from assistant.language_model.doctor import ProbeError

    try:
        return probes.all[at]()
    except ProbeError as error:
        raise MisfitError(str(error)) from error
