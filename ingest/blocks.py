"""Blocks: the pieces that a page is made of, each with its headings."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from corpus.models import Place
from ingest.tables import Row


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    HEADER = "header"
    CELL = "cell"


class Block(BaseModel):
    """The smallest piece of a page; `list_id` is shared by the items (and the lead) of one list.

    `goes_on` and `comes_from`: what of a table row stands on the next page, and on the one before.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    page: int
    kind: BlockKind
    text: str
    heading_path: tuple[str, ...]
    list_id: str | None = None
    row: Row | None = None
    strategic_priority: str | None = None
    goes_on: str = ""
    comes_from: str = ""
    place: Place | None = None


class StructuredPage(BaseModel):
    """A page as blocks in reading order; `tables` counts regions, `tables_as_text` those without rebuilt rows."""

    model_config = ConfigDict(frozen=True)

    number: int
    label: str | None
    blocks: tuple[Block, ...]
    set_apart: tuple[str, ...]
    tables: int
    tables_as_text: int
