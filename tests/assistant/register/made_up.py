"""A made-up plan whose rows differ in owners, years, priority and commitment, and a second with a row of its own."""

from datetime import date

from assistant.question.question import Question
from assistant.question.understand import understand
from assistant.register.lookup import Lookup, look_up
from corpus.snapshot import Snapshot

PLAN_ID, OTHER_ID = "eikedal-turplan", "granvik-sommerplan"
TODAY = date(2026, 3, 1)

_HEADER = "Tiltak Beskrivelse av tiltak Tidsplan Ansvar"

PLAN = f"""Turplan for Eikedal
\fHvem som gjør hva

Bydelene skal melde til UTD hvor mange barn som er med på tur. PPT skal svare innen tre uker når en barnehage
spør om råd. I 2027 skal bydelene telle alle turvogner.
\fTiltak
Veivalg 1: Trygge barn ute

{_HEADER}

Eikedal vil at barna er ute hver dag

Uteskole i skogen Barna skal ha en fast dag i skogen med bål Kontinuerlig UTD
Bydelene

Klatrekurs Alle femåringer skal få prøve klatreveggen i parken 2025 Bydelene

Regntøy til låns Barn som trenger det, skal få låne regntøy og støvler 2026-2027 UKE

Eikedal vil at alle barn kan svømme

Svømmetimer Femåringer skal ha ti timer i bassenget med instruktør 2025 UTD
Bydelene

Badevakt En voksen med livredningskurs skal stå vakt ved vannet Kontinuerlig Bydelene
\fVeivalg 2: Voksne som lærer sammen

{_HEADER}

Eikedal vil at de voksne deler det de kan

Turlederskole De ansatte skal lære å lede turer i all slags vær
• Kurs i førstehjelp
• Samling for turledere

2025
2026-2027

UTD
Bydelene

Råd uten ventetid Barnehager som spør om råd, skal få svar fra en rådgiver samme uke Kontinuerlig PPT

Nattevandring Frivillige skal gå tur i parken sammen med de ansatte om kvelden 2027 Organisasjonene
"""

OTHER_PLAN = f"""Sommerplan for Granvik
\fTiltak

{_HEADER}

Sommerleir Alle barn skal få en uke på leir ved sjøen 2025 Bydelene
"""

UTESKOLE, KLATREKURS, REGNTØY, SVØMMETIMER, BADEVAKT, TURLEDERSKOLE, RÅD, NATTEVANDRING = (
    "Uteskole i skogen",
    "Klatrekurs",
    "Regntøy til låns",
    "Svømmetimer",
    "Badevakt",
    "Turlederskole",
    "Råd uten ventetid",
    "Nattevandring",
)
LEIR = "Sommerleir"


def understood(text: str, snapshot: Snapshot) -> Question:
    """The question as the register sees it."""
    return understand(text, snapshot, today=TODAY)


def looked_up(text: str, snapshot: Snapshot) -> Lookup:
    """What the register answers to a question that is one for it."""
    found = look_up(understood(text, snapshot), snapshot, None, TODAY)
    assert found is not None, text
    return found


def titles(text: str, snapshot: Snapshot) -> set[str]:
    """The titles of the measures that a question is answered with."""
    return {chosen.measure.title for chosen in looked_up(text, snapshot).measures}
