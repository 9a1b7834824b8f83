"""Pages that are images: their letters as Tesseract recognises them, placed as printed ones are."""

import math
import re
import shutil
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

from PIL import Image

from corpus.words.lexicon import zipf
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.glyphs import ASCENT, DESCENT, Glyph, Letters

DPI = 300
"""What Tesseract was trained for."""

LANGUAGE = "nor"
PACKAGES = "tesseract-ocr tesseract-ocr-nor"
"""What gives the program and its Norwegian on Debian."""

_PROGRAM = "tesseract"
_LEAST_CONFIDENCE = 50.0  # of 100: right words of clean scans have 85 and more, specks taken for letters below 40
_LEAST_OF_A_WORD = (
    10.0  # of 100, for a common word or a year: beside other cells the first word of one gets as little as 17
)
_COMMON = 3.0  # Zipf: rarer ones may be two words read as one ("turi")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[-–/](?:19|20)?\d\d)?")
_LAW = re.compile(r"(?:lov(?:en|a|ens)?|forskrift(?:en|a)?)$", re.IGNORECASE)
_LIKE_SECTION_SIGN = frozenset("8S$&5§")  # what the sign of a section, which the Norwegian letters lack, is taken for
_FEWEST_WORDS = 3  # a photograph gives one or two by chance
_SECONDS = 120  # a page: a scan full of specks takes some twenty
_TALL = re.compile(r"[A-ZÆØÅ\dbdfhkl]")
_DEEP = re.compile(r"[gjpqy,;()\[\]/|Q]")
_TALL_SHARE, _LOW_SHARE = 0.72, 0.52  # of the size: the height of a capital and of an x in common fonts


class _Word(NamedTuple):
    """A word of an image: its place is in points of the page."""

    text: str
    line: tuple[int, int, int]
    area: Area


@dataclass(frozen=True)
class Recognised:
    """The letters of a page that is an image, and how many words were too uncertain to be taken."""

    letters: Letters
    uncertain: int


def is_ready() -> bool:
    """Whether Tesseract and its Norwegian are installed."""
    program = shutil.which(_PROGRAM)
    return program is not None and LANGUAGE in _languages(program)


def recognised(image: Image.Image, extent: Area) -> Recognised:
    """What stands on a page drawn as `image`; the letters are placed within `extent`."""
    import pytesseract

    try:
        found = pytesseract.image_to_data(
            image, lang=LANGUAGE, config=f"--dpi {DPI}", timeout=_SECONDS, output_type=pytesseract.Output.DICT
        )
    except RuntimeError:  # Tesseract gave up, or took too long
        return Recognised(Letters((), {}), 0)
    sure, uncertain = _words(found, extent.width / image.width, extent.height / image.height)
    lettered = [word for word in sure if any(map(str.isalpha, word.text))]
    if len(lettered) < _FEWEST_WORDS:
        return Recognised(Letters((), {}), uncertain + len(sure))
    return Recognised(Letters(tuple(_glyphs(sure)), {}), uncertain)


@cache
def _languages(_program: str) -> frozenset[str]:
    import pytesseract

    try:
        return frozenset(pytesseract.get_languages())
    except (OSError, RuntimeError):
        return frozenset()


def _words(found: dict[str, list[Any]], across: float, down: float) -> tuple[list[_Word], int]:
    """The words that are sure enough, and how many are not; `across` and `down` are points a pixel."""
    sure: list[_Word] = []
    uncertain = 0
    texts = [str(text).strip() for text in found["text"]]
    for index, text in enumerate(texts):
        if not text or float(found["conf"][index]) < 0:  # a line or a block, not a word
            continue
        is_section_sign = _is_section_sign(texts[max(0, index - 1) : index + 2])
        if not is_section_sign and float(found["conf"][index]) < _least_confidence(text):
            uncertain += any(map(str.isalnum, text))
            continue
        left, top = found["left"][index] * across, found["top"][index] * down
        area = Area(left, top, left + found["width"][index] * across, top + found["height"][index] * down)
        line = (found["block_num"][index], found["par_num"][index], found["line_num"][index])
        sure.append(_Word("§" if is_section_sign else text, line, area))
    return sure, uncertain


def _least_confidence(text: str) -> float:
    """How sure Tesseract must be of a word: less sure of one that there is."""
    word = text.strip('.,;:()«»"')
    is_likely = bool(_YEARS.fullmatch(word)) or (len(word) > 1 and word.isalpha() and zipf(word) >= _COMMON)
    return _LEAST_OF_A_WORD if is_likely else _LEAST_CONFIDENCE


def _is_section_sign(near: Sequence[str]) -> bool:
    """Whether the second of three words next to each other is the sign of a section ("barnehageloven 8 2")."""
    return len(near) == 3 and near[1] in _LIKE_SECTION_SIGN and bool(_LAW.search(near[0])) and near[2][:1].isdigit()


def _glyphs(words: Sequence[_Word]) -> Iterator[Glyph]:
    order = 0
    for _, paragraph in groupby(words, lambda word: word.line[:2]):
        lines = [list(line) for _, line in groupby(paragraph, lambda word: word.line)]
        size = _size(lines)
        for line in lines:
            for glyph in _line_glyphs(line, _baseline(line, size), size, order):
                order += 1
                yield glyph


def _size(lines: Iterable[Sequence[_Word]]) -> float:
    """The type size of a paragraph, to half a point: one for all its lines, which their boxes tell only roughly."""
    sizes = [
        (baseline - word.area.top) / (_TALL_SHARE if _TALL.search(word.text) else _LOW_SHARE)
        for line in lines
        for baseline in (_lowest(line),)
        for word in line
    ]
    return max(1.0, round(statistics.median(sizes) * 2) / 2)


def _lowest(line: Sequence[_Word]) -> float:
    """Where the words of a line without a descender end."""
    standing = [word.area.bottom for word in line if not _DEEP.search(word.text)]
    return statistics.median(standing or [word.area.bottom for word in line])


def _baseline(line: Sequence[_Word], size: float) -> float:
    hangs = all(_DEEP.search(word.text) for word in line)
    return _lowest(line) - (DESCENT * size if hangs else 0.0)


def _line_glyphs(line: Sequence[_Word], baseline: float, size: float, order: int) -> Iterator[Glyph]:
    """The letters of a line, each an equal part of its word, and the spaces between."""
    ordered = sorted(line, key=lambda word: word.area.x0)
    starts = [word.area.x0 for word in ordered]
    ends = [min(word.area.x1, after) for word, after in zip(ordered, [*starts[1:], math.inf], strict=True)]
    places = [(word.text, start, end) for word, start, end in zip(ordered, starts, ends, strict=True)]
    spaces = [(" ", end, after) for end, after in zip(ends, starts[1:], strict=False)]
    parts = [part for place, space in zip(places, [*spaces, None], strict=True) for part in (place, space) if part]
    for text, start, end in parts:
        step = (end - start) / len(text)
        for index, letter in enumerate(text):
            x0, x1 = start + index * step, start + (index + 1) * step
            area = Area(x0, baseline - ASCENT * size, x1, baseline + DESCENT * size)
            yield Glyph(letter, x0, x1, baseline, size, False, area, order)
            order += 1
