"""Rows of the register as a card shows them, and as many at a time as a card takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from microsoft_teams.cards import TableCell, TableRow

from assistant import labels
from assistant.answering.answer import Answer, DutyRow, MeasureRow, RegisterLookup
from assistant.links import duty_url, measure_url
from assistant.register.facets import Rows
from assistant.teams.messages import elements
from assistant.teams.messages.chat import Chat
from assistant.teams.messages.citations import marks_of
from assistant.teams.messages.limits import shortened, size

ROWS: tuple[Rows, ...] = ("measures", "duties")

PATHS: dict[Rows, str] = {"measures": "/tiltak", "duties": "/plikter"}
"""Where the pages of the register are."""

_LONGEST_TITLE = 160
_LONGEST_DUTY = 100  # the text over the rows has it whole, and its page
_LONGEST_LEAD = 50
_LONGEST_OWNERS = 120
_SHORT_PLACE = 12
_ROOM = 18_000  # bytes of the rows of a card, so that heading and buttons have theirs


@dataclass(frozen=True)
class Line:
    """A row: what it says, what is known of it, where it stands and what of that document must be known, where its
    page is, and its number among the sources.
    """

    title: str
    known: str
    place: str
    marks: tuple[str, ...]
    path: str
    number: int | None = None

    def drawn(self, chat: Chat, *, is_numbered: bool = True, is_marked: bool = True) -> TableRow:
        """The row of a table: its number, where the rows have some, and its words, which open its page.

        Its marks are left out where they are told of all rows at once.
        """
        number = elements.run(f"[{self.number}]" if self.number else "–", is_subtle=True)
        told = [elements.paragraph(elements.run(self.title, url=chat.address(self.path)))]
        under = " · ".join(part for part in (self.known, self.place, *(self.marks if is_marked else ())) if part)
        told.append(elements.paragraph(elements.run(under, is_subtle=True), is_close=True))
        cells = [TableCell(items=[elements.paragraph(number)]), TableCell(items=[*told])]
        return TableRow(cells=cells if is_numbered else cells[1:])


def lines(answer: Answer, rows: Rows) -> list[Line]:
    """The measures or the duties of an answer, in its order."""
    if rows == "duties":
        return [duty_line(row, answer.language) for row in answer.duties]
    return [measure_line(row, answer.language) for row in answer.measures]


def measure_line(row: MeasureRow, language: str) -> Line:
    """A measure with its owners and its schedule."""
    known = (shortened(", ".join(row.responsible), _LONGEST_OWNERS), shortened(row.schedule, _LONGEST_OWNERS))
    told = " · ".join(part for part in known if part)
    place = _place(row.locators[0], language) if row.locators else ""
    marks = tuple(marks_of(row, language))
    return Line(shortened(row.title, _LONGEST_TITLE), told, place, marks, measure_url(row.id), row.citation)


def duty_line(row: DutyRow, language: str) -> Line:
    """A duty by the beginning of its own words, with whom it binds."""
    lead = f"«{shortened(row.lead, _LONGEST_LEAD)}» " if row.lead else ""
    quote = f"{lead}«{shortened(row.quote, _LONGEST_DUTY)}»"
    who = shortened(", ".join(row.responsible) or row.unit, _LONGEST_OWNERS)
    marks = tuple(marks_of(row, language))
    return Line(quote, who, _place(row.locator, language), marks, duty_url(row.id), row.citation)


def pages(found: Sequence[Line], chat: Chat) -> list[int]:
    """Where each card begins (from 0), where the rows are shown as many at a time as a card takes."""
    begins, room = [0], _ROOM
    for at, line in enumerate(found):
        needed = size(line.drawn(chat)) + 1
        if needed > room and at > begins[-1]:
            begins.append(at)
            room = _ROOM
        room -= needed
    return begins


def lookup_of(answer: Answer, rows: Rows) -> RegisterLookup | None:
    """What was looked for to find the rows of an answer."""
    return next((lookup for lookup in answer.lookups if lookup.rows == rows), None)


def register_path(lookup: RegisterLookup) -> str:
    """The page of the register with the same rows, in the same language."""
    kept = parse_qsl(urlsplit(lookup.csv or "").query)
    query = urlencode([("lang" if name == "language" else name, value) for name, value in kept])
    return f"{PATHS[lookup.rows]}{'?' if query else ''}{query}"


def _place(locator: str, language: str) -> str:
    """Where a row stands; a page and its number are not told apart by the end of a line."""
    place = labels.located(locator, language)
    return place.replace(" ", "\u00a0") if len(place) <= _SHORT_PLACE else place
