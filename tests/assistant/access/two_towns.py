"""Two made-up plans that say nearly the same of two towns: other owners, years, units and words, each its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.ingestion.ingest import ingest_content
from corpus.library import Library
from corpus.models import Metadata
from corpus.store.collections import Collection

COMMON = """Felles håndbok for barnehager
\fMattid

Barna skal være med på å lage måltidet minst én gang i uka. Frukten kuttes av de voksne.

Med kosestund menes en rolig stund med bok og teppe etter maten.
"""

_PLAN = """{town} kommune
Handlingsplan for trygge barnehager {years}
\fOm planen

Planen gjelder for alle kommunale barnehager i {town}. {chief} legger fram en rapport om planen
for kommunestyret hver {season}. Barnehagene bruker planen når de skriver årsplanen sin.

Pedagogisk {word}tjeneste ({short}) veileder barnehagene i {town}.

Med {word}stund menes en rolig samling på {minutes} minutter.

Barnehagen skal ha minst {talks} samtaler med foresatte i året.
\fTiltak
Veivalg 1: Trygge barn i små grupper

Tiltak Beskrivelse av tiltak Tidsplan Ansvar

{town} vil at barna møter voksne som kjenner dem

Utegruppe hver uke Barnehagene skal ha en fast utedag i uka for alle barn. {outdoors} {outdoor_owner}

Svømmekurs for femåringer Alle femåringer skal få tilbud om {hours} timer i bassenget. {swimming} {swim_owner}

{own_title} {own_text} Kontinuerlig {own_owner}
\fTiltak Beskrivelse av tiltak Tidsplan Ansvar

{town} vil at overgangene er trygge

Besøksdag på skolen Skolen skal ta imot førskolebarna {days} dager i mai. {visit} {visit_owner}
{further}"""


@dataclass(frozen=True)
class Town:
    """A town with its collection, its plan's id, and what only its plan says."""

    name: str
    collection: str
    document_id: str
    said: Mapping[str, str]

    @property
    def plan(self) -> str:
        """The text of its plan."""
        return _PLAN.format(town=self.name, **self.said)

    @property
    def secrets(self) -> tuple[str, ...]:
        """What whoever may not read its plan must never see."""
        own = ("chief", "word", "short", "outdoor_owner", "swim_owner", "own_title", "own_owner", "visit_owner")
        return (self.name, self.collection, self.document_id, *(self.said[name].removesuffix("en") for name in own))


ELVHEIM = Town(
    "Elvheim",
    "elvheim",
    "elvheim-plan",
    {
        "years": "2025–2028",
        "chief": "Kvistsjefen",
        "season": "høst",
        "word": "bekkasin",
        "short": "BKT",
        "minutes": "17",
        "talks": "to",
        "outdoors": "2026",
        "outdoor_owner": "Myrkontoret",
        "hours": "11",
        "swimming": "2027",
        "swim_owner": "Badevakten",
        "own_title": "Lyngkasse til alle",
        "own_text": "Myrkontoret skal sende en kasse med lyng til hver barnehage.",
        "own_owner": "Myrkontoret",
        "days": "to",
        "visit": "2028",
        "visit_owner": "Klokkerlaget",
        "further": "",
    },
)

FJORDBY = Town(
    "Fjordby",
    "fjordby",
    "fjordby-plan",
    {
        "years": "2024–2027",
        "chief": "Tangrådmannen",
        "season": "vår",
        "word": "skarv",
        "short": "SKT",
        "minutes": "23",
        "talks": "fire",
        "outdoors": "2025",
        "outdoor_owner": "Skjærgårdslaget",
        "hours": "29",
        "swimming": "2024",
        "swim_owner": "Fyrtårnseksjonen",
        "own_title": "Tangkasse til alle",
        "own_text": "Skjærgårdslaget skal sende en kasse med tang til hver barnehage.",
        "own_owner": "Skjærgårdslaget",
        "days": "fem",
        "visit": "2026",
        "visit_owner": "Losvakten",
        "further": (
            "\nHavnevandring for alle Barna skal gå tur langs havna. 2026 Losvakten\n"
            "\nKrabbefest i august Barna skal fange krabber. 2027 Losvakten\n"
        ),
    },
)

TOWNS = (ELVHEIM, FJORDBY)


def fill(library: Library, *towns: Town) -> None:
    """Ingests the common handbook, and the plans of these towns into collections of their own."""
    said = Metadata(id="felles-handbok", title="Felles håndbok for barnehager", issuer="Alle", kind="handbook")
    ingest_content(library, COMMON.encode(), "felles-handbok.txt", said)
    for town in towns:
        contact = f"Vakttelefonen i {town.name}"
        made = Collection(id=town.collection, title=f"{town.name}samlingen", kind="municipality", contact=contact)
        library.collections.put(made)
        said = Metadata(
            id=town.document_id,
            title=f"Handlingsplan for trygge barnehager {town.said['years']}",
            issuer=f"{town.name} kommune",
            jurisdiction=town.name,
            kind="action plan",
            authority="binding",
            collection=town.collection,
        )
        report = ingest_content(library, town.plan.encode(), f"{town.document_id}.txt", said)
        assert report.status == "indexed", report
        assert report.measures >= 4, report
