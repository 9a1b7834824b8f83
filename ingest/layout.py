"""From raw pages to laid-out pages: running headers, footers and captions set apart, rotated labels put together."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from corpus.models import PageUnit
from corpus.words.lexicon import is_compound, is_known
from ingest.captions import caption_lines
from ingest.column_names import header_columns
from ingest.readers.base import LineRole, RawPage, RawTable

_PRINTED_NUMBER = re.compile(r"^(?:(\d{1,3})\s*[▪■|•·]\s*\S.*|.*\S\s*[▪■|•·]\s*(\d{1,3})|(\d{1,3}))$")
_LETTERS_ONLY = re.compile(r"^[^\W\d_/.]{1,4}(?:/[^\W\d_]{0,3})?\.?\s*$|^/[^\W\d_]{1,3}\s*$|^[./]\s*$")
_FEWEST_PAGES = 2
_FEWEST_REPEATS = 3
_REPEATED_SHARE = 0.4
_FEWEST_ROTATED = 6
_FEWEST_AT_EDGE = 2
_SHORTEST_LABEL = 9
_LARGER = 1.1  # times the body's type size
_LINES_OF_A_BODY = 3


class LaidPage(BaseModel):
    """A page without what runs through all pages: `lines` keep their order and their blank lines.

    `label` is the page number as the file or the print has it; `rotated` are the labels that stood on their side;
    `sizes` are the type sizes of lines set as headings, by line (None where the format knows no type); `tables` stand
    before the line with their index, and `tables_as_text` more seem to stand in the lines; `roles` say what each line
    is, where the format does, and then nothing is guessed.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    label: str | None
    lines: tuple[str, ...]
    set_apart: tuple[str, ...]
    rotated: tuple[str, ...]
    sizes: dict[str, float] | None = None
    tables: tuple[RawTable, ...] = ()
    roles: tuple[LineRole, ...] = ()
    unit: PageUnit = "page"
    tables_as_text: int = 0


def lay_out(pages: Sequence[RawPage]) -> tuple[LaidPage, ...]:
    """All pages laid out; nothing is dropped: what leaves `lines` stands in `set_apart` or `rotated`."""
    labels = _printed_numbers(pages)
    repeated = _repeated_edges(pages)
    body = _body_size(pages)
    return tuple(_laid(page, labels, repeated, body) for page in pages)


def _laid(page: RawPage, labels: dict[tuple[int, int], str], repeated: frozenset[str], body: float | None) -> LaidPage:
    if page.unit != "page":
        return _told(page)
    edges = _edges(page.lines)
    apart = {
        index
        for index in edges
        if (page.number, index) in labels
        or (page.lines[index].strip() in repeated and _stands_alone(page.lines, index))
    }
    captions = caption_lines(page.lines)
    if any(line.strip() for index, line in enumerate(page.lines) if index not in apart | captions) or page.tables:
        apart |= captions  # a page of nothing else keeps them, or it would seem empty
    kept = [("" if index in apart else line) for index, line in enumerate(page.lines)]
    lines, rotated = (tuple(kept), page.rotated) if page.words else _without_rotated(kept)
    label = next((labels[page.number, index] for index in edges if (page.number, index) in labels), None)
    return LaidPage(
        number=page.number,
        label=page.label or label,
        lines=lines,
        set_apart=(*page.apart, *(page.lines[index].strip() for index in sorted(apart))),
        rotated=rotated,
        sizes=None if body is None else _heading_sizes(page, body),
        tables=page.tables,
        tables_as_text=page.tables_as_text,
    )


def _told(page: RawPage) -> LaidPage:
    """A page whose format knows what runs through all pages, and has set it apart."""
    return LaidPage(
        number=page.number,
        label=page.label,
        lines=page.lines,
        set_apart=page.apart,
        rotated=(),
        tables=page.tables,
        roles=page.roles,
        unit=page.unit,
    )


