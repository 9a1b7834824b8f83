"""A draft that was taken home as a Word file: what stands in it, what it leans on, and how it looks on paper."""

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

import pypdfium2
from docx import Document
from PIL import Image

from assistant.exports.drafts.pdf import pdf_file
from tests.local_plan import LocalPlan, OwnRow, cited_in, numbered

_SPACES = re.compile(r"[\s\u00ad\u200b]+")
_LISTED = re.compile(r"^\[(\d+)\]\t(.+)\. (https?://\S+)$")
_ROW = ("title", "description", "responsible", "schedule", "funding")
_INK = 128  # of 255: what is darker is printed
_TOP = 10  # lines: a page of tables begins with the head of one, or with the headings before it
_FEWEST_PIXELS = 400  # of ink, the footer aside: some words


class Listed(NamedTuple):
    """A line of the list of sources: what the source is called and where it stands, and the address that is shown."""

    said: str
    address: str


class TakenHome:
    """The Word file, and its pages as LibreOffice prints them."""

    def __init__(self, made: bytes) -> None:
        self._made = made
        self.document = Document(io.BytesIO(made))
        self.rows = [[cell.text for cell in row.cells] for table in self.document.tables for row in table.rows]
        self.paragraphs = [paragraph.text for paragraph in self.document.paragraphs]

    @property
    def sources(self) -> dict[int, Listed]:
        """The list of sources, by number."""
        found = [_LISTED.match(text) for text in self._of_style("Draft Source")]
        return {int(one[1]): Listed(one[2], one[3]) for one in found if one}

    @property
    def named(self) -> set[int]:
        """The numbers of sources that the text names."""
        listed = set(self._of_style("Draft Source"))
        told = [*(text for text in self.paragraphs if text not in listed), *(cell for row in self.rows for cell in row)]
        return {int(number) for text in told for number in re.findall(r"\[(\d+)\]", text)}

    @property
    def headings(self) -> list[str]:
        """The headings, in order."""
        return [one.text for one in self.document.paragraphs if one.style and one.style.name.startswith("Heading")]

    @cached_property
    def whole(self) -> str:
        """All that stands in the file, without spaces."""
        return squeezed("".join((*self.paragraphs, *(cell for row in self.rows for cell in row))))

    def _of_style(self, name: str) -> list[str]:
        return [one.text for one in self.document.paragraphs if one.style and one.style.name == name]

    @cached_property
    def printed(self) -> "Printed":
        """Its pages. Raises PdfError where there is no LibreOffice."""
        return Printed(pdf_file(self._made))


class PrintedPage(NamedTuple):
    """What stands on a page, line by line, its footer last; and how many pixels of ink it has above that."""

    lines: list[str]
    is_across: bool
    ink: int


class Printed:
    """The pages of a PDF."""

    def __init__(self, made: bytes) -> None:
        with pypdfium2.PdfDocument(made) as file:
            self.pages = [
                PrintedPage(_lines(page), page.get_width() > page.get_height(), _ink(page.render(scale=0.5).to_pil()))
                for page in file
            ]

    @property
    def whole(self) -> str:
        """All that stands on them, the footers aside, without spaces."""
        return squeezed("".join(line for page in self.pages for line in page.lines[:-1]))

    def faults(self, headings: Iterable[str], column: str) -> list[str]:
        """What nobody would hand on: a page without words or ink, one that ends with a heading, a table without head.

        The tables are what lies across; `column` is the head of one of their columns.
        """
        ends = tuple(squeezed(heading)[-20:] for heading in headings)
        found = []
        for number, page in enumerate(self.pages, start=1):
            *lines, footer = page.lines
            if not lines or page.ink < _FEWEST_PIXELS:
                found.append(f"page {number} is blank")
            elif number > 1 and squeezed(lines[-1]).endswith(ends):
                found.append(f"page {number} ends with a heading: {lines[-1]}")
            if not footer.endswith(f" {number}"):
                found.append(f"page {number} has no number: {footer}")
            if page.is_across and not any(column in line for line in lines[:_TOP]):
                found.append(f"the table on page {number} has no head: {lines[:_TOP]}")
        return found


def _lines(page: pypdfium2.PdfPage) -> list[str]:
    return [line.strip() for line in page.get_textpage().get_text_range().splitlines() if line.strip()]


def _ink(image: Image.Image) -> int:
    body = image.convert("L").crop((0, 0, image.width, int(image.height * 0.92)))
    return sum(body.histogram()[:_INK])


def squeezed(text: str) -> str:
    """A text without spaces, and without what only says where a line may end."""
    return _SPACES.sub("", text)


def told(plan: LocalPlan) -> Iterator[tuple[str, ...]]:
    """What the file of a plan has to say, in its order: each section's text, and the cells of each row."""
    for table, keys in groupby(plan.fields, key=lambda key: key.rpartition(".")[0] or key):
        for key in keys:
            parts = plan.fields[key]
            yield tuple(_shown(parts[name]) for name in ("text", *_ROW) if name in parts)
        yield from (_cells(row) for row in plan.own_rows if row.table == table)


def _cells(row: OwnRow) -> tuple[str, ...]:
    return tuple(getattr(row, name) for name in _ROW)


def numbers_in_file(plan: LocalPlan) -> dict[str, int]:
    """The numbers that its sources have in the file of a plan: those of one page have one, as they are first named."""
    places: dict[tuple[str, int], int] = {}
    numbers: dict[str, int] = {}
    for name in (name for texts in told(plan) for text in texts for name in cited_in(text)):
        cited = plan.sources[name]
        numbers[name] = places.setdefault((cited.document, cited.page), len(places) + 1)
    return numbers


def numbered_texts(plan: LocalPlan, numbers: Mapping[str, int]) -> list[tuple[str, ...]]:
    """What the file has to say with the numbers of the sources, without spaces."""
    return [tuple(squeezed(numbered(text, dict(numbers))) for text in texts) for texts in told(plan)]


def lost(texts: Iterable[tuple[str, ...]], whole: str) -> list[str]:
    """What does not stand in all that a file says."""
    return [text for cells in texts for text in cells if text not in whole]


def lost_rows(texts: Iterable[tuple[str, ...]], rows: Iterable[list[str]]) -> list[tuple[str, ...]]:
    """The cells that stand in no row together, the last of it."""
    found = [tuple(map(squeezed, row)) for row in rows]
    wanted = [cells for cells in texts if len(cells) > 1]
    return [cells for cells in wanted if not any(row[-len(cells) :] == cells for row in found)]


def _shown(text: str) -> str:
    """A text as the file has it: a date is written as people write one."""
    try:
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    except ValueError:
        return text
