"""Which page carries what comes from which page of the original, written down while pages are drawn."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.inline import inline, soft_cuts

_SOFT_HYPHEN = "\u00ad"


class TracingCanvas(Canvas):
    """A canvas that knows the original's page of what it draws; `trace` holds (original's page, own page)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.trace: set[tuple[int, int]] = set()
        self.setNamedCB("origin", self._reach)

    def came_from(self, origin: int) -> None:
        """Notes that this page carries something of the original's page."""
        self.trace.add((origin, self.getPageNumber()))

    def _reach(self, canvas: Canvas, kind: str, label: str) -> None:
        """What a page mark within a paragraph calls when its line is drawn."""
        self.came_from(int(label))


class Mark(Flowable):
    """Takes no room; notes the original's page where what is drawn there cannot note it itself."""

    def __init__(self, origin: int) -> None:
        super().__init__()
        self.origin = origin
        self.width = self.height = 0

    def draw(self) -> None:
        """Notes it."""
        self.canv.came_from(self.origin)


class TracedParagraph(Paragraph):
    """A paragraph of source text that notes its original's page (None: of no page), and cuts words by hyphens."""

    def __init__(self, text: str | None, style: Any, origin: int | None = None, **options: Any) -> None:
        super().__init__(None if text is None else inline(text), style, **options)
        self.origin = origin
        self.soft_cuts = soft_cuts(text or "")
        self.outline: tuple[int, str] | None = None

    def split(self, avail_width: float, avail_height: float) -> list["TracedParagraph"]:
        """The parts before and after a page break; the later goes on where the earlier stopped."""
        parts: list[TracedParagraph] = super().split(avail_width, avail_height)
        for part in parts:
            part.soft_cuts = self.soft_cuts
            part.origin = self.origin
        if len(parts) > 1:
            parts[0].outline = self.outline
            parts[1].origin = _last_mark(parts[0]) or self.origin
        return parts

    def draw(self) -> None:
        """Draws it, noting where."""
        if self.origin is not None:
            self.canv.came_from(self.origin)
        for line in self.blPara.lines:
            self._soften(line)
        super().draw()

    def _soften(self, line: Any) -> None:
        words = _words(line)
        if not words:
            return
        last = words[-1] if isinstance(words[-1], str) else words[-1].text
        if last.split(" ")[-1] not in self.soft_cuts:
            return
        softened = last[:-1] + _SOFT_HYPHEN
        if isinstance(words[-1], str):
            words[-1] = softened
        else:
            words[-1].text = softened


def _last_mark(paragraph: Paragraph) -> int | None:
    """The original's page that the last page mark in a paragraph's lines names."""
    words = [word for line in paragraph.blPara.lines for word in _words(line)]
    marks = [getattr(word, "cbDefn", None) for word in words]
    labels = [int(mark.label) for mark in marks if mark is not None]
    return labels[-1] if labels else None


def _words(line: Any) -> list[Any]:
    """A line's words: strings, or fragments that have a text or a mark."""
    words: list[Any] = line[1] if isinstance(line, tuple) else line.words
    return words
