"""Blocks → reportlab flowables."""

from collections.abc import Callable, Iterable, Mapping

from reportlab.lib.colors import HexColor
from reportlab.platypus import BalancedColumns, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus import Table as PlainTable
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.blocks import (
    Band,
    Block,
    Break,
    Container,
    GroupRow,
    Heading,
    Item,
    Paragraph,
    Row,
    Table,
)
from corpus.documents.typesetting.inline import plain
from corpus.documents.typesetting.labels import SideLabel
from corpus.documents.typesetting.markup import MarkupError
from corpus.documents.typesetting.ruled import Cell, Look, RowKind, RuledTable, SetRow
from corpus.documents.typesetting.styles import Styles
from corpus.documents.typesetting.trace import TracedParagraph

Setter = Callable[["Typesetter", Container], list[Flowable]]

_BULLET = "- "
_EDGE, _FILL = HexColor(0x2A2859), HexColor(0xE8EEF4)


class Typesetter:
    """Sets blocks in a document's styles; `setters` say how the document sets its own kinds of container."""

    def __init__(self, styles: Styles, look: Look, setters: Mapping[str, Setter]) -> None:
        self.styles = styles
        self.look = look
        self._setters: dict[str, Setter] = {
            "callout": callout, "columns": columns, "sidelabel": side_label, "notice": notice, **setters
        }  # fmt: skip

    def set(self, blocks: Iterable[Block]) -> list[Flowable]:
        """The flowables of some blocks."""
        given = list(blocks)
        flowables: list[Flowable] = []
        for number, block in enumerate(given, start=1):
            flowables += self._set(block)
            if isinstance(block, Item) and not (number < len(given) and isinstance(given[number], Item)):
                flowables.append(Spacer(0, self.styles.gap * 0.6))
        return flowables

    def cell(self, text: str, origin: int | None, *, bold: bool = False) -> Cell:
        """The lines of a table cell; a line that begins with "- " is a bullet."""
        lines = text.split("<br>") if text else []
        return [self._cell_line(line.strip(), origin, bold=bold) for line in lines]

    def _set(self, block: Block) -> list[Flowable]:
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph():
                style = self.styles.small() if block.small else self.styles.body()
                return [TracedParagraph(block.text, style, block.origin)]
            case Item():
                return [self._item(block)]
            case Table():
                return [self._table(block)]
            case Break():
                return [*([NextPageTemplate(block.template)] if block.template else []), PageBreak()]
            case Container():
                return self._contained(block)

    def _contained(self, container: Container) -> list[Flowable]:
        if container.kind not in self._setters:
            raise MarkupError(f"'::: {container.kind}' is no container here; these are: {', '.join(self._setters)}")
        return self._setters[container.kind](self, container)

    def _heading(self, heading: Heading) -> Flowable:
        paragraph = TracedParagraph(heading.text, self.styles.heading(heading.level), heading.origin)
        paragraph.outline = (heading.level, plain(heading.text))
        return paragraph

    def _item(self, item: Item) -> Flowable:
        style = self.styles.item(item.level)
        if item.number:
            style.bulletFontName, style.bulletFontSize = style.fontName, style.fontSize
        mark = item.number or self.styles.bullets[item.level % len(self.styles.bullets)]
        return TracedParagraph(item.text, style, item.origin, bulletText=mark)

    def _cell_line(self, line: str, origin: int | None, *, bold: bool) -> Flowable:
        if line.startswith(_BULLET):
            style, text = self.styles.cell_item(), line.removeprefix(_BULLET)
            return TracedParagraph(text, style, origin, bulletText=self.styles.bullets[0])
        return TracedParagraph(line, self.styles.cell_text(bold=bold), origin)

    def _table(self, table: Table) -> Flowable:
        header = self._row(table.header, RowKind.HEADER) if table.header else None
        least = self.look.least if "tall" in table.options else 0
        rows = [
            SetRow(RowKind.GROUP, ((self.cell(row.text, row.origin, bold=True),),))
            if isinstance(row, GroupRow)
            else self._row(row, RowKind.BODY, least)
            for row in table.rows
        ]
        return RuledTable(table.widths, rows, header, self.look)

    def _row(self, row: Row, kind: RowKind, least: float = 0) -> SetRow:
        return SetRow(kind, tuple(self._band(band, kind) for band in row.bands), least)

    def _band(self, band: Band, kind: RowKind) -> tuple[Cell, ...]:
        """Its cells; a header, drawn anew on later pages, comes from no page."""
        header = kind is RowKind.HEADER
        return tuple(self.cell(text, None if header else band.origin, bold=header) for text in band.cells)


def callout(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """A framed box with a fill; the argument is its title."""
    title = [Heading(container.origin, 3, container.argument)] if container.argument else []
    return [framed(typesetter.set([*title, *container.blocks]))]


def framed(content: list[Flowable]) -> Flowable:
    """The content in a frame as wide as its column."""
    edges = [("BOX", (0, 0), (-1, -1), 0.8, _EDGE), ("BACKGROUND", (0, 0), (-1, -1), _FILL)]
    padding = [(f"{side}PADDING", (0, 0), (-1, -1), 8) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    return PlainTable([[content]], colWidths=["100%"], style=edges + padding, spaceBefore=6, spaceAfter=8)


def columns(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """Columns of equal length; the argument is their number, two where it is left out."""
    count = int(container.argument or 2)
    return [
        BalancedColumns(typesetter.set(container.blocks), nCols=count, innerPadding=18, topPadding=2, bottomPadding=2)
    ]


def side_label(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """The argument as rotated text in the margin, its end beside what follows."""
    return [SideLabel(container.argument, typesetter.styles.size, container.origin)]


def notice(typesetter: Typesetter, container: Container) -> list[Flowable]:
    """What the reader must know of the text: small, between two rules."""
    texts = [block.text for block in container.blocks if isinstance(block, Paragraph)]
    content = [[TracedParagraph(text, typesetter.styles.small(), container.origin)] for text in texts]
    rules = [("LINEABOVE", (0, 0), (-1, 0), 0.5, _EDGE), ("LINEBELOW", (0, -1), (-1, -1), 0.5, _EDGE)]
    return [PlainTable(content, colWidths=["100%"], style=rules, spaceAfter=10)]
