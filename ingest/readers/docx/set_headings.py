"""Headings that are set by hand: paragraphs in bold or large type, where no style says what they are."""

from collections import Counter
from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from ingest.readers.docx.styles import Look
from ingest.readers.told import Beside, Line, Note, Part, Running, heading

_LARGER = 1.1  # times the size of the body
_LONGEST = 100
_MOST_WORDS = 15
_ENDS = (".", ",", ";", ":")
_MOST = 0.3  # of all letters: where more are bold or large, that is no sign of a heading


class Paragraph(BaseModel):
    """A paragraph that no style sets as heading, with its runs' looks by letters; `standard` is its style's size."""

    model_config = ConfigDict(frozen=True)

    text: str
    looks: tuple[tuple[int, Look], ...]
    standard: float

    @property
    def size(self) -> float:
        """The size that most of its letters have."""
        sizes: Counter[float] = Counter()
        for letters, look in self.looks:
            sizes[look.size or self.standard] += letters
        return sizes.most_common(1)[0][0] if sizes else self.standard

    @property
    def is_bold(self) -> bool:
        """Whether all of it is."""
        return bool(self.looks) and all(look.bold for _, look in self.looks)


def told_headings(parts: Sequence[Part | Paragraph]) -> list[Part]:
    """The parts, paragraphs as lines: those set as headings stand below all headings that styles tell, by size."""
    body = _body_size(parts)
    chosen = _set_as_headings(parts, body)
    sizes = sorted({part.size for at, part in enumerate(parts) if at in chosen and isinstance(part, Paragraph)})[::-1]
    styled = [part.role.level for part in parts if isinstance(part, Line) and part.role.kind == "heading"]
    lowest = max(styled, default=0)
    return [
        part
        if not isinstance(part, Paragraph)
        else heading(part.text, lowest + 1 + sizes.index(part.size))
        if at in chosen
        else Line(text=part.text)
        for at, part in enumerate(parts)
    ]


def _body_size(parts: Iterable[Part | Paragraph]) -> float:
    letters: Counter[float] = Counter()
    for part in parts:
        if isinstance(part, Paragraph):
            letters[part.size] += len(part.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _set_as_headings(parts: Sequence[Part | Paragraph], body: float) -> frozenset[int]:
    """The indexes of paragraphs set as headings, each with something below it."""
    letters = sum(len(part.text) for part in parts if isinstance(part, Paragraph))
    found: dict[int, int] = {}
    is_followed = False
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if isinstance(part, Beside | Note | Running):
            continue
        if isinstance(part, Paragraph) and _is_set_as_heading(part, body):
            if is_followed:
                found[at] = len(part.text)
        else:
            is_followed = not (isinstance(part, Line) and part.role.kind == "heading")
    return frozenset(found) if sum(found.values()) <= _MOST * letters else frozenset()


def _is_set_as_heading(part: Paragraph, body: float) -> bool:
    return (
        (part.size >= _LARGER * body or (part.is_bold and part.size >= body))
        and len(part.text) <= _LONGEST
        and len(part.text.split()) <= _MOST_WORDS
        and not part.text.endswith(_ENDS)
        and any(map(str.isalpha, part.text))
    )
