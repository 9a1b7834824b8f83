"""The independent reader: what stands on which page of the original files, without our ingestion."""

import re
import unicodedata
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Protocol, Self

import pypdf
from pypdf.errors import PyPdfError

from eval.answers.wording import BULLET
from eval.errors import CorpusError
from eval.folding import SOFT_HYPHEN, fold
from eval.golden import Evidence
from eval.record import PageRef

CUT_SOFT_HYPHEN = re.compile(rf"{SOFT_HYPHEN}[^\S\n]*\n[^\S\n]*")
IDLE_SOFT_HYPHEN = re.compile(rf"{SOFT_HYPHEN}(?![^\S\n]*\n)")
HYPHENS = rf"[-\u2010{SOFT_HYPHEN}]"
LINE_END = r"[^\S\n]*\n[^\S\n]*"
CUT_WORD_BEFORE = re.compile(rf"[^\W\d_]{HYPHENS}{LINE_END}\Z")
CUT_WORD_AFTER = re.compile(rf"{HYPHENS}{LINE_END}[^\W\d_]")


class PageReader(Protocol):
    """Reads the original file of one format."""

    def __call__(self, path: Path) -> tuple[str, ...]:
        """The text of each page, in order; raises CorpusError where the file cannot be read."""


def text_pages(path: Path) -> tuple[str, ...]:
    """The pages of a UTF-8 text file: what stands between form feeds."""
    try:
        return tuple(path.read_text(encoding="utf-8-sig").split("\f"))
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {error}") from error


def pdf_pages(path: Path) -> tuple[str, ...]:
    """The pages of a PDF as pypdf extracts them, in the order of the file; ingestion takes its words from PDFium."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return tuple(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except (OSError, PyPdfError) as error:
        raise CorpusError(f"{path}: {error}") from error


READERS: Mapping[str, PageReader] = {".txt": text_pages, ".pdf": pdf_pages}


@dataclass(frozen=True)
class Originals:
    """The original files, by document id: the text of their pages in order, the first being page 1.

    `places` says of retellings which pages carry what evidence: document id → words → pages.
    """

    pages: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)

    @classmethod
    def read(
        cls,
        documents: Mapping[str, Path],
        readers: Mapping[str, PageReader] = READERS,
        places: Mapping[str, Mapping[str, tuple[int, ...]]] | None = None,
    ) -> Self:
        """Read all files, each by the reader of its suffix; raises CorpusError for one that has none."""
        return cls({name: _reader(path, readers)(path) for name, path in documents.items()}, places or {})

    def evidence_pages(self, evidence: Iterable[Evidence]) -> frozenset[PageRef]:
        """The pages on which the words of any piece of evidence stand, without regard to white space and case."""
        return frozenset(
            PageRef(document=piece.document, page=number) for piece in evidence for number in self._holding(piece)
        )

    def _holding(self, piece: Evidence) -> tuple[int, ...]:
        if piece.document in self.places:
            return self.places[piece.document].get(piece.words, ())
        words = fold(piece.words)
        return tuple(number for number, text in enumerate(self._folded.get(piece.document, ()), 1) if words in text)

    @cached_property
    def _folded(self) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(fold(text) for text in pages) for name, pages in self.pages.items()}

    def holds_verbatim(self, document: str, page: int, quote: str) -> bool:
        """Whether the quote stands on the page word for word and letter for letter.

        Every character of the quote must come in order. A space in it needs white space in the original. Between two
        of its characters the original may only have the end of a line, after a hyphen or not, where a word is cut:
        never between two digits. White space, ligatures (NFKC) and soft hyphens are folded on both sides; case is
        not. The quote may neither begin nor end within a word. An empty quote, an unknown document and a page that
        does not exist hold nothing. Of a quote of several lines, the cells of a table row, each line must stand so,
        bullet signs aside: a page has no order in which cells follow each other.
        """
        pages = self.pages.get(document, ())
        if not 1 <= page <= len(pages):
            return False
        original = _printed(pages[page - 1])
        lines = [BULLET.sub("", line) for line in quote.split("\n") if line.strip()]
        return _holds(original, quote) or (len(lines) > 1 and all(_holds(original, line) for line in lines))


def _reader(path: Path, readers: Mapping[str, PageReader]) -> PageReader:
    try:
        return readers[path.suffix.lower()]
    except KeyError:
        raise CorpusError(f"{path}: no independent reader for {path.suffix!r} (known: {', '.join(readers)})") from None


@cache
def _printed(text: str) -> str:
    """A page as compared: soft hyphens are kept at line ends only, where they show and say that a word is cut."""
    return IDLE_SOFT_HYPHEN.sub("", unicodedata.normalize("NFKC", text))


def _quoted(quote: str) -> str:
    return CUT_SOFT_HYPHEN.sub("", unicodedata.normalize("NFKC", quote)).replace(SOFT_HYPHEN, "").strip()


def _holds(original: str, quote: str) -> bool:
    quoted = _quoted(quote)
    return bool(quoted) and any(
        _whole(original, match) for pattern in (_uncut, _verbatim) for match in pattern(quoted).finditer(original)
    )


@cache
def _uncut(quote: str) -> re.Pattern[str]:
    """What finds a quote none of whose words is cut, as most are: it is made in a fiftieth of the time."""
    return _bounded(quote, r"\s+".join(re.escape(word) for word in quote.split()))


@cache
def _verbatim(quote: str) -> re.Pattern[str]:
    """What finds a quote; kept, since the answers to many questions quote the same."""
    characters = re.sub(r"\s+", " ", quote)
    gaps = [_gap(before, after) for before, after in pairwise(characters)]
    parts = [r"\s+" if character == " " else re.escape(character) for character in characters]
    return _bounded(quote, "".join(part for pair in zip(parts, [*gaps, ""], strict=True) for part in pair))


def _bounded(quote: str, pattern: str) -> re.Pattern[str]:
    """A pattern for a quote, which may neither begin nor end within a word."""
    begin = r"(?<!\w)" if _word_character(quote[0]) else ""
    end = r"(?!\w)" if _word_character(quote[-1]) else ""
    return re.compile(begin + pattern + end)


def _gap(before: str, after: str) -> str:
    """What the original may have between two neighbouring characters of a quote."""
    if " " in (before, after) or (before.isdigit() and after.isdigit()):
        return ""
    if before.isalpha() and after.isalpha():
        return f"(?:{HYPHENS}?{LINE_END})?"
    return f"(?:{LINE_END})?"


def _whole(original: str, match: re.Match[str]) -> bool:
    """False for a match that leaves out one half of a word which is hyphenated at a line end."""
    begin, end = match.span()
    cut_before = original[begin].islower() and CUT_WORD_BEFORE.search(original[:begin])
    cut_after = original[end - 1].isalpha() and CUT_WORD_AFTER.match(original, end)
    return not cut_before and not cut_after


def _word_character(character: str) -> bool:
    return character.isalnum() or character == "_"
