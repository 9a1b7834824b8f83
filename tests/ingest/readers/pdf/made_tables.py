"""Tables made up from a seed: plan-like words in cells, some spanning, some empty, rows that name a group."""

from dataclasses import dataclass, field
from random import Random

CUT = "|"  # where a made-up word may be cut at a line end

_NOUNS = (
    "barne|hage sam|arbeids|partner språk|miljø leke|grupper foreldre|møte oppfølg|ings|samtale års|plan turdag "
    "kvalitets|utvikling bydels|utvalg kompe|tanse|heving fag|skole barne|hage|lærer veiled|nings|ressurs nett|verk "
    "tilrette|leggings|behov mat|tilbud kjøkken uteområde skole|start overgangs|rutiner spesial|peda|gogisk|hjelp "
    "beman|nings|norm vikar|ordning personal|gruppe observa|sjons|skjema tiltaks|plan biblio|tek bok|pakke skog vann "
    "svømme|opp|læring nærmiljø kultur|minner rytme sang dans opp|vekst|tjeneste"
).split()
_VERBS = "skal bør kan vil må får følger styrker sikrer prøver deler vurderer".split()
_SMALL = "og for med på til i av hos mellom før etter uten".split()
_ADJECTIVES = "god felles årlig trygg ny varm åpen tydelig ute like|verdig tverr|faglig første".split()
_OWNERS = (
    "Fjell|vik|kontoret PPT Styrer Bydelene Oppvekst Barne|hagene UTD/UKE FAU Helse|stasjonen Pedagogisk Leder".split()
)
_SCHEDULES = ("Kontinuerlig", "2026", "2025–2027", "Oppstart 2026", "Høst 2025", "Hvert år", "1. kvartal")
_HEADERS = (
    ("Tiltak", "Beskrivelse", "Tidsplan", "Ansvar"),
    ("Hva", "Hvordan", "Hvem"),
    ("Mål", "Tiltak", "Kjenne|tegn", "Frist", "Ansvar|lig"),
    ("Tema", "Innhold"),
    ("Område", "Status", "Tiltak", "Når", "Hvem", "Kostnad"),
)
WORDED_OTHERWISE = (
    ("Aktivitet", "Beskrivelse", "Frist", "Ansvarlig"),
    ("Innsats", "Hvordan", "Når", "Hvem"),
    ("Mål", "Tiltak", "Tid", "Ansvar"),
    ("Kva", "Korleis", "Kven"),
    ("Tiltak", "Skildring", "Tids|frist", "Ansvarleg"),
    ("Action", "Description", "Deadline", "Responsible"),
    ("Tema", "Innhold"),
    ("Område", "Status", "Tiltak", "Når", "Hvem", "Kostnad"),
)
_EXTRAS = ("§ 26", "«Ute hele dagen»", "50 %", "(3–5 år)", "IKT", "kap. 8", "kr 12 000", "leke- og", "A/B")


@dataclass(frozen=True)
class MadeCell:
    """A cell: lines that the writer ended itself (a new bullet, a new owner), which may be wrapped further."""

    lines: tuple[str, ...]
    columns: int = 1
    rows: int = 1

    @property
    def words(self) -> tuple[str, ...]:
        """What a reader sees in it."""
        return tuple(word for line in self.lines for word in line.replace(CUT, "").split())


@dataclass
class MadeTable:
    """A table: `cells` gives (row, column) → cell; what a span covers has no entry. The first row may be a header."""

    number: int
    columns: int
    rows: int
    long: bool = False
    cells: dict[tuple[int, int], MadeCell] = field(default_factory=dict)
    groups: frozenset[int] = frozenset()
    header: bool = True

    def heads(self, row: int) -> bool:
        """Whether a row names the columns."""
        return self.header and row == 0

    def row(self, index: int) -> list[tuple[int, MadeCell]]:
        """The cells that begin in a row, with their columns."""
        return [(column, cell) for (row, column), cell in sorted(self.cells.items()) if row == index]


