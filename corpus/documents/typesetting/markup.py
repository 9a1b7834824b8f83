"""Source text → blocks: our dialect of Markdown, as the package's docstring tells it."""

import re
from collections.abc import Iterator

from corpus.documents.typesetting.blocks import (
    Band,
    Block,
    Break,
    Container,
    GroupRow,
    Heading,
    Item,
    Paragraph,
    Row,
    Table,
)

PAGE_MARK = re.compile(r"<!--\s*side (\d+)\s*-->")
_PAGE_LINE = re.compile(rf"^\s*{PAGE_MARK.pattern}\s*$")
_BREAK = re.compile(r"^\s*<!--\s*ny side(?: (\w+))?\s*-->\s*$")
_COMMENT = re.compile(r"^\s*<!--.*-->\s*$")
_HEADING = re.compile(r"^(#{1,4}) (.+)$")
_ITEM = re.compile(r"^(?P<indent>\s*)(?:-|(?P<number>\d+\.)) (?P<text>.+)$")
_SMALL = re.compile(r"^> (.+)$")
_OPENING = re.compile(r"^::: (\w+) ?(.*)$")
_CLOSING = ":::"
_INDENT = 2


class MarkupError(ValueError):
    """The source text breaks the dialect; the message names the line."""


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of a source text; raises MarkupError where it breaks the dialect."""
    reader = _Reader(source)
    blocks = tuple(reader.blocks())
    if reader.at < len(reader.lines):
        raise MarkupError(f"line {reader.at + 1}: ':::' closes nothing")
    return blocks


class _Reader:
    """Walks the lines; `origin` is the page of the last mark passed."""

    def __init__(self, source: str) -> None:
        self.lines = source.splitlines()
        self.at = 0
        self.origin = 1

    def blocks(self) -> Iterator[Block]:
        """The blocks up to the end, or up to the line that closes a container."""
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if line.strip() == _CLOSING:
                return
            if not line.strip() or self._mark(line) or (_COMMENT.match(line) and not _BREAK.match(line)):
                self.at += 1
            else:
                yield self._block(line)

    def _mark(self, line: str) -> bool:
        found = _PAGE_LINE.match(line)
        if found:
            self.origin = int(found[1])
        return found is not None

    def _block(self, line: str) -> Block:
        if found := _OPENING.match(line):
            return self._container(found[1], found[2].strip())
        if found := _BREAK.match(line):
            self.at += 1
            return Break(found[1])
        origin, text = self.origin, self._text()
        if found := _HEADING.match(text):
            return Heading(origin, len(found[1]), found[2])
        if found := _ITEM.match(text):
            return Item(origin, found["text"], len(found["indent"]) // _INDENT, found["number"])
        if found := _SMALL.match(text):
            return Paragraph(origin, found[1], small=True)
        return Paragraph(origin, text.strip())

    def _text(self) -> str:
        """The line and those that go on with it; a mark within them moves the origin."""
        taken = [self.lines[self.at].rstrip()]
        self.at += 1
        while self.at < len(self.lines) and _goes_on(self.lines[self.at]):
            taken.append(self.lines[self.at].strip())
            self.at += 1
        text = " ".join(taken)
        for mark in PAGE_MARK.finditer(text):
            self.origin = int(mark[1])
        return text

    def _container(self, kind: str, argument: str) -> Block:
        opened, origin = self.at + 1, self.origin
        self.at += 1
        block: Table | Container = (
            self._table(argument) if kind == "table" else Container(origin, kind, argument, tuple(self.blocks()))
        )
        if self.at >= len(self.lines):
            raise MarkupError(f"line {opened}: '::: {kind}' is never closed")
        self.at += 1
        return block

    def _table(self, argument: str) -> Table:
        words = argument.split()
        widths = tuple(float(word) for word in words if word[0].isdigit())
        options = frozenset(word for word in words if not word[0].isdigit())
        origin = self.origin
        rows = [self._row(lines, len(widths)) for lines in self._row_lines()]
        header = None if "plain" in options or not isinstance(rows[0], Row) else rows.pop(0)
        return Table(origin, widths, options, header if isinstance(header, Row) else None, tuple(rows))

    def _row_lines(self) -> Iterator[list[tuple[int, str]]]:
        """The lines of each row with their numbers; a blank line ends a row, a page mark stands before the line."""
        taken: list[tuple[int, str]] = []
        while self.at < len(self.lines) and (line := self.lines[self.at]).strip() != _CLOSING:
            self.at += 1
            if line.strip():
                taken.append((self.at, line))
            elif taken:
                yield taken
                taken = []
        if taken:
            yield taken

    def _row(self, lines: list[tuple[int, str]], columns: int) -> Row | GroupRow:
        bands: list[Band] = []
        for number, line in lines:
            if self._mark(line) or _COMMENT.match(line):
                continue
            if line.startswith("= "):
                return GroupRow(self.origin, line[2:].strip())
            cells = tuple(cell.strip() for cell in line.split("|"))
            if len(cells) != columns:
                raise MarkupError(f"line {number}: {len(cells)} cells where the table has {columns} columns")
            bands.append(Band(self.origin, cells))
        return Row(tuple(bands))


def _goes_on(line: str) -> bool:
    starts = (_HEADING, _ITEM, _SMALL, _OPENING, _COMMENT)
    return bool(line.strip()) and line.strip() != _CLOSING and not any(start.match(line) for start in starts)
