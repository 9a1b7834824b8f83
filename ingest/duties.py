"""From blocks to duties: each sentence that binds a unit, and each bullet under a lead that does."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus.models import Duty
from corpus.text.items import is_item
from corpus.text.sentences import sentences
from corpus.units import UnitRegister
from ingest.blocks import Block, BlockKind
from ingest.obligations import Obligation, ObligationFinder

_LEAD_END = ":"


class _Line(NamedTuple):
    """A line of a block, as duties are looked for in it; `place` says which list it belongs to."""

    text: str
    is_item: bool
    is_heading: bool
    page: int
    passage_id: str
    heading_path: tuple[str, ...]
    place: str


class _Said(NamedTuple):
    line: _Line
    obligation: Obligation
    text: str
    lead: str | None


def duties(
    blocks: Sequence[Block],
    passage_of: Mapping[str, str],
    units: UnitRegister,
    document_id: str,
    generation_id: str,
) -> tuple[Duty, ...]:
    """The duties of a document, in reading order; a sentence printed several times is one.

    `passage_of` is the id of the passage that a block is in; a heading's duty is cited with what stands under it.
    """
    finder = ObligationFinder(units)
    groups: dict[tuple[str, str | None, str], list[_Said]] = {}
    for said in _said(_lines(blocks, passage_of), finder):
        groups.setdefault((_folded(said.text), said.lead, said.obligation.unit), []).append(said)
    return tuple(
        _duty(group, finder, ordinal, document_id, generation_id) for ordinal, group in enumerate(groups.values(), 1)
    )


def _duty(group: Sequence[_Said], finder: ObligationFinder, ordinal: int, document_id: str, generation_id: str) -> Duty:
    first = group[0]
    return Duty(
        id=f"{document_id}--plikt-{ordinal}",
        document_id=document_id,
        generation_id=generation_id,
        ordinal=ordinal,
        unit_raw=first.obligation.unit,
        units=finder.unit_ids(first.obligation.unit),
        action=first.obligation.action,
        text=first.text,
        lead=first.lead,
        page=first.line.page,
        pages=tuple(dict.fromkeys(said.line.page for said in group)),
        passage_id=first.line.passage_id,
        heading_path=first.line.heading_path,
    )


def _said(lines: Iterable[_Line], finder: ObligationFinder) -> Iterator[_Said]:
    """Every duty said; a lead binds to each item of its list, and by itself only where no item follows."""
    lead: _Said | None = None
    used = True
    for line in lines:
        if lead is not None and line.is_item and _belongs(line, lead.line):
            used = True
            own = list(_sentence_duties(line, finder))
            yield from own or _under(lead, line)
            continue
        if lead is not None and not used:
            yield lead
        lead, used = None, True
        for said in _sentence_duties(line, finder):
            if said.text.endswith(_LEAD_END) and line.text.endswith(said.text):
                lead, used = said, False
            else:
                yield said
    if lead is not None and not used:
        yield lead


def _under(lead: _Said, line: _Line) -> Iterator[_Said]:
    text = " ".join(sentences(line.text))
    if text:
        yield _Said(line, Obligation(lead.obligation.unit, text.rstrip(" .;,")), text, lead.text)


def _sentence_duties(line: _Line, finder: ObligationFinder) -> Iterator[_Said]:
    for sentence in (line.text,) if line.is_heading else sentences(line.text):
        for obligation in finder.obligations(sentence):
            yield _Said(line, obligation, sentence, None)


def _belongs(line: _Line, lead: _Line) -> bool:
    """Whether an item stands in the list of a lead, right under it, or under it as its heading."""
    if lead.is_heading:
        return line.heading_path[-1:] == (lead.text.rstrip(" :"),)
    return line.place == lead.place or (line.heading_path == lead.heading_path and line.page - lead.page in (0, 1))


def _lines(blocks: Sequence[Block], passage_of: Mapping[str, str]) -> Iterator[_Line]:
    passage = ""
    following: list[str] = []
    for block in reversed(blocks):
        passage = passage_of.get(block.id, passage)
        following.append(passage)
    for block, passage_id in zip(blocks, reversed(following), strict=True):
        if not passage_id or block.kind is BlockKind.HEADER:
            continue
        for text in _texts(block):
            yield _Line(
                text=text,
                is_item=is_item(text) or block.kind is BlockKind.ITEM,
                is_heading=block.kind is BlockKind.HEADING,
                page=block.page,
                passage_id=passage_id,
                heading_path=block.heading_path,
                place=block.list_id or block.id,
            )


def _texts(block: Block) -> list[str]:
    """The lines of a block; of a table row, those that say what is to be done."""
    lines = block.text.split("\n")
    if block.row is None:
        return lines
    aside = {*block.row.schedules, *block.row.owners}
    return [line for line in lines if line not in aside]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
