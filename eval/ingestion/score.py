"""One reading of a made-up document beside the truth of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pypdfium2 as pdfium

from corpus.models import Measure, Page
from eval.documents.truth import Row, Sentence, Truth
from eval.ingestion.normal import normal, unnumbered
from eval.record import Record
from ingest.pipeline import Reading

_ATOM = re.compile(r"[^\W\d_]+|\d+")  # a word and the mark of its footnote are two
_LINE_CUT = re.compile("[\x02\xad\ufffe]\\s*|(?<=[a-zæøå])-\\s*\\n\\s*(?=[a-zæøå])")

RowKey = tuple[str, str, str, str, int]


class Lost(Record):
    """Words printed on a page and kept nowhere, more than the coverage names."""

    page: int
    words: tuple[str, ...]


class Score(Record):
    """What of a document was read right: rows missed and rows that do not stand there, sentences missed, words lost."""

    rows: int
    read: int
    missed: tuple[Row, ...]
    strange: tuple[Row, ...]
    sentences: int
    unheard: tuple[Sentence, ...]
    lost: tuple[Lost, ...]

    @property
    def f1(self) -> float:
        """Of rows: the harmonic mean of precision and recall."""
        right = self.rows - len(self.missed)
        return 2 * right / (self.rows + self.read) if self.rows + self.read else 1.0

    @property
    def recall(self) -> float:
        """The share of sentences that stand on their page."""
        return 1 - len(self.unheard) / self.sentences if self.sentences else 1.0


def score(path: Path, truth: Truth, reading: Reading) -> Score:
    """The reading of the file at `path` beside what its maker knows."""
    read = [row for measure in reading.measures for row in rows_of(measure)]
    wanted, found = Counter(map(_key, truth.rows)), Counter(map(_key, read))
    return Score(
        rows=len(truth.rows),
        read=len(read),
        missed=_over(truth.rows, wanted - found),
        strange=_over(read, found - wanted),
        sentences=len(truth.sentences),
        unheard=tuple(sentence for sentence in truth.sentences if not _stands(sentence, reading)),
        lost=tuple(_lost(path, truth, reading.pages)),
    )


def rows_of(measure: Measure) -> Iterator[Row]:
    """The rows that a measure was made of: each occurrence."""
    for place in measure.occurrences:
        yield Row(
            title=place.title,
            description=place.description,
            schedule=place.schedule_raw,
            owners=place.responsible_raw,
            page=place.page,
        )


def _key(row: Row) -> RowKey:
    return unnumbered(row.title), normal(row.description), normal(row.schedule), normal(row.owners), row.page


def _over(rows: Iterable[Row], left: Counter[RowKey]) -> tuple[Row, ...]:
    """The rows of which the other side has no counterpart."""
    over: list[Row] = []
    for row in rows:
        if left[_key(row)]:
            left[_key(row)] -= 1
            over.append(row)
    return tuple(over)


def _stands(sentence: Sentence, reading: Reading) -> bool:
    """Whether it stands in its page's text, in a passage of that page, or goes on to the page after it."""
    wanted = normal(sentence.text)
    if any(wanted in normal(text) for text in _page_texts(sentence.page, reading)):
        return True
    near = [passage for passage in reading.passages if passage.first_page <= sentence.page <= passage.last_page]
    return any(wanted in normal(f"{passage.comes_from} {passage.text} {passage.goes_on}") for passage in near)


def _page_texts(number: int, reading: Reading) -> Iterator[str]:
    page = reading.pages[number - 1]
    yield from (page.text, *page.set_apart)
    if number < len(reading.pages):
        yield f"{page.text}\n{reading.pages[number].text}"


def _lost(path: Path, truth: Truth, pages: Sequence[Page]) -> Iterator[Lost]:
    printed = _printed(path) if path.suffix == ".pdf" else [""] * len(pages)
    for page, text in zip(pages, printed, strict=True):
        kept = [page.text, *page.set_apart]
        if not text:
            text = _set_on(page.number, truth)
            kept += [after.text for after in pages[page.number : page.number + 1]]
        missing = _missing(_atoms(text), _atoms("\n".join(kept)))
        if len(missing) > page.coverage.words_dropped and page.number not in page.coverage.without_text:
            yield Lost(page=page.number, words=tuple(missing))


def _printed(path: Path) -> list[str]:
    """The text of each page of a PDF, as PDFium reads it."""
    with pdfium.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _set_on(number: int, truth: Truth) -> str:
    """What its maker set on a page that is an image, or of a file without pages on paper: what begins there, and may go
    on on the next.
    """
    rows = [f"{row.title} {row.description} {row.schedule} {row.owners}" for row in truth.rows if row.page == number]
    return " ".join([*rows, *(sentence.text for sentence in truth.sentences if sentence.page == number)])


def _missing(printed: list[str], kept: list[str]) -> list[str]:
    """The printed words that are not kept, even as a piece of another or as a whole that stands in pieces."""
    wanted, left = Counter(printed), Counter(kept)
    over, spare = list((wanted - left).elements()), list((left - wanted).elements())
    whole, pieces = " ".join(spare), "".join(spare)
    return [atom for atom in over if atom not in whole and atom not in pieces]


def _atoms(text: str) -> list[str]:
    return _ATOM.findall(_LINE_CUT.sub("", text).casefold())
