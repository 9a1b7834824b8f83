"""From blocks to passages: neighbours under one heading put together, a row by itself, never over a page break."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.models import Passage, PassageKind
from corpus.text.items import is_item
from corpus.text.sentences import sentences
from ingest.blocks import Block, BlockKind
from ingest.places import spanned, stand_together

_LONGEST_PROSE = 550  # characters; page-hit@1 on the development split was best between 400 and 700
_LONGEST_LIST = 550
_LONGEST_BLOCK = 4_000  # characters; paragraphs of plans have 3,000 at most, and a book on one line is no passage
_WORD_CUT = re.compile(r"\s\S*$")
_ENDS = '.!?:;»"'
_SHOWN_ONLY = (BlockKind.HEADING, BlockKind.HEADER)
_LIST_KINDS = (BlockKind.ITEM, BlockKind.CELL)


def passages(blocks: Iterable[Block], document_id: str, generation_id: str) -> tuple[Passage, ...]:
    """The passages of all blocks, in reading order; headings are in the path, not in the text.

    The text is the blocks' text, a block a line, so that it stands verbatim (white space aside) on its page.
    """
    found: list[Passage] = []
    for group in _groups(part for block in blocks for part in _cut(block)):
        ordinal = len(found) + 1
        found.append(
            Passage(
                id=f"{generation_id}:{ordinal}",
                document_id=document_id,
                generation_id=generation_id,
                ordinal=ordinal,
                kind=_kind(group),
                first_page=group[0].page,
                last_page=group[-1].page,
                heading_path=group[0].heading_path,
                text="\n".join(block.text for block in group),
                blocks=tuple(block.id for block in group),
                comes_from=group[0].comes_from,
                goes_on=group[-1].goes_on,
                place=spanned(block.place for block in group),
            )
        )
    return _over_page_breaks(found)


def _cut(block: Block) -> Iterator[Block]:
    """A block in parts of a length that can be searched, cut between words where there are any; a row stays whole."""
    if block.kind is BlockKind.ROW or len(block.text) <= _LONGEST_BLOCK:
        yield block
        return
    start, end = 0, len(block.text)
    while start < end:
        part = block.text[start : start + _LONGEST_BLOCK]
        word = _WORD_CUT.search(part, _LONGEST_BLOCK // 2) if start + len(part) < end else None
        part = part[: word.start()] if word else part
        start += len(part)
        if part.strip():
            yield block.model_copy(update={"text": part.strip()})


def _over_page_breaks(found: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, each knowing the rest of a sentence that a page break cuts."""
    joined = list(found)
    for index in range(len(joined) - 1):
        before, after = joined[index], joined[index + 1]
        if before.last_page + 1 != after.first_page or PassageKind.ROW in (before.kind, after.kind) or before.goes_on:
            continue
        end, start = sentences(before.text)[-1:], sentences(after.text)[:1]
        goes_on = end and start and end[0][-1] not in _ENDS and start[0][0].islower()
        if goes_on and not is_item(after.text.split("\n")[0]):
            joined[index] = before.model_copy(update={"goes_on": start[0]})
            joined[index + 1] = after.model_copy(update={"comes_from": end[0]})
    return tuple(joined)


def _kind(group: Sequence[Block]) -> PassageKind:
    if group[0].kind is BlockKind.ROW:
        return PassageKind.ROW
    return PassageKind.LIST if any(block.kind in _LIST_KINDS for block in group) else PassageKind.PROSE


def _groups(blocks: Iterable[Block]) -> Iterable[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        if group and not _belongs(group, block):
            lead = group[1:] and block.kind is BlockKind.ITEM and _leads(group[-1], block)
            yield group[:-1] if lead else group
            group = group[-1:] if lead else []
        if block.kind not in _SHOWN_ONLY:
            group.append(block)
    if group:
        yield group


def _leads(block: Block, item: Block) -> bool:
    """Whether a paragraph leads up to the list of an item."""
    return block.kind is BlockKind.PARAGRAPH and block.list_id is not None and block.list_id == item.list_id


def _opens_another_list(group: Sequence[Block], block: Block) -> bool:
    """Whether a paragraph leads up to a list, where one stands above: each list goes with its own lead."""
    is_lead = block.kind is BlockKind.PARAGRAPH and block.list_id is not None
    return is_lead and any(other.kind is BlockKind.ITEM for other in group)


def _belongs(group: Sequence[Block], block: Block) -> bool:
    if block.kind in (*_SHOWN_ONLY, BlockKind.ROW) or group[-1].kind is BlockKind.ROW:
        return False
    if (
        block.comes_from
        or group[-1].goes_on
        or block.page != group[-1].page
        or block.heading_path != group[-1].heading_path
        or not stand_together(group[-1].place, block.place)
        or _opens_another_list(group, block)
    ):
        return False
    longest = _LONGEST_LIST if block.kind in _LIST_KINDS else _LONGEST_PROSE
    return sum(len(other.text) for other in group) + len(block.text) <= longest
