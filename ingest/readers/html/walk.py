"""A web page as a flow: headings, paragraphs, list items and tables of its main content."""

import re

from ingest.readers.base import RawCell
from ingest.readers.html.grid import placed_rows, strays
from ingest.readers.html.shown import Element, holds_unread, is_apart, is_shown, main_of, tag_of
from ingest.readers.told import Beside, Line, Part, bullet, heading, item, paragraphs
from ingest.readers.told_tables import told_cell, told_tables

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form header hgroup hr html legend li main menu nav ol p section summary table tbody td tfoot th thead tr "
    "ul".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset("ul ol menu dir".split())
_LAYOUT_ROLES = ("presentation", "none")
_MOST_DIGITS = 9
_BLANK = re.compile(r"\s+")
_LETTERS = {"a": "abcdefghijklmnopqrstuvwxyz", "A": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}


class Walk:
    """Walks one page; `title` is then its first heading of the first level.

    `plain`: of a cell or of what is set apart only the lines are wanted, broken as they are shown; `tables` are then
    those met.
    """

    def __init__(self, *, plain: bool = False) -> None:
        self.title: str | None = None
        self.parts: list[Part] = []
        self.tables: list[Element] = []
        self._plain = plain
        self._text: list[str] = []
        self._mark: tuple[int, str] | None = None
        self._depth = 0
        self._numbers: dict[Element, int] = {}

    def flow(self, root: Element) -> list[Part]:
        """All that is shown: the main content, and what stands outside it set apart."""
        main, body = main_of(root), root.find("body")
        whole = body if body is not None else root
        if main is None:
            self._children(whole, is_content=False)
        else:
            self._outside(whole, main)
            self._children(main, is_content=True)
        return self.parts

    def lines(self, element: Element) -> list[str]:
        """The shown lines within an element."""
        self._children(element, is_content=True)
        self._end()
        return [part.text for part in self.parts if isinstance(part, Line)]

    def _element(self, element: Element, *, is_content: bool) -> None:
        tag = tag_of(element)
        if not is_shown(element):
            self.parts.extend([Beside(unread=1)] if holds_unread(element) else [])
        elif not self._plain and is_apart(element, is_content=is_content):
            self._end()
            self._apart(element)
        elif tag in _HEADINGS or element.get("role") == "heading":
            self._heading(element)
        elif tag == "table":
            self._table(element, is_content=is_content)
        elif tag == "br":
            self._text.append("\n")
        elif tag == "img":
            self.parts.append(Beside(images=1))
        elif tag == "pre":
            self._end()
            self._text.append(element.text_content().replace("\n", "\n\n"))
            self._end()
        else:
            self._children(element, is_content=is_content or tag == "article")

    def _children(self, element: Element, *, is_content: bool) -> None:
        tag = tag_of(element)
        if tag in _BLOCKS:
            self._end()
        self._depth += tag in _LISTS
        if tag == "li":
            self._mark = self._item_mark(element)
        self._add(element.text)
        for below in element:
            self._element(below, is_content=is_content)
            self._add(below.tail)
        if tag in _BLOCKS:
            self._end()
        self._depth -= tag in _LISTS
        if tag == "li":
            self._mark = None

    def _item_mark(self, element: Element) -> tuple[int, str]:
        """How deep an item stands, and its number or bullet."""
        depth = max(self._depth - 1, 0)
        parent = element.getparent()
        if parent is None or tag_of(parent) != "ol":
            return depth, bullet(depth)
        after = self._numbers.get(parent, (_number(parent, "start") or 1) - 1) + 1
        number = self._numbers[parent] = _number(element, "value") or after
        letters = _LETTERS.get(parent.get("type", ""), "")
        return depth, f"{letters[number - 1] if 0 < number <= len(letters) else number}."

    def _add(self, text: str | None) -> None:
        self._text.append(_BLANK.sub(" ", text or ""))

    def _end(self) -> None:
        """What text there is ends here: a paragraph or, after its mark, a list item."""
        text = "".join(self._text)
        self._text.clear()
        texts = paragraphs(text.replace("\n", "\n\n") if self._plain else text)
        if texts and self._mark is not None:
            self.parts.append(item(texts.pop(0), *self._mark))
            self._mark = None
        self.parts.extend(Line(text=other) for other in texts)

    def _heading(self, element: Element) -> None:
        self._end()
        level = _HEADINGS.get(tag_of(element)) or _number(element, "aria-level") or 2
        text = " ".join(self._inner(element)[0])
        if text:
            self.title = self.title or (text if level == 1 else None)
            self.parts.append(heading(text, level))

    def _table(self, table: Element, *, is_content: bool) -> None:
        self._end()
        if self._plain:
            self.tables.append(table)
            return
        for caption in table.iterchildren("caption"):
            self._element(caption, is_content=is_content)
        for stray in strays(table):
            if isinstance(stray, str):
                self._add(stray)
            else:
                self._element(stray, is_content=is_content)
        self._end()
        placed = placed_rows(table)
        columns = max((cell.column + cell.columns for row in placed for cell in row), default=0)
        if columns <= 1 or table.get("role") in _LAYOUT_ROLES:
            for row in placed:
                for cell in row:
                    self._children(cell.element, is_content=is_content)
            return
        inner: list[Element] = []
        rows: list[list[RawCell]] = []
        for row in placed:
            rows.append([])
            for cell in row:
                lines, tables = self._inner(cell.element)
                inner.extend(tables)
                rows[-1].append(told_cell(lines, cell.column, columns=cell.columns, rows=cell.rows))
        self.parts.extend(told_tables(rows))
        for below in inner:
            self._table(below, is_content=is_content)

    def _inner(self, element: Element) -> tuple[list[str], list[Element]]:
        """The lines of an element, and the tables in it; what else is in it is counted."""
        walk = Walk(plain=True)
        lines = walk.lines(element)
        self.parts.extend(part for part in walk.parts if isinstance(part, Beside))
        return lines, walk.tables

    def _apart(self, element: Element) -> None:
        lines, tables = self._inner(element)
        for table in tables:
            for row in placed_rows(table):
                for cell in row:
                    self._apart(cell.element)
        if lines:
            self.parts.append(Beside(apart=tuple(lines)))

    def _outside(self, whole: Element, main: Element) -> None:
        """Sets apart what is shown outside the main content."""
        above = set(main.iterancestors())
        if whole.text and whole.text.strip():
            self.parts.append(Beside(apart=(" ".join(whole.text.split()),)))
        for element in whole:
            if element in above:
                self._outside(element, main)
            elif element is not main and is_shown(element):
                self._apart(element)


def _number(element: Element, attribute: str) -> int | None:
    stated = element.get(attribute, "")
    return int(stated) if stated.isascii() and stated.isdigit() and len(stated) <= _MOST_DIGITS else None
