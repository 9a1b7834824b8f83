"""The outline of a document as it is walked through: the headings over a place, and the blocks under them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from corpus.models import PageUnit, Place
from ingest.blocks import Block, BlockKind
from ingest.headings import PRIORITY, Level
from ingest.layout import LaidPage
from ingest.places import PlaceCounter, of_page
from ingest.tables import Row

_SECTION = re.compile(r"^\d+\.?\s+[^\W\d]")


class Outline:
    """The heading path, which goes on from page to page, and the blocks of the page that is walked through.

    `place` is where a block stands under its heading, where the format tells; `list_id` is that of the open list;
    `listed` whether something was listed since the last heading.
    """

    def __init__(self) -> None:
        self.path: list[tuple[int, str]] = []
        self.priority: str | None = None
        self.commitment: str | None = None
        self.blocks: list[Block] = []
        self.list_id: str | None = None
        self.listed = False
        self.places = PlaceCounter()
        self.place: Place | None = None
        self._is_section = False  # whether the priority is a numbered section, which the next one ends
        self._page = 0
        self._unit: PageUnit = "page"

    def begin(self, page: LaidPage) -> None:
        """Turns to a page, which has no blocks yet."""
        self._page, self._unit = page.number, page.unit
        self.blocks, self.list_id, self.place = [], None, None

    def headings(self) -> tuple[str, ...]:
        """The headings that stand over this place, the highest first."""
        return tuple(text for _, text in self.path)

    def heading(self, level: int, text: str, *, shown: bool = True) -> None:
        """Puts a heading over what comes; those that do not stand over it end."""
        self.list_id, self.listed = None, False
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        priority = PRIORITY.match(text)
        if priority:
            self.priority, self.commitment = priority["label"], None
            self._is_section = priority["section"] is not None
        elif self._is_section and _SECTION.match(text):
            self.priority, self.commitment = None, None
        if shown:
            self.add(BlockKind.HEADING, text)
        self.path.append((level, text.rstrip(":")))

    @contextmanager
    def nested(self) -> Iterator[None]:
        """Headings that are put here end here."""
        depth = len(self.path)
        yield
        del self.path[depth:]

    def item(self, text: str) -> None:
        """Adds an item to the open list, or opens one."""
        if self.list_id is None:
            self._open_list()
        self.add(BlockKind.ITEM, text)

    def close_label(self) -> None:
        """Ends what a label leads up to with its list: text after the list stands under the heading above. A label of
        one word ("Samarbeid:") heads a section, which goes on.
        """
        if self.listed and self.path:
            level, label = self.path[-1]
            if level == Level.LABEL and len(label.split()) > 1:
                self.path.pop()
        self.listed = False

    def add(
        self,
        kind: BlockKind,
        text: str,
        *,
        path: tuple[str, ...] | None = None,
        row: Row | None = None,
        goes_on: str = "",
        comes_from: str = "",
    ) -> None:
        """Adds a block, under the headings of now or under those of `path`."""
        self.blocks.append(
            Block(
                id=f"{self._page}.{len(self.blocks) + 1}",
                page=self._page,
                kind=kind,
                text=text,
                heading_path=self.headings() if path is None else path,
                list_id=self.list_id if kind is BlockKind.ITEM else None,
                row=row,
                strategic_priority=self.priority if row else None,
                goes_on=goes_on,
                comes_from=comes_from,
                place=of_page(self._unit, self._page, self.place),
            )
        )

    def _open_list(self) -> None:
        """Starts a list; a paragraph that leads up to it ("… følgende gevinster:") belongs to it."""
        self.list_id = f"{self._page}.{len(self.blocks) + 1}"
        if self.blocks and self.blocks[-1].kind is BlockKind.PARAGRAPH and self.blocks[-1].text.endswith(":"):
            self.blocks[-1] = self.blocks[-1].model_copy(update={"list_id": self.list_id})
