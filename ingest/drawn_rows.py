"""Rows of a table as they stand on one page, each with the measure that begins there."""

from pydantic import BaseModel, ConfigDict

from ingest.tables import BULLET, Row

_LONGEST_ROW = 60  # words: a longer row is read cell by cell


class DrawnRow(BaseModel):
    """A row as it stands on one page: its cells' lines, and `text` with a line a cell.

    `row` is the whole measure where one begins here; `group` the text of a row that spans the table; `label` the cell
    that several rows share, and `label_here` what of it is printed in this row; `height` how many rows of the file it
    is; `goes_on`, `comes_from`: what of the
    row stands on the next page, and on the one before.
    """

    model_config = ConfigDict(frozen=True)

    cells: tuple[tuple[str, ...], ...]
    text: str
    row: Row | None = None
    group: str | None = None
    label: str | None = None
    label_here: str = ""
    goes_on: str = ""
    comes_from: str = ""
    height: int = 1

    @property
    def is_long(self) -> bool:
        """Whether the row is too long to be said in one go, or holds lists."""
        return len(self.text.split()) > _LONGEST_ROW or any(BULLET.match(line) for cell in self.cells for line in cell)


class DrawnTable(BaseModel):
    """The part of a table on one page; `header` is what of it is printed there, empty where the table goes on from the
    page before without one, and `columns` the table's header wherever it stands.
    """

    model_config = ConfigDict(frozen=True)

    at: int
    header: str
    columns: str
    action: bool
    rows: tuple[DrawnRow, ...]
