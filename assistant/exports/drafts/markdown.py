"""The document of a draft as Markdown: nothing that anybody wrote is markup in it."""

import re
from collections.abc import Iterable, Iterator

from assistant.exports.drafts.document import (
    Block,
    Cell,
    DraftDocument,
    Heading,
    ListedSource,
    Paragraph,
    Table,
)
from assistant.texts import said

MARKDOWN_TYPE = "text/markdown; charset=utf-8"

_MARKUP = re.compile(r"[\\`*_{}\[\]<>|~&]")
_BEGINS = re.compile(r"^(\s*)(#|\+|-|=|\d+(?=[.)]))")
_DEEPEST = 6


def markdown_file(draft: DraftDocument) -> str:
    """The file."""
    title, *whose = map(_plain, draft.names)
    parts = [f"# {title}", *whose]
    parts.append("\n".join(f"- {_plain(name)}: {_plain(value)}" for name, value in draft.facts))
    if draft.assistance:
        parts.append(f"_{draft.assistance}._")
    parts.extend(_blocks(draft.blocks))
    parts.append(f"## {_plain(draft.sources_title)}")
    none = said("draft_document.no_sources", draft.written_form)
    parts.append("\n".join(map(_source, draft.sources)) if draft.sources else f"_{none}_")
    return "\n\n".join(part for part in parts if part) + "\n"


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """The blocks; items that follow each other are one list."""
    items: list[str] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.is_item:
            items.append(f"- {_line(block)}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _block(block)
    if items:
        yield "\n".join(items)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * min(block.level + 1, _DEEPEST)} {_plain(block.text)}"
    if isinstance(block, Table):
        return _table(block)
    return f"_{_line(block)}_" if block.is_note else _line(block)


def _table(table: Table) -> str:
    rows = [table.columns, ("---",) * len(table.columns), *(tuple(map(_cell, row)) for row in table.rows)]
    lead = f"{_plain(table.lead)}\n\n" if table.lead else ""
    return lead + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: Cell) -> str:
    return "<br>".join(f"{'• ' if paragraph.is_item else ''}{_line(paragraph)}" for paragraph in cell)


def _line(paragraph: Paragraph) -> str:
    told = (
        " ".join(filter(None, (_escaped(piece.text), *(f"\\[{number}\\]" for number in piece.numbers))))
        for piece in paragraph.pieces
    )
    return _BEGINS.sub(r"\1\\\2", "".join(told).strip())


def _source(source: ListedSource) -> str:
    marks = f" ({_plain(', '.join(source.marks))})" if source.marks else ""
    where = f"{_plain(source.title)}, {_plain(source.issuer)}, {_plain(source.locator)}"
    return f"- \\[{source.number}\\] {where}{marks}. <{source.url}>"


def _plain(text: str) -> str:
    return _BEGINS.sub(r"\1\\\2", _escaped(" ".join(text.split())))


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)
