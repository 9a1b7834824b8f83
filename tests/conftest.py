"""What all tests share: the real embedding model, and a library of two small made-up plans."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.config import PREFIX, Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.index.embedding import MODEL_NAME, EmbeddingModel
from corpus.index.loaded import load_embedding
from corpus.index.model_build import build_model
from corpus.library import Library
from tests.order import begun
from tests.ready_tables import upgrade_or_copy
from tests.seed import SEED, VARIABLE, hand_on
from tests.servers import _emptied as _emptied
from tests.servers import catalogue_url as catalogue_url
from tests.servers import catalogues as catalogues
from tests.servers import chroma as chroma
from tests.servers import chroma_url as chroma_url
from tests.servers import postgresql as postgresql
from tests.servers import postgresql_url as postgresql_url

# The form of a plan whose table was flattened on its way out of a PDF: columns run together, lines cut.
ACTION_PLAN = """Fjellvik kommune
Handlingsplan for gode barnehager 2025–2028
\fOm planen

Planen gjelder for alle kommunale barnehager i Fjellvik. Oppvekstsjefen legger fram en rapport om
planen for kommunestyret hver høst. Barnehagene bruker planen når de skriver årsplanen sin.

Barnehagen skal ha minst to samtaler med foresatte i året.
\fTiltak
Veivalg 1: Trygge barn i små grupper

Tiltak Beskrivelse av tiltak Tidsplan Ansvar

Fjellvik vil at barna møter voksne som kjenner dem

Utegruppe hver uke Barnehagene skal ha en fast utedag i uka for alle barn. Kontinuerlig Barnehagene

Svømmekurs for femåringer Alle femåringer skal få tilbud om ti timer i bassenget. 2026 Oppvekst
Barnehagene

Bibliotekkasse Biblioteket skal sende en kasse med nye bøker til hver
barnehage to ganger i året.

Kontinuerlig Biblioteket
Barnehagene
\fTiltak Beskrivelse av tiltak Tidsplan Ansvar

Fjellvik vil at overgangene er trygge

Utegruppe hver uke Barnehagene skal ha en fast utedag i uka for de eldste barna. Kontinuerlig Barnehagene

Besøksdag på skolen Skolen skal ta imot førskolebarna to dager i mai. 2027 Skolene
"""

HANDBOOK = """Håndbok for nye ansatte
\fMattid

Barna skal være med på å lage måltidet minst én gang i uka. Frukten kuttes av de voksne.

Ta med =sekk, *lue* og <b>votter</b>.
"""

MANIFEST = """[[document]]
id = "fjellvik-handlingsplan"
title = "Handlingsplan for gode barnehager 2025–2028"
issuer = "Fjellvik kommune"
jurisdiction = "Fjellvik"
kind = "action plan"
authority = "binding"
valid = "2025–2028"

[[document]]
id = "fjellvik-handbok"
title = "Håndbok for nye ansatte"
issuer = "Fjellvik kommune"
retelling_of = "En håndbok som ikke finnes"
contact = "Oppvekstkontoret i Fjellvik"
"""

PLAN_ID = "fjellvik-handlingsplan"
HANDBOOK_ID = "fjellvik-handbok"
ROOT = Path(__file__).parents[1]
PLANS = ROOT / "corpus" / "documents"


YOUNG = 20_000
"""Objects made until it is looked for what nobody needs, which at Python's own 700 took a fifth of the tests' time
(measured on those of drafts and corrections)."""


def pytest_configure(config: pytest.Config) -> None:
    """The processes that the tests are shared out to make up the same."""
    gc.set_threshold(YOUNG, 20, 20)
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        hand_on()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What takes long is begun first where several processes share the tests."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: begun(item.path))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The seed is said whether the tests pass or not."""
    terminalreporter.write_line(f"The same made-up tables once more: {VARIABLE}={SEED}")


@pytest.fixture(autouse=True, scope="session")
def _tables_are_copied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("corpus.store.database.upgrade", upgrade_or_copy)
        yield


@pytest.fixture(scope="session")
def embedding_model_dir() -> Iterator[Path]:
    """The folder of models, with the default one built in it; it is held, so that all libraries share its session."""
    folder = Path(os.environ.get(f"{PREFIX}MODEL_DIR") or ROOT / "planassistent-data" / "models").resolve()
    build_model(folder / MODEL_NAME)
    held = load_embedding(MODEL_NAME, folder)
    yield folder
    del held


@pytest.fixture(scope="session")
def embedding(embedding_model_dir: Path) -> EmbeddingModel:
    """The default embedding model, loaded once."""
    return load_embedding(MODEL_NAME, embedding_model_dir)


@pytest.fixture(scope="session")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two plans and their manifest; not to be written to."""
    return write_plans(tmp_path_factory.mktemp("plans"))


@pytest.fixture(scope="session")
def plans_data(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans: Path) -> Path:
    """A data directory into which the plans were ingested; to be copied."""
    settings = Settings(data_dir=tmp_path_factory.mktemp("plans-data"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        ingest_paths(opened, [plans])
    return settings.data_dir


@pytest.fixture(scope="session")
def plans_read(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Path:
    """A data directory with the shipped plans, read once for all processes; to be copied."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    original = shared / "plans-data"
    with FileLock(shared / "plans-data.lock"):
        if not (original / "whole").exists():
            with open_library(Settings(data_dir=original, model_dir=embedding_model_dir)) as library:
                ingest_paths(library, [PLANS])
                library.prepare(0, len(library.snapshot.passages))  # else each server on a copy would begin with that
            (original / "whole").touch()
    return original


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path, plans_data: Path) -> Iterator[Library]:
    """The plans, in a data directory of their own; not to be written to."""
    own = shutil.copytree(plans_data, tmp_path_factory.mktemp("library") / "data")
    with open_library(Settings(data_dir=Path(own), model_dir=embedding_model_dir)) as opened:
        yield opened


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    """The assistant over the library."""
    return Assistant(library)


@pytest.fixture
def settings(tmp_path: Path, embedding_model_dir: Path) -> Settings:
    """Settings with an empty data directory."""
    return Settings(data_dir=tmp_path / "data", model_dir=embedding_model_dir)


@pytest.fixture
def with_plans(settings: Settings, plans_data: Path) -> Settings:
    """Settings with a data directory that holds the plans."""
    shutil.copytree(plans_data, settings.data_dir)
    return settings


def write_plans(folder: Path) -> Path:
    """Writes the made-up plans and their manifest."""
    (folder / f"{PLAN_ID}.txt").write_text(ACTION_PLAN, encoding="utf-8")
    (folder / f"{HANDBOOK_ID}.txt").write_text(HANDBOOK, encoding="utf-8")
    (folder / "manifest.toml").write_text(MANIFEST, encoding="utf-8")
    return folder