def _body_size(pages: Sequence[RawPage]) -> float | None:
    """The type size that most letters have; None where the format knows none."""
    letters: Counter[float] = Counter()
    for page in pages:
        for line, style in zip(page.lines, page.styles, strict=False):
            if style is not None:
                letters[style.size] += len(line)
    return letters.most_common(1)[0][0] if letters else None


def _heading_sizes(page: RawPage, body: float) -> dict[str, float]:
    """The lines set as headings: larger than the body, or bold and no smaller. A page of several lines in a type of
    its own (a slide) has its own body.
    """
    styled = [(line, style) for line, style in zip(page.lines, page.styles, strict=False) if style is not None]
    counts = Counter(style.size for _, style in styled if not style.bold)
    size, lines = counts.most_common(1)[0] if counts else (body, 0)
    own = size if lines >= _LINES_OF_A_BODY else body
    return {
        line: style.size for line, style in styled if style.size >= _LARGER * own or (style.bold and style.size >= own)
    }


def _edges(lines: Sequence[str]) -> list[int]:
    """The indexes of the first and the last line that hold text."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return sorted({filled[0], filled[-1]}) if filled else []


def _printed_numbers(pages: Sequence[RawPage]) -> dict[tuple[int, int], str]:
    """(page, line index) → printed number, where at least two pages agree on its distance from the position."""
    found: defaultdict[int, dict[tuple[int, int], str]] = defaultdict(dict)
    for page in pages:
        for index in _edges(page.lines):
            match = _PRINTED_NUMBER.match(page.lines[index].strip())
            number = next((group for group in match.groups() if group), None) if match else None
            if number is not None:
                found[int(number) - page.number][page.number, index] = number
    return {
        place: label for places in found.values() if len(places) >= _FEWEST_PAGES for place, label in places.items()
    }


def _repeated_edges(pages: Sequence[RawPage]) -> frozenset[str]:
    """Edge lines that stand on so many pages that they run through the document; table headers stay."""
    counts = Counter(line for page in pages for line in _running(page.lines))
    least = max(_FEWEST_REPEATS, int(_REPEATED_SHARE * len(pages)) + 1)
    return frozenset(line for line, count in counts.items() if count >= least)


def _running(lines: Sequence[str]) -> set[str]:
    """The edge lines that may run through a document: some words by themselves, and no table header."""
    return {
        lines[index].strip()
        for index in _edges(lines)
        if _stands_alone(lines, index) and len(lines[index].split()) > 1 and not header_columns(lines[index])
    }


def _stands_alone(lines: Sequence[str], index: int) -> bool:
    before = lines[index - 1].strip() if index else ""
    after = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return not before and not after


def _without_rotated(lines: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Runs of lines of a few letters each are a label on its side: put together, and taken out of the lines."""
    kept: list[str] = []
    rotated: list[str] = []
    run: list[str] = []
    for index, line in enumerate((*lines, None)):
        if line is not None and (_LETTERS_ONLY.match(line) or (run and not line.strip())):
            run.append(line)
            continue
        at_edge = line is None or not any(before.strip() for before in lines[: index - len(run)])
        if _is_rotated(run, at_edge=at_edge):
            rotated.append("".join(run).replace("\n", "").strip())
            kept.extend("" for _ in run)
        else:
            kept.extend(run)
        run = []
        if line is not None:
            kept.append(line)
    return tuple(kept), tuple(rotated)


def _is_rotated(run: Sequence[str], *, at_edge: bool) -> bool:
    """A long run of letters, or a short one at the edge of a page (the label goes on over the break)."""
    pieces = [piece.strip() for piece in run if piece.strip()]
    fewest = _FEWEST_AT_EDGE if at_edge and any(len(piece) == 1 for piece in pieces) else _FEWEST_ROTATED
    return len(pieces) >= fewest


def readable_label(rotated: str) -> str | None:
    """A rotated label as a heading, where it reads as words; else None."""
    if " " in rotated.strip():
        return rotated.strip()
    word = rotated.capitalize()
    return word if len(word) >= _SHORTEST_LABEL and (is_known(word) or is_compound(word)) else None
