"""Raw pages without the characters that nobody sees: none of them reaches a record, a page or a terminal."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.models.unseen import has_unseen, without_unseen
from ingest.readers.base import RawDocument, RawPage, RawTable


def seen(raw: RawDocument) -> RawDocument:
    """The document as its readers see it."""
    stated = {name: without_unseen(getattr(raw, name) or "") or None for name in ("title", "author", "language")}
    return raw.model_copy(update={**stated, "pages": tuple(map(_seen_page, raw.pages))})


def _seen_page(page: RawPage) -> RawPage:
    if not any(map(has_unseen, _texts(page))):
        return page
    lines = tuple(map(without_unseen, page.lines))
    words = [word.model_copy(update={"text": without_unseen(word.text)}) for word in page.words]
    changes: dict[str, Any] = {
        "lines": lines,
        "label": without_unseen(page.label or "").strip() or None,
        "rotated": _whole(page.rotated),
        "apart": _whole(page.apart),
        "words": tuple(word for word in words if word.text),
        "tables": tuple(map(_seen_table, page.tables)),
    }
    if page.roles:  # a line is a whole paragraph, and never blank
        kept = [at for at, line in enumerate(lines) if line.strip()]
        changes["lines"] = tuple(lines[at] for at in kept)
        changes["roles"] = tuple(page.roles[at] for at in kept)
        changes["tables"] = tuple(
            table.model_copy(update={"at": bisect_left(kept, table.at)}) for table in changes["tables"]
        )
    return page.model_copy(update=changes)


def _seen_table(table: RawTable) -> RawTable:
    rows = tuple(
        row.model_copy(
            update={
                "cells": tuple(
                    cell.model_copy(update={"lines": tuple(map(without_unseen, cell.lines))}) for cell in row.cells
                )
            }
        )
        for row in table.rows
    )
    return table.model_copy(update={"rows": rows})


def _texts(page: RawPage) -> Iterator[str]:
    yield from (*page.lines, *page.rotated, *page.apart, page.label or "")
    yield from (word.text for word in page.words)
    for table in page.tables:
        yield from (line for row in table.rows for cell in row.cells for line in cell.lines)


def _whole(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text for text in map(without_unseen, texts) if text.strip())
