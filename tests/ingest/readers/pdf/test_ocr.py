from pathlib import Path

import pytest
from PIL import Image

import corpus.documents as shipped
from corpus.models import Metadata, Page
from corpus.text.boxes import quote_boxes
from corpus.units import shipped_units
from ingest.pipeline import Reading, generation_id, read_document, reader_version
from ingest.readers.base import UnreadableFileError
from ingest.readers.pdf.geometry import Area
from ingest.readers.pdf.ocr import _glyphs, _Word, _words, is_ready, recognised
from ingest.readers.pdf.words import words
from tests.scans import needs_ocr, scanned

CRITERIA = (Path(shipped.__path__[0]) / "kvalitetskriterier-barnehage-oppvekst.pdf").read_bytes()
PAGE = 4


def reading(content: bytes) -> Reading:
    return read_document(content, "skannet.pdf", Metadata(), shipped_units())


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


@pytest.fixture(scope="module")
def scan() -> bytes:
    return scanned(CRITERIA, [PAGE], kept=[PAGE + 1])


@pytest.fixture(scope="module")
def read_scan(scan: bytes) -> Reading:
    return reading(scan)


@pytest.fixture(scope="module")
def printed() -> Page:
    return reading(CRITERIA).pages[PAGE - 1]


@needs_ocr
def test_a_scanned_page_reads_as_the_printed_one(read_scan: Reading, printed: Page) -> None:
    read = read_scan.pages[1]
    assert read.ocr
    assert read.coverage.ocr_pages == 1
    assert read.coverage.by_ocr == (2,)
    words = set(printed.text.split())
    assert len(words & set(read.text.split())) >= 0.95 * len(words)


@needs_ocr
def test_recognised_words_stand_where_the_printed_ones_do(read_scan: Reading, printed: Page) -> None:
    read = read_scan.pages[1]
    places = {word.text: word.box for word in printed.words if len(word.text) > 6}
    off = [
        max(abs(one - other) for one, other in zip(word.box, places[word.text], strict=True))
        for word in read.words
        if word.text in places and sum(other.text == word.text for other in printed.words) == 1
    ]
    assert len(off) > 5
    assert sorted(off)[len(off) // 2] < 4  # points


@needs_ocr
def test_only_what_is_recognised_is_marked(read_scan: Reading) -> None:
    read = read_scan
    assert [page.ocr for page in read.pages] == [False, True]
    assert {passage.first_page for passage in read.passages if passage.ocr} == {2}
    passage = next(passage for passage in read.passages if passage.ocr)
    assert quote_boxes(read.pages[1].words, passage.text)


@needs_ocr
def test_a_picture_gives_no_words() -> None:
    noise = Image.effect_noise((600, 800), 90).convert("L")
    assert recognised(noise, Area(0, 0, 300, 400)).letters.upright == ()


def told(texts: tuple[str, ...], sureness: tuple[int, ...]) -> tuple[list[str], int]:
    """What is taken of words that Tesseract is so sure of, and how many are not."""
    place = {name: [1] * len(texts) for name in ("left", "top", "width", "height", "block_num", "par_num", "line_num")}
    sure, uncertain = _words({"text": list(texts), "conf": list(sureness), **place}, 1.0, 1.0)
    return [word.text for word in sure], uncertain


def test_words_that_tesseract_is_not_sure_of_are_left_out_and_counted() -> None:
    taken, uncertain = told(("", "Turer", "i", "skigen", "|", "lia"), (-1, 96, 91, 49, 12, 50))
    assert taken == ["Turer", "i", "lia"]
    assert uncertain == 1  # a speck that is no letter is no word


def test_a_word_that_there_is_or_a_year_may_be_less_sure() -> None:
    texts = ("Ved", "2025-2027", "turi", "Ved", "7")
    assert told(texts, (17, 45, 45, 5, 45)) == (["Ved", "2025-2027"], 3)


@pytest.mark.parametrize("sign", ["8", "S", "§"])
def test_the_sign_of_a_section_is_told_by_the_law_before_it(sign: str) -> None:
    assert told(("barnehageloven", sign, "2."), (95, 19, 95)) == (["barnehageloven", "§", "2."], 0)


def test_a_number_beside_a_number_stays_one_where_no_law_is_named() -> None:
    assert told(("kapittel", "8", "2"), (95, 90, 95)) == (["kapittel", "8", "2"], 0)


def test_words_whose_boxes_overlap_stay_two() -> None:
    line = (1, 1, 1)
    found = [_Word("ganger", line, Area(10, 10, 51, 20)), _Word("i", line, Area(50, 10, 53, 20))]
    assert [word.text for word in words(_glyphs(found))] == ["ganger", "i"]


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_the_page_stands_in_the_coverage(scan: bytes) -> None:
    assert not is_ready()
    read = reading(scan)
    assert read.pages[1].text == ""
    assert read.document.coverage.without_text == (2,)
    assert (read.document.coverage.empty_pages, read.document.coverage.ocr_pages) == (1, 0)


@pytest.mark.usefixtures("without_tesseract")
def test_without_tesseract_a_scan_is_refused_with_what_to_install() -> None:
    with pytest.raises(UnreadableFileError, match=r"1 av 1 sider er bilder.* installere Tesseract \(tess"):
        reading(scanned(CRITERIA, [PAGE]))


@needs_ocr
def test_a_file_is_read_again_once_tesseract_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    ready, version = generation_id(b"", "a.pdf", Metadata()), reader_version("a.pdf")
    text = reader_version("a.txt")
    monkeypatch.setenv("PATH", "")
    assert reader_version("a.pdf") != version
    assert generation_id(b"", "a.pdf", Metadata()) != ready
    assert reader_version("a.txt") == text