@dataclass(frozen=True)
class Shape:
    """What a table may hold; `long` ones run over a page, others have at least `fewest` rows.

    Without `spans`, the name of a group is longer than the first column: where no rule shows that a cell spans
    columns, a shorter one looks like a row with one cell.
    """

    spans: bool = True
    groups: bool = True
    empty: bool = True
    long: bool = False
    first_filled: bool = False
    fewest: int = 3
    short_titles: bool = False
    headers: tuple[tuple[str, ...], ...] = _HEADERS
    header: bool = True


def made_table(random: Random, number: int, shape: Shape) -> MadeTable:
    """A table of this shape; its number is to stand in the heading before it."""
    header = random.choice(shape.headers)
    rows = random.randint(9, 14) if shape.long else random.randint(shape.fewest, 7)
    table = MadeTable(number=number, columns=len(header), rows=rows, long=shape.long, header=shape.header)
    if shape.header:
        for column, title in enumerate(header):
            table.cells[0, column] = MadeCell((title,))
    else:
        _fill(table, 0, random, shape)
    groups = {row for row in range(1, rows - 1) if shape.groups and random.random() < 0.15}
    groups -= {row for row in groups if row - 1 in groups}
    table.groups = frozenset(groups)
    lengths = (5, 9) if shape.spans else (8, 11)
    for row in range(1, rows):
        if row in groups:
            table.cells[row, 0] = MadeCell((sentence(random, *lengths),), columns=table.columns)
        else:
            _fill(table, row, random, shape)
    if shape.spans and not shape.long:
        _span(table, random)
    return table


def _fill(table: MadeTable, row: int, random: Random, shape: Shape) -> None:
    for column in range(table.columns):
        table.cells[row, column] = MadeCell(_content(random, column, table.columns, shape))
    if shape.empty:
        first = 1 if shape.first_filled else 0
        for column in random.sample(range(first, table.columns), k=table.columns - first - 1):
            if random.random() < 0.2:
                table.cells[row, column] = MadeCell(())


def _content(random: Random, column: int, columns: int, shape: Shape) -> tuple[str, ...]:
    if column == 0:
        return (sentence(random, 1, 1 if shape.short_titles else 4, end=""),)
    if column == columns - 1 and columns > 2:
        return tuple(random.choice(_OWNERS) for _ in range(random.randint(1, 3)))
    if column == columns - 2 and columns > 3:
        return (random.choice(_SCHEDULES),)
    lead = sentence(random, 4, 14)
    bullets = tuple(f"• {sentence(random, 2, 6, end='')}" for _ in range(random.choice((0, 0, 0, 2, 3))))
    return (lead, *bullets)


def sentence(random: Random, least: int, most: int, end: str = ".") -> str:
    """Words in no language in particular, the first with a capital."""
    words = []
    for index in range(random.randint(least, most)):
        if index and random.random() < 0.08:
            words.append(random.choice(_EXTRAS))
        words.append(random.choice((_NOUNS, _VERBS, _NOUNS, _SMALL, _ADJECTIVES)[index % 5]))
    words[0] = words[0][0].upper() + words[0][1:]
    return " ".join(words) + end


def _span(table: MadeTable, random: Random) -> None:
    """Some cells over two columns, one over two rows."""
    for row in range(1, table.rows):
        if table.columns > 2 and row not in table.groups and random.random() < 0.12:
            column = random.randrange(table.columns - 1)
            del table.cells[row, column + 1]
            table.cells[row, column] = MadeCell((sentence(random, 4, 8),), columns=2)
    for row in range(1, table.rows - 1):
        first, second = table.cells.get((row, 0)), table.cells.get((row + 1, 0))
        if first and second and first.columns == second.columns == 1 and random.random() < 0.25:
            del table.cells[row + 1, 0]
            table.cells[row, 0] = MadeCell(first.lines, rows=2)
            return
