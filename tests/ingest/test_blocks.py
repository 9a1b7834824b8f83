import pytest
from pydantic import ValidationError

from ingest.blocks import Block, BlockKind, StructuredPage
from tests.ingest.made_up import PLAN, structured


def test_a_block_never_changes() -> None:
    block = Block(id="1.1", page=1, kind=BlockKind.ITEM, text="• Kart", heading_path=())
    with pytest.raises(ValidationError):
        block.text = "• Sag"  # type: ignore[misc]


def test_a_page_says_how_it_was_read() -> None:
    pages: tuple[StructuredPage, ...] = structured(PLAN)
    assert [page.number for page in pages] == [1, 2, 3, 4, 5, 6]
    assert {block.kind for page in pages for block in page.blocks} >= {
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.ITEM,
        BlockKind.ROW,
        BlockKind.HEADER,
    }
    assert all((block.goes_on, block.comes_from) == ("", "") for page in pages for block in page.blocks)
