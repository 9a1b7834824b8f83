"""Made-up plans, and the ways from their text to blocks, passages and records."""

import unicodedata
from collections.abc import Iterable

from corpus.models import Metadata, Page
from corpus.units import UnitRegister, shipped_units
from ingest.blocks import Block, BlockKind, StructuredPage
from ingest.layout import lay_out
from ingest.pipeline import Reading, read_document
from ingest.readers.text import TextReader
from ingest.structure import structure
from ingest.tables import Chunk

PARAGRAPH = (
    "Barna går på tur i skogen hver eneste uke, og de voksne lager bål sammen med dem.\n"
    "Etterpå tegner gruppa kart over stien og forteller om dyrene de så underveis der."
)
HEADER = "Tiltak Beskrivelse av tiltak Tidsplan Ansvar"
PLAN = f"""Turplan for barnehagene i Elvedal
{PARAGRAPH}

Hvem som er med

Bydelene leder arbeidet med turene, og Naturskolen Elvedal (NE) låner ut bøker om skogen til alle som vil ha
dem med seg ut. Foreldrene får en egen melding før hver tur, og den forteller hva barna skal ha med i sekken på
\fden lange turen til fjells. Melding om hjemtur kommer på kvelden.
Det trengs dette utstyret:
• Kart og kompass
• Ullsokker som tåler
  mye regn

Værvakt
De voksne ser på himmelen hver morgen, og de bestemmer sammen med barna hvor langt det er klokt å gå den dagen.
\fTiltak
Veivalg 1: Alle barn skal ha en fast turdag

{HEADER}

Elvedal vil at barn er ute i all slags vær

Turvenner på tvers Bydelene skal gi alle barn en turvenn fra en annen barne-
hage

Kontinuerlig UTD
Bydelene

Turmat Lære barna å lage mat på bål
• Kurs for kokker
• Innkjøp av gryter

2025
2026-2027

UTD
UKE/Oslobygg

Regntøy til låns Bydelene skal eie regntøy som barn kan låne 2026 Bydelene
\f{HEADER}

Elvedal vil at alle kjenner skogen

Turmat Lære barna å lage mat ute

2025
2026-2027

UTD
UKE/Oslobygg

Fugletelling Barnehagene teller fugler sammen med barna

Våren 2027 NE
\fVeivalg 2: De voksne skal lære skogen å kjenne

{HEADER}

Elvedal vil at de voksne går foran

Turmat Lære de voksne å lage mat på bål

Løpende Barnehagene
\fEtterord

{PARAGRAPH}
"""


def spaced(text: str) -> str:
    """The text with all white space single."""
    return " ".join(text.split())


def words_lost(content: str, pages: Iterable[Page]) -> list[tuple[int, str]]:
    """(page, word) of a file's words that stand neither on their page nor among what is set apart there."""
    raw = TextReader().read(content.encode()).pages
    lost: list[tuple[int, str]] = []
    for before, page in zip(raw, pages, strict=True):
        kept = letters(" ".join((page.text, *page.set_apart)))
        words = " ".join(before.lines).split()
        lost.extend((before.number, word) for word in words if letters(word) not in kept)
    return lost


def letters_lost(content: str, pages: Iterable[Page]) -> list[int]:
    """The pages whose letters and digits, in text and set apart together, are not exactly the file's."""
    raw = TextReader().read(content.encode()).pages
    return [
        page.number
        for before, page in zip(raw, pages, strict=True)
        if sorted(letters(" ".join(before.lines))) != sorted(letters(" ".join((page.text, *page.set_apart))))
    ]


def letters(text: str) -> str:
    """The letters and digits of a text."""
    return "".join(filter(is_letter, text))


def is_letter(char: str) -> bool:
    """Whether a character is a letter or a digit (a private one, as some fonts have for bullets, is not)."""
    return unicodedata.category(char)[0] in "LN"


_CONTENTS: dict[str, bytes] = {}


def read(content: str, file_name: str = "turplan.txt", **metadata: object) -> Reading:
    """A reading of a text by the whole pipeline."""
    reading = read_document(content.encode(), file_name, Metadata.model_validate(metadata), shipped_units())
    _CONTENTS[reading.document.sha256] = content.encode()
    return reading


def content_of(reading: Reading) -> bytes:
    """The file that `read` made a reading of."""
    return _CONTENTS[reading.document.sha256]


def structured(content: str, *, slides: bool = False) -> tuple[StructuredPage, ...]:
    """The structured pages of a text."""
    pages = lay_out(TextReader().read(content.encode()).pages)
    return structure(pages, UnitRegister(shipped_units()), slides=slides)


def blocks(content: str, *, slides: bool = False) -> list[Block]:
    """All blocks of a text."""
    return [block for page in structured(content, slides=slides) for block in page.blocks]


def of_kind(kind: BlockKind, found: Iterable[Block]) -> list[str]:
    """The texts of the blocks of a kind."""
    return [block.text for block in found if block.kind is kind]


def chunks(text: str) -> list[Chunk]:
    """The lines between blank lines."""
    return [tuple(part.split("\n")) for part in text.strip("\n").split("\n\n")]
