"""Measures written as prose: "Tiltak 1.2: …", what it is about, "Ansvar: …", "Frist: …", and no table around them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, takewhile

from pydantic import BaseModel, ConfigDict

from corpus.models import Place
from corpus.text.sentences import sentences
from ingest.blocks import Block, BlockKind, StructuredPage
from ingest.column_names import Column, column_of, names_column
from ingest.headings import PRIORITY
from ingest.places import spanned, stand_together
from ingest.tables import BULLET, Row

_OPENING = re.compile(r"^(?P<word>[^\W\d_]+)(?:\s+\d+(?:\.\d+)*[a-z]?\s*[:.–-]|\s*:)\s+(?P<rest>\S.*)$", re.DOTALL)
_LABEL = re.compile(r"(?:^[A-ZÆØÅ][^\W\d_]*(?: [^\W\d_]+){0,2}|(?<=\s)[A-ZÆØÅ][^\W\d_]+)(?=\s*:\s)")
_NEEDED = {Column.SCHEDULE, Column.RESPONSIBLE}
_VAGUE = (Column.OTHER, Column.TITLE)
_TEXT = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_MOST_BLOCKS = 10


class _Written(BaseModel):
    """A measure, and of how many blocks it is."""

    model_config = ConfigDict(frozen=True)

    row: Row
    blocks: int


def with_written_measures(pages: Sequence[StructuredPage]) -> tuple[StructuredPage, ...]:
    """The pages, the blocks of each measure that is written as prose put together to one row.

    A word for a measure names it ("Tiltak 1.2:", "Aktivitet:"), and it has an owner and a time under their labels.
    """
    blocks = [block for page in pages for block in page.blocks]
    found: dict[int, list[Block]] = {page.number: [] for page in pages}
    at = 0
    while at < len(blocks):
        written = _written(blocks[at : at + _MOST_BLOCKS])
        taken = blocks[at : at + written.blocks] if written else blocks[at : at + 1]
        for block in _together(taken, written.row) if written else taken:
            found[block.page].append(block)
        at += len(taken)
    return tuple(page.model_copy(update={"blocks": tuple(found[page.number])}) for page in pages)


def _name(block: Block) -> str | None:
    """What stands after the word for a measure and its number."""
    known = block.kind is BlockKind.HEADING or block.kind in _TEXT
    opening = _OPENING.match(BULLET.sub("", block.text)) if known else None
    return opening["rest"] if opening and column_of(opening["word"]) is Column.TITLE else None


def _written(blocks: Sequence[Block]) -> _Written | None:
    """The measure that begins with the first block, if one does; its text stands before owner and time, or after."""
    name = _name(blocks[0])
    if name is None:
        return None
    headed = blocks[0].kind is BlockKind.HEADING
    own = [block.text for block in takewhile(lambda block: block.kind in _TEXT and _name(block) is None, blocks[1:])]
    texts = own if headed else [name, *own]
    body: list[str] = []
    values: dict[Column, str] = {}
    count = int(headed)
    for before, labelled in map(_parts, texts):
        if values.keys() >= _NEEDED and not labelled and body:
            break
        body.extend(filter(None, [before, labelled.pop(Column.DESCRIPTION, "")]))
        values = {**labelled, **values}
        count += 1
    if not values.keys() >= _NEEDED or not (headed or body):
        return None
    title, description = (name, body) if headed else _parted(body)
    return _Written(row=_row(title, description, values), blocks=count)


def _parts(text: str) -> tuple[str, dict[Column, str]]:
    """What stands before the first label, and what after each; a word that may be any column's is none of its own."""
    labels = [label for label in _LABEL.finditer(text) if names_column(label[0])]
    kinds = [column_of(label[0]) for label in labels]
    first = next((at for at, kind in enumerate(kinds) if kind not in _VAGUE), len(kinds))
    labels, kinds = labels[first:], kinds[first:]
    if not labels:
        return text, {}
    ends = [*(label.start() for label in labels[1:]), len(text)]
    found: dict[Column, str] = {}
    for label, kind, end in zip(labels, kinds, ends, strict=True):
        found.setdefault(kind, _value(text[label.end() : end]))
    before = text[: labels[0].start()].strip()
    return before if any(map(str.isalnum, before)) else "", found


def _value(text: str) -> str:
    return text.strip().removeprefix(":").strip().removesuffix(".").rstrip(" ;|,")


def _parted(body: Sequence[str]) -> tuple[str, list[str]]:
    """A title that is the first sentence, and what follows it."""
    title, *_ = sentences(body[0])
    rest = body[0].removeprefix(title).strip()
    return title.removesuffix("."), [*([rest] if rest else []), *body[1:]]


def _row(title: str, body: Sequence[str], values: dict[Column, str]) -> Row:
    return Row(
        groups=(),
        commitment=None,
        title=title,
        description="\n".join(body),
        bullets=tuple(BULLET.sub("", text) for text in body if BULLET.match(text)),
        schedules=tuple(filter(None, [values[Column.SCHEDULE]])),
        owners=tuple(filter(None, [values[Column.RESPONSIBLE]])),
        text="",
        funding=values.get(Column.FUNDING) or None,
        partners=values.get(Column.PARTNERS) or "",
    )


def _together(blocks: Sequence[Block], row: Row) -> Iterator[Block]:
    """The blocks of a measure as one, or as two where a page break goes through it."""
    pages = [list(group) for _, group in groupby(blocks, key=lambda block: block.page)]
    texts = ["\n".join(block.text for block in group) for group in pages]
    priorities = (found["label"] for text in reversed(blocks[0].heading_path) if (found := PRIORITY.match(text)))
    for number, (group, text) in enumerate(zip(pages, texts, strict=True)):
        first = number == 0
        yield group[0].model_copy(
            update={
                "kind": BlockKind.ROW if first else BlockKind.CELL,
                "text": text,
                "list_id": None,
                "row": row.model_copy(update={"text": text}) if first else None,
                "heading_path": blocks[0].heading_path,
                "strategic_priority": next(priorities, None) if first else None,
                "goes_on": " ".join(texts[number + 1].split()) if number + 1 < len(texts) else "",
                "comes_from": "" if first else " ".join(texts[number - 1].split()),
                "place": _place(group),
            }
        )


def _place(blocks: Iterable[Block]) -> Place | None:
    """Where they stand, as far as it can be said in one."""
    places = [block.place for block in blocks if block.place is not None]
    return spanned(place for place in places if stand_together(place, places[0]))
