"""Tables as blocks: rows under the headings that the table gives them."""

from collections.abc import Sequence

from corpus.text.sentences import sentences
from ingest.blocks import BlockKind
from ingest.cells import cell_groups
from ingest.drawn_rows import DrawnRow, DrawnTable
from ingest.headings import LONGEST_HEADING, Level, is_heading
from ingest.joins import LineJoiner
from ingest.outline import Outline
from ingest.pieces import Piece, pieces_of
from ingest.regions import Region
from ingest.tables import Chunk, RowBuilder


class TableBlocks:
    """Adds tables to the outline; one may go on over a page break."""

    def __init__(self, outline: Outline, joiner: LineJoiner, rows: RowBuilder) -> None:
        self._outline = outline
        self._joiner = joiner
        self._rows = rows
        self._headings = 0
        self._row_label: str | None = None

    def end(self) -> None:
        """Ends the table that went on till here, with the headings that stood right over it."""
        if self._headings:
            del self._outline.path[-self._headings :]
            self._headings, self._outline.priority, self._outline.commitment = 0, None, None

    def flattened(self, region: Region) -> int:
        """Adds a table's blocks; 1 where its rows were rebuilt, else 0."""
        self._outline.list_id = None
        trailing = 0
        for block in reversed(self._outline.blocks):
            if block.kind is not BlockKind.HEADING:
                break
            trailing += 1
        if trailing:
            self._headings = min(trailing, len(self._outline.path))
        if region.header:
            self._row_label = None
            self._outline.add(BlockKind.HEADER, " ".join(region.header.split()))
        if region.action:
            return self._action_rows(region)
        with self._outline.nested():
            if region.header:
                self._outline.path.append((Level.RUN_IN, " ".join(region.header.split())))
            self._cells(region.chunks)
        return 0

    def drawn(self, table: DrawnTable) -> int:
        """Adds the blocks of a table whose grid is drawn; 1: its rows are read."""
        outline = self._outline
        outline.list_id = outline.place = None
        outline.places.table()
        if table.header:
            outline.add(BlockKind.HEADER, " ".join(table.header.split()))
        with outline.nested():
            if table.columns and not table.action:
                outline.path.append((Level.RUN_IN, " ".join(table.columns.split())))
            for row in table.rows:
                outline.place = outline.places.row(row.height)
                if row.group is not None:
                    outline.commitment = row.group
                    outline.add(BlockKind.HEADING, row.group)
                elif table.action:
                    self._drawn_measure(row)
                else:
                    self._drawn_row(row)
        return 1

    def _drawn_measure(self, row: DrawnRow) -> None:
        path = self._path_with(row.row.commitment if row.row else self._outline.commitment)
        if row.label_here:
            self._outline.add(BlockKind.CELL, row.label_here, path=path)
        if row.label is not None:
            path = (*path, _first_sentence(row.label))
        kind = BlockKind.ROW if row.row else BlockKind.CELL
        if row.text:
            self._outline.add(kind, row.text, path=path, row=row.row, goes_on=row.goes_on, comes_from=row.comes_from)

    def _drawn_row(self, row: DrawnRow) -> None:
        with self._outline.nested():
            if row.label_here:
                self._outline.add(BlockKind.CELL, row.label_here)
            if row.label is not None:
                self._outline.path.append((Level.LABEL, _first_sentence(row.label)))
            if row.is_long:
                self._long_row(row)
            elif row.text:
                self._outline.add(BlockKind.ROW, row.text, goes_on=row.goes_on, comes_from=row.comes_from)

    def _long_row(self, row: DrawnRow) -> None:
        """Adds a row cell by cell; a first cell no longer than a heading stands over the others."""
        cells = list(row.cells)
        first = self._joiner.join(cells[0]) if row.label is None else ""
        if first and len(first) <= LONGEST_HEADING:
            self._outline.heading(Level.LABEL, first)
            cells = cells[1:]
        self._cells([cell for cell in cells if cell])

    def _action_rows(self, region: Region) -> int:
        table = self._rows.rows(region.chunks, self._outline.commitment)
        for row in table.rows:
            for group in row.groups:
                self._outline.add(BlockKind.HEADING, group)
            self._outline.commitment = row.commitment
            self._outline.add(BlockKind.ROW, row.text, path=self._path_with(row.commitment), row=row)
        self._cells(table.left)
        return int(bool(table.rows))

    def _path_with(self, commitment: str | None) -> tuple[str, ...]:
        return (*self._outline.headings(), *([commitment] if commitment else []))

    def _cells(self, chunks: Sequence[Chunk]) -> None:
        pieces = pieces_of(chunks)
        start = 0
        with self._outline.nested():
            for index, piece in enumerate(pieces):
                after = pieces[index + 1] if index + 1 < len(pieces) else None
                is_point = piece.item and not piece.numbered
                is_label = after is not None and after.item and not after.numbered and not is_point
                text = self._joiner.join(piece.lines)
                if not is_point and not (is_label and is_heading(text)):
                    continue
                self._cell_groups(pieces[start:index])
                start = index + 1
                if is_point:
                    self._outline.item(text)
                else:
                    self._outline.heading(Level.LABEL, text)
            self._cell_groups(pieces[start:])

    def _cell_groups(self, pieces: Sequence[Piece]) -> None:
        """Adds cells, a row a block; the cell that numbered rows share is their heading as well."""
        for group in cell_groups(pieces):
            self._outline.list_id = None
            label = self._joiner.join(group.label)
            with self._outline.nested():
                if label or not group.goes_on:
                    self._row_label = _first_sentence(label) if label and group.rows else None
                if self._row_label:
                    self._outline.path.append((Level.LABEL, self._row_label))
                if label:
                    self._outline.add(BlockKind.CELL, label)
                for row in group.rows:
                    self._outline.add(BlockKind.ROW, " ".join(self._joiner.join(piece.lines) for piece in row))


def _first_sentence(text: str) -> str:
    return next(iter(sentences(text)), text).rstrip(".")
