from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.ingestion.ingest import ingest_paths
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.library import Library

OUTDOOR_PLAN = """Vidda kommune
Plan for livet ute 2026–2029
\fMeldinger hjem

Styreren skriver kort og enkelt. Foreldrene får en egen melding før hver fottur, og den forteller hva barna bør ha i
sekken på
\fden lange vandringen til fjells. Kvelden etter kommer det bilder fra leiren.

Utstyr i boden

Barnehagen har kjøpt inn dette utstyret til fellesbruk:
• Kart og kompass
• Tau og karabiner
• Primus med gryte
\fEtter turen

Personalet setter av en time til å se tilbake. Disse spørsmålene hjelper dem i gang:
• Hvilke dyrespor fant barna langs stien?
• Hvem trengte mer hjelp enn vi trodde?
• Hva gjør vi annerledes neste gang?

Kontakt

Turkontoret svarer på telefon 55 44 33 22. Lederen heter Kari Myhre. Leiren heter Bjørnehiet.

Turvaner

Hver turgruppe skal beskrive turvanene sine og arbeide med turvaner hele året. Turvaner – hvordan går vi, og hvem går
foran? Kveldsturer, vedlikeholdsdager og fellesmøter samler dugnadsgjengen gjennom sesongen.

Planleggingsdager

Fjellvett er tema den 3. mai, og da er barnehagene stengt.
\fTiltak
Veivalg 1: Alle barn skal kjenne fjellet

Tiltak Beskrivelse av tiltak Tidsplan Ansvar

Vidda vil at alle barn er trygge i fjellet

Leirskole Barna skal øve på tre ferdigheter før leirskolen
• Lese kart
• Fyre bål
• Pakke sekk

2027

Turkontoret

Fjellvett De ansatte skal kunne reglene for ferdsel Kontinuerlig Barnehagene
"""
OUTDOOR_MANIFEST = """[[document]]
id = "vidda-uteliv"
title = "Plan for livet ute 2026–2029"
issuer = "Vidda kommune"
jurisdiction = "Vidda"
kind = "action plan"
authority = "binding"
valid = "2026–2029"
"""


@pytest.fixture(scope="session")
def outdoor_library(tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path) -> Iterator[Library]:
    """A plan of sentences over page breaks, lists with leads, lists of questions and rows; not to be written to."""
    folder = tmp_path_factory.mktemp("outdoor-plan")
    (folder / "vidda-uteliv.txt").write_text(OUTDOOR_PLAN, encoding="utf-8")
    (folder / "manifest.toml").write_text(OUTDOOR_MANIFEST, encoding="utf-8")
    settings = Settings(data_dir=tmp_path_factory.mktemp("outdoor"), model_dir=embedding_model_dir)
    with open_library(settings) as opened:
        ingest_paths(opened, [folder])
        yield opened


@pytest.fixture(scope="session")
def outdoors(outdoor_library: Library) -> Assistant:
    """The assistant over that plan."""
    return Assistant(outdoor_library)
