"""Rotated text at a page's side."""

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus.flowables import Flowable

from corpus.documents.typesetting.styles import BOLD


class SideLabel(Flowable):
    """Text read from below, its end at the height where it stands, in the margin left of its frame; takes no room."""

    def __init__(self, text: str, size: float, origin: int, gap: float = 14) -> None:
        super().__init__()
        self.text, self.size, self.origin, self.gap = text, size, origin, gap
        self.width = self.height = 0

    def draw(self) -> None:
        """Draws it, noting where."""
        canvas = self.canv
        canvas.came_from(self.origin)
        canvas.saveState()
        canvas.setFont(BOLD, self.size)
        canvas.translate(-self.gap, -stringWidth(self.text, BOLD, self.size))
        canvas.rotate(90)
        canvas.drawString(0, 0, self.text)
        canvas.restoreState()
