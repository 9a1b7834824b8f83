"""One document: source text and layout → the bytes of its PDF, and which page carries what."""

from io import BytesIO
from typing import Any

from reportlab.platypus import BaseDocTemplate
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.layouts import Layout
from corpus.documents.typesetting.markup import parse
from corpus.documents.typesetting.page_map import DocumentMap
from corpus.documents.typesetting.trace import TracedParagraph, TracingCanvas
from corpus.documents.typesetting.typesetter import Typesetter

AUTHOR = "Planassistent"
SUBJECT = "Gjenfortelling"


class _Template(BaseDocTemplate):
    """reportlab's document with bookmarks at the headings, where the layout wants them."""

    def __init__(self, target: BytesIO, layout: Layout) -> None:
        super().__init__(
            target,
            pagesize=layout.size,
            pageTemplates=list(layout.templates),
            title=layout.title,
            author=AUTHOR,
            subject=SUBJECT,
            lang="nb",
            invariant=1,
            pageCompression=0,  # a compressed stream's bytes depend on the zlib at hand
        )
        self._layout = layout
        self._bookmarks: list[int] = []

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 (reportlab's name)
        """Bookmarks a heading."""
        outline = flowable.outline if isinstance(flowable, TracedParagraph) else None
        if not self._layout.outline or outline is None:
            return
        level, text = outline
        while self._bookmarks and self._bookmarks[-1] >= level:
            self._bookmarks.pop()
        key = f"heading-{self.canv.getPageNumber()}-{self.frame._y:.1f}"
        self.canv.bookmarkHorizontal(key, 0, self.frame._y + flowable.height)
        self.canv.addOutlineEntry(text, key, level=len(self._bookmarks), closed=0)
        self._bookmarks.append(level)


def build(source: str, layout: Layout) -> tuple[bytes, DocumentMap]:
    """The PDF of a source text, the same bytes at each call, and its page map."""
    target = BytesIO()
    canvases: list[TracingCanvas] = []

    def open_canvas(*args: Any, **options: Any) -> TracingCanvas:
        canvas = TracingCanvas(*args, **options)
        if layout.first_label is not None:
            canvas.addPageLabel(0, style="ARABIC", start=layout.first_label)
        canvases.append(canvas)
        return canvas

    story = Typesetter(layout.styles, layout.look, layout.setters).set(parse(source))
    _Template(target, layout).build(story, canvasmaker=open_canvas)
    pages = canvases[-1].getPageNumber() - 1
    return target.getvalue(), DocumentMap.traced(pages, canvases[-1].trace)
