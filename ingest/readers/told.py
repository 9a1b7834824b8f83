"""Pages of formats that say what each paragraph is: headings by level, list items, tables."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from corpus.models import PageUnit
from ingest.readers.base import LineRole, RawPage, RawTable

NOTES = "Notater"
FOOTNOTES = "Fotnoter"

_PARTS = re.compile(r"\n\s*\n|\n(?=\s*[•▸▪●◦■➤])")
_DEEPEST = 9
_BULLETS = ("•", "◦", "▪")
NO_BOX = (0.0, 0.0, 0.0, 0.0)


class Line(BaseModel):
    """A paragraph, a heading or a list item with its mark; white space in `text` is single."""

    model_config = ConfigDict(frozen=True)

    text: str
    role: LineRole = LineRole()


class Note(BaseModel):
    """What stands below a page under a heading of its own: footnotes, speaker notes."""

    model_config = ConfigDict(frozen=True)

    text: str
    heading: str


class Beside(BaseModel):
    """What belongs to the page that is under way and not to its text; `unread` as in a RawPage."""

    model_config = ConfigDict(frozen=True)

    apart: tuple[str, ...] = ()
    images: int = 0
    unread: int = 0


class Running(BaseModel):
    """The headers and footers from here on, on every page until others come."""

    model_config = ConfigDict(frozen=True)

    lines: tuple[str, ...]


Part = Line | RawTable | Note | Beside | Running


def bullet(depth: int) -> str:
    """The mark of a list item that has no number."""
    return _BULLETS[min(depth, len(_BULLETS) - 1)]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text with line breaks in it: two breaks part them, and so does one before a bullet."""
    return [" ".join(part.split()) for part in _PARTS.split(text) if part.strip()]


def heading(text: str, level: int) -> Line:
    """A heading."""
    return Line(text=text, role=LineRole(kind="heading", level=min(level, _DEEPEST)))


def item(text: str, depth: int, mark: str) -> Line:
    """A list item under its mark ("•", "2.")."""
    return Line(text=f"{mark} {text}" if mark else text, role=LineRole(kind="item", level=depth))


def sections(flow: Sequence[Part]) -> tuple[RawPage, ...]:
    """A page a top-level section: under each heading of the highest level that stands more than once, and of those
    above it. What stands before the first is a page of its own.
    """
    top = _top_level(flow)
    pages: list[list[Part]] = [[]]
    running = Running(lines=())
    for part in flow:
        level = _heading_level(part)
        if level is not None and level <= top and any(isinstance(other, Line | RawTable) for other in pages[-1]):
            pages.append([running])
        if isinstance(part, Running):
            running = part
        pages[-1].append(part)
    return tuple(page(number, parts, unit="section") for number, parts in enumerate(pages, start=1))


def page(number: int, parts: Iterable[Part], *, unit: PageUnit) -> RawPage:
    """One page; its notes come last, each kind under its own heading."""
    lines: list[Line] = []
    tables: list[RawTable] = []
    notes: dict[str, list[str]] = {}
    beside: list[Beside] = []
    apart: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(part)
        elif isinstance(part, RawTable):
            tables.append(part.model_copy(update={"at": len(lines)}))
        elif isinstance(part, Note):
            notes.setdefault(part.heading, []).append(part.text)
        elif isinstance(part, Running):
            apart.extend(part.lines)
        else:
            beside.append(part)
            apart.extend(part.apart)
    first = lines[0].role if lines else LineRole()
    below = first.level + 1 if first.kind == "heading" else 1
    for title, texts in notes.items():
        lines.extend([heading(title, below), *(Line(text=text) for text in texts)])
    return RawPage(
        number=number,
        lines=tuple(line.text for line in lines),
        roles=tuple(line.role for line in lines),
        tables=tuple(tables),
        apart=tuple(dict.fromkeys(apart)),
        images=sum(other.images for other in beside),
        unread=sum(other.unread for other in beside),
        unit=unit,
    )


def holds_text(pages: Iterable[RawPage]) -> bool:
    """Whether any page has words of its own."""
    return any(page.lines or page.tables for page in pages)


def _top_level(flow: Iterable[Part]) -> int:
    levels = Counter(level for part in flow if (level := _heading_level(part)) is not None)
    often = [level for level, count in levels.items() if count > 1]
    return min(often or levels or [0])


def _heading_level(part: Part) -> int | None:
    return part.role.level if isinstance(part, Line) and part.role.kind == "heading" else None
