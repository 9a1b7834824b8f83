"""A slide deck as municipalities make them: titles, points of several levels, tables, groups, notes, footers."""

from collections.abc import Sequence
from typing import Any

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Inches, Pt

_WIDE, _HIGH = 13.333, 7.5
_TITLE_ONLY, _TITLE_SLIDE, _POINTS = 5, 0, 1
_BLUE = RGBColor(0x1F, 0x4E, 0x79)  # type: ignore[no-untyped-call]

Point = tuple[int, str]


class Deck:
    """Slides of 16:9, each with the footer and its number where `footer` is given."""

    def __init__(self, footer: str = "") -> None:
        self.made = pptx.Presentation()
        self.made.slide_width, self.made.slide_height = Inches(_WIDE), Inches(_HIGH)
        self._footer = footer

    def cover(self, title: str, subtitle: str) -> Any:
        """The first slide, or one between parts."""
        slide = self._slide(_TITLE_SLIDE, title, top=2.4)
        _put(slide.placeholders[1], 1, 4.2, 11.3, 1.2)
        slide.placeholders[1].text = subtitle
        return slide

    def points(self, title: str, points: Sequence[Point], size: float = 20) -> Any:
        """A slide of points, each with its level from 0."""
        slide = self._slide(_POINTS, title)
        _put(slide.placeholders[1], 0.7, 1.6, 11.9, 5)
        frame = slide.placeholders[1].text_frame
        for number, (level, text) in enumerate(points):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.text, paragraph.level = text, level
            paragraph.runs[0].font.size = Pt(size - 2 * level)
        return slide

    def table(self, title: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
        """A slide with a table; a line break in a cell begins a paragraph. The table itself is returned."""
        slide = self._slide(_TITLE_ONLY, title)
        frame = slide.shapes.add_table(
            len(rows), len(widths), Inches(0.6), Inches(1.5), Inches(sum(widths)), Inches(0.4 * len(rows))
        )
        table = frame.table
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Inches(width)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
                for paragraph in cell.text_frame.paragraphs:
                    paragraph.font.size = Pt(13)
        return table

    def steps(self, title: str, steps: Sequence[tuple[str, Sequence[str]]]) -> Any:
        """A slide of grouped shapes: an arrow for each step, and below it a group of what belongs to it."""
        slide = self._slide(_TITLE_ONLY, title)
        wide = (_WIDE - 1.2) / len(steps)
        outer = slide.shapes.add_group_shape()
        for number, (name, parts) in enumerate(steps):
            left = 0.6 + number * wide
            arrow = outer.shapes.add_shape(MSO_SHAPE.CHEVRON, *map(Inches, (left, 1.7, wide - 0.1, 1.2)))
            _letter(arrow, name, 16)
            inner = outer.shapes.add_group_shape()
            for row, text in enumerate(parts):
                box = inner.shapes.add_shape(
                    MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, (left, 3.1 + row * 1.3, wide - 0.2, 1.2))
                )
                _letter(box, text, 12)
        return slide

    def boxes(self, title: str, texts: Sequence[str]) -> Any:
        """A slide of text boxes beside each other."""
        slide = self._slide(_TITLE_ONLY, title)
        wide = (_WIDE - 1.2) / len(texts)
        for number, text in enumerate(texts):
            box = slide.shapes.add_textbox(*map(Inches, (0.6 + number * wide, 1.8, wide - 0.3, 4)))
            box.text_frame.word_wrap = True
            box.text_frame.text = text
            box.text_frame.paragraphs[0].font.size = Pt(18)
        return slide

    def _slide(self, layout: int, title: str, top: float = 0.4) -> Any:
        slide = self.made.slides.add_slide(self.made.slide_layouts[layout])
        _put(slide.shapes.title, 0.7, top, 11.9, 1)
        slide.shapes.title.text = title
        slide.shapes.title.text_frame.paragraphs[0].font.size = Pt(32)
        if self._footer:
            _small(slide, self._footer, 0.6, 8)
            _small(slide, str(len(self.made.slides)), 12, 0.8)
        return slide


def hide(slide: Any) -> None:
    """Takes a slide out of the show."""
    slide._element.set("show", "0")


def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = map(Inches, (left, top, width, height))


def _letter(shape: Any, text: str, size: float) -> None:
    shape.text_frame.word_wrap = True
    shape.text_frame.text = text
    shape.text_frame.paragraphs[0].font.size = Pt(size)


def _small(slide: Any, text: str, left: float, width: float) -> None:
    box = slide.shapes.add_textbox(*map(Inches, (left, 6.95, width, 0.4)))
    box.text_frame.text = text
    box.text_frame.paragraphs[0].font.size = Pt(10)
    box.text_frame.paragraphs[0].font.color.rgb = _BLUE
