"""A page cut into regions: text, flattened tables under their header, and tables whose grid is drawn."""

import re
from collections.abc import Iterable, Sequence

from pydantic import BaseModel

from ingest.column_names import header_columns, is_action_table, is_header_rest
from ingest.drawn_rows import DrawnTable
from ingest.layout import LaidPage
from ingest.tables import Chunk, has_row

YEARS = re.compile(r"^(?:19|20)\d\d\s*[-–]\s*(?:19|20)\d\d$")
_CELL_WORDS = 12


class Region(BaseModel):
    """Chunks outside any table, or those under one table header; or one drawn table."""

    chunks: list[Chunk]
    header: str | None = None
    action: bool = False
    drawn: DrawnTable | None = None


def all_regions(pages: Sequence[LaidPage], drawn: Sequence[Sequence[DrawnTable]]) -> list[list[Region]]:
    """The regions of each page; `drawn` are the tables of each page that the reader found.

    Where it found one too doubtful to be rebuilt from its places, no rows are made from its words alone.
    """
    found: list[list[Region]] = []
    open_table: Region | None = None
    for page, tables in zip(pages, drawn, strict=True):
        regions = _with_drawn(page.lines, tables)
        if page.tables_as_text:
            regions = [region if region.drawn else region.model_copy(update={"action": False}) for region in regions]
        if open_table is not None and regions[0].drawn is None and _continues(open_table, regions[0]):
            regions[0] = Region(chunks=regions[0].chunks, header="", action=open_table.action)
        last = regions[-1]
        open_table = last if last.header is not None and last.drawn is None else None
        found.append(regions)
    return found


def _with_drawn(lines: Sequence[str], tables: Sequence[DrawnTable]) -> list[Region]:
    regions: list[Region] = []
    start = 0
    for table in tables:
        regions.extend(region for region in _regions(lines[start : table.at]) if region.chunks or region.header)
        regions.append(Region(chunks=[], header=table.header, action=table.action, drawn=table))
        start = table.at
    after = _regions(lines[start:])
    regions.extend(region for region in after if region.chunks or region.header or not regions)
    return regions


def _continues(table: Region, region: Region) -> bool:
    """Whether the text at the top of a page goes on with the table that the page before ended in.

    Rows of an action table are recognised by their schedule and owner; cells of other tables by being short.
    """
    if not region.chunks:
        return False
    if table.action:
        return has_row(region.chunks)
    words = sorted(sum(len(line.split()) for line in chunk) for chunk in region.chunks)
    return words[len(words) // 2] <= _CELL_WORDS and not YEARS.match(region.chunks[0][0].strip())


def _regions(lines: Sequence[str]) -> list[Region]:
    """The page cut at table headers; a header may run over a blank line ("Ansvarlig … | Tidsplan Finansiering")."""
    regions = [Region(chunks=[])]
    for chunk in _chunks(lines):
        if regions[-1].header and not regions[-1].chunks and is_header_rest(" ".join(chunk)):
            regions[-1].header += f" {' '.join(chunk)}"
            regions[-1].action = is_action_table(header_columns(regions[-1].header))
            continue
        at = next((index for index, line in enumerate(chunk) if header_columns(line)), None)
        if at is None:
            regions[-1].chunks.append(chunk)
            continue
        if at:
            regions[-1].chunks.append(chunk[:at])
        last = next((i for i in range(at + 1, len(chunk)) if not is_header_rest(chunk[i])), len(chunk))
        header = " ".join(chunk[at:last])
        regions.append(Region(chunks=[], header=header, action=is_action_table(header_columns(header))))
        if chunk[last:]:
            regions[-1].chunks.append(chunk[last:])
    return regions


def _chunks(lines: Iterable[str]) -> list[Chunk]:
    chunks: list[Chunk] = []
    current: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            current.append(line)
        elif current:
            chunks.append(tuple(current))
            current = []
    return chunks
