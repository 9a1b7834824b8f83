"""Text outside tables: headings, lists and paragraphs."""

import re
from collections.abc import Mapping, Sequence

from ingest.blocks import BlockKind
from ingest.contents import are_contents
from ingest.headings import PRIORITY, HeadingForms, Level, is_heading
from ingest.joins import LineJoiner
from ingest.outline import Outline
from ingest.pieces import Piece, pieces_of
from ingest.tables import Chunk

_SHORTEST_HEADING = 4
_LABEL_WORDS = 5
_FEWEST_PIECES = 4
_TITLE_PIECES = 2
_SUBTITLE = re.compile(r"^[–—-]\s+")


class Prose:
    """Adds the text of a page to the outline; `set_in` has the type size of its headings' lines, where it is known."""

    def __init__(
        self,
        outline: Outline,
        joiner: LineJoiner,
        forms: HeadingForms,
        set_in: Mapping[str, float] | None,
        *,
        slides: bool,
    ) -> None:
        self._outline = outline
        self._joiner = joiner
        self._forms = forms
        self._set = set_in
        self._slides = slides

    def add(self, chunks: Sequence[Chunk], *, before_table: bool) -> None:
        """Adds the blocks of chunks of lines; `before_table`: the page has a table beside them."""
        pieces = pieces_of(chunks)
        if self._ends_in_title(pieces) and not before_table:
            self._headings(pieces[-1].lines, Level.CHAPTER)
            pieces = pieces[:-1]
        if self._opens_part(pieces) and not before_table:
            self._outline.heading(Level.PART, self._joiner.join(pieces[0].lines))
            for piece in pieces[1:]:
                self._outline.add(BlockKind.PARAGRAPH, self._joiner.join(piece.lines))
            return
        for index, piece in enumerate(pieces):
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            if self._outline.path and are_contents(piece.lines, self._outline.path[-1][1]):
                self._outline.add(BlockKind.HEADER, self._joiner.join(piece.lines))
                continue
            level = self._forms.set_level(piece, self._set)
            if level is not None and not (self._slides and index):
                self._set_heading(piece, level)
            elif piece.item:
                self._item(piece, after, before=pieces[index - 1] if index else None)
            else:
                self._paragraph(piece, after, first=index == 0, before_table=before_table)

    def _ends_in_title(self, pieces: Sequence[Piece]) -> bool:
        """Whether the page's title comes last (some extractions put it there): a heading with nothing under it, on a
        page of lists under labels.
        """
        if (
            self._slides
            or self._set is not None
            or len(pieces) < _FEWEST_PIECES
            or pieces[-1].item
            or not pieces[1].item
            or pieces[0].item
        ):
            return False
        return pieces[-2].item and is_heading(self._joiner.join(pieces[-1].lines))

    def _opens_part(self, pieces: Sequence[Piece]) -> bool:
        """Whether a page inside the document holds a title with its subtitle after a dash and nothing else: a part of
        the document begins there.
        """
        if self._slides or self._set is not None or not self._outline.path or len(pieces) != _TITLE_PIECES:
            return False
        title, subtitle = (self._joiner.join(piece.lines) for piece in pieces)
        return (
            not pieces[0].item
            and is_heading(title)
            and _SUBTITLE.match(subtitle) is not None
            and is_heading(_SUBTITLE.sub("", subtitle))
        )

    def _set_heading(self, piece: Piece, level: int) -> None:
        if PRIORITY.match(piece.lines[-1]):
            self._headings(piece.lines, level)
        else:
            self._outline.heading(level, self._joiner.join(piece.lines))

    def _item(self, piece: Piece, after: Piece | None, before: Piece | None) -> None:
        text = self._joiner.join(piece.lines)
        lonely = self._set is None and not (before and before.numbered) and not (after and after.numbered)
        if piece.numbered and lonely and is_heading(text) and (after is None or not after.item):
            self._outline.heading(Level.CHAPTER if "\t" in piece.lines[0] else Level.SECTION, text)
            return
        self._outline.item(text)
        self._outline.listed = True

    def _paragraph(self, piece: Piece, after: Piece | None, *, first: bool, before_table: bool) -> None:
        self._outline.list_id = None
        self._outline.close_label()
        followed = first or before_table or after is not None
        text = self._joiner.join(piece.lines)
        leads_list = after is not None and after.item
        if self._slides:
            title = text.rstrip("!…") if first else text
            if self._set is None and after is not None and is_heading(title) and (first or leads_list):
                self._outline.heading(Level.CHAPTER, text)
            else:
                self._outline.add(BlockKind.PARAGRAPH, text)
            return
        if self._set is None and followed and is_heading(text) and (leads_list or len(text) >= _SHORTEST_HEADING):
            alone = Level.PART if after is None and first and not before_table else Level.CHAPTER
            self._headings(piece.lines, Level.SUBSECTION if leads_list else alone if first else Level.SECTION)
            return
        label = text.endswith(":") and is_heading(text[:-1]) and len(text.split()) <= _LABEL_WORDS
        if label and after is not None and len(piece.lines) == 1:
            self._outline.heading(Level.RUN_IN if self._set is None else Level.LABEL, text)
            return
        head = self._forms.run_in(piece.lines) if self._set is None else 0
        if head:
            self._headings(piece.lines[:head], Level.RUN_IN)
        self._outline.add(BlockKind.PARAGRAPH, self._joiner.join(piece.lines[head:]))

    def _headings(self, lines: Sequence[str], level: int) -> None:
        for own, text in self._forms.parted(lines, level):
            self._outline.heading(own, text)
