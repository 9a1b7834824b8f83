"""Bad and odd Office files, web pages and Markdown: each is read or refused with a reason, and the next one is read.

Nothing that they refer to is fetched, and no entity, script or macro of theirs gives a word.
"""

import socket
from collections.abc import Iterator

import pytest

from ingest.limits import MIB, Limits
from ingest.pipeline import Reading
from ingest.workers.pool import ReadingPool
from tests.ingest.batches import Outcomes, outcomes_of, text_of
from tests.ingest.odd_archives import TEXT
from tests.ingest.odd_office import odd_offices
from tests.ingest.readers.office_files import p, word

LIMITS = Limits(seconds=8, memory=512 * MIB)
_BOTH = ("docx", "pptx")
_OF_BOTH = {
    "one-huge-part": "pakkes ut til langt mer",
    "huge-xml": "pakkes ut til langt mer",
    "many-huge-parts": "pakkes ut til langt mer",
    "many-parts": "deler",
    "states-a-smaller-size": "skadet",
    "states-a-huge-size": "pakkes ut til langt mer",
    "wrong-checksum": "skadet",
    "overlapping-parts": "skadet",
    "locked-part": "låst med passord",
    "unknown-packing": "skadet",
    "cut-in-half": "skadet",
    "cut-at-the-end": "skadet",
    "empty-archive": "skadet",
    "without-its-main-part": "skadet",
    "without-content-types": "arkivfil",
    "without-relationships": "skadet",
    "path-upwards": "utenfor seg selv",
    "path-from-the-root": "utenfor seg selv",
    "path-of-windows": "utenfor seg selv",
    "main-part-twice": "samme navn",
    "external-entity": "DOCTYPE",
    "external-entity-in-utf-16": "DOCTYPE",
    "entity-in-types": "DOCTYPE",
    "entity-in-relationships": "DOCTYPE",
    "parameter-entity": "DOCTYPE",
    "external-document-type": "DOCTYPE",
    "billion-laughs": "DOCTYPE",
    "xml-cut": "skadet",
    "nested-50000-deep": "skadet",
    "main-part-outside": "skadet",
    "locked-with-a-password": "låst med passord",
    "of-the-old-kind": "av den gamle typen",
    "with-macros": "med makroer",
    "a-program": "et program",
}
REFUSED = {
    **{f"{name}.{suffix}": reason for name, reason in _OF_BOTH.items() for suffix in _BOTH},
    "no-text.docx": "ingen tekst",
    "strict-namespaces.docx": "Strict Open XML",
    "tables-2000-deep.docx": "skadet",
    "web-page-inside.docx": "en nettside",
    "all-slides-hidden.pptx": "skjulte: 1",
    "document-inside.pptx": "et Word-dokument",
    "layout-is-the-slide.pptx": "skadet",
    "layout-outside.pptx": "skadet",
    "notes-are-the-slide.pptx": "skadet",
    "one-slide-6000-times.pptx": "PLANASSISTENT_MAX_PAGES",
    "slide-outside.pptx": "skadet",
    "slide-that-is-not-there.pptx": "skadet",
    "6000-sections.html": "PLANASSISTENT_MAX_PAGES",
    "a-zero.html": "ikke tekst",
    "any-bytes.html": "ikke tekst",
    "arrow-and-spaces.html": "ingen HTML",
    "bold-50000-deep.html": "for dypt",
    "divs-50000-deep.html": "for dypt",
    "frameset.html": "ingen tekst",
    "nothing-shown.html": "ingen tekst",
    "lists-5000-deep.md": "for dypt",
    "nothing-but-marks.md": "ingen tekst",
    "quotes-100000-deep.md": "for dypt",
}
READ = (
    *(f"{name}.{suffix}" for name in ("archive-in-archive", "with-a-macro-part", "included-file") for suffix in _BOTH),
    *(f"external-relationships.{suffix}" for suffix in _BOTH),
    *(f"cell-over-65535-columns.{suffix}" for suffix in ("docx", "html")),
    *(f"300-rows.{suffix}" for suffix in ("docx", "html", "md")),
    "300-tables.docx",
    "boxes-in-boxes.docx",
    "cell-over-a-billion-columns.docx",
    "cell-over-letters.docx",
    "controls-200-deep.docx",
    "note-in-itself.docx",
    "numbers-beyond-measure.docx",
    "relationships-in-a-ring.docx",
    "relationships-to-files.docx",
    "styles-in-a-ring.docx",
    "tables-within-tables.docx",
    "two-columns-within-two.docx",
    "1500-shapes.pptx",
    "groups-100-deep.pptx",
    "places-beyond-measure.pptx",
    "billion-laughs.html",
    "comments-before-nothing.html",
    "external-entity.html",
    "frames.html",
    "heading-level-beyond-measure.html",
    "item-number-beyond-measure.html",
    "links-and-images.html",
    "refresh.html",
    "scripts.html",
    "server-side.html",
    "utf-32.html",
    "front-matter-of-spaces.md",
    "front-matter-of-tags.md",
    "openings-of-comments.md",
    "quotes-50-deep.md",
    "raw-page.md",
)
GOOD = "good.docx"


@pytest.fixture(scope="module")
def listening() -> Iterator[socket.socket]:
    """A server that the files refer to."""
    with socket.create_server(("127.0.0.1", 0)) as opened:
        yield opened


@pytest.fixture(scope="module")
def files(listening: socket.socket) -> dict[str, bytes]:
    """All of them, a good one last."""
    return odd_offices(f"http://127.0.0.1:{listening.getsockname()[1]}/utenfor") | {GOOD: word(p(TEXT))}


@pytest.fixture(scope="module")
def outcomes(files: dict[str, bytes]) -> Outcomes:
    with ReadingPool(LIMITS, 2) as pool:
        return outcomes_of(pool, files)


def test_there_are_enough_of_them(files: dict[str, bytes]) -> None:
    for suffix, least in ((".docx", 80), (".pptx", 60), (".html", 45), (".md", 25)):
        contents = [content for name, content in files.items() if name.endswith(suffix)]
        assert len(contents) >= least
        assert len(set(contents)) == len(contents)


def test_each_is_read_or_refused_with_a_reason(files: dict[str, bytes], outcomes: Outcomes) -> None:
    assert set(outcomes) == set(files)
    for name, outcome in outcomes.items():
        if isinstance(outcome, str):
            assert ";" in outcome, f"{name}: the reason does not say what to do: {outcome}"
        else:
            assert outcome.pages, name


@pytest.mark.parametrize(("name", "reason"), REFUSED.items())
def test_these_are_refused(outcomes: Outcomes, name: str, reason: str) -> None:
    outcome = outcomes[name]
    assert isinstance(outcome, str)
    assert reason in outcome


@pytest.mark.parametrize("name", READ)
def test_these_are_read(outcomes: Outcomes, name: str) -> None:
    assert TEXT in text_of(outcomes[name])


def test_the_good_file_is_read_after_all_of_them(outcomes: Outcomes) -> None:
    assert text_of(outcomes[GOOD]) == TEXT


def test_nothing_of_another_file_is_read_and_no_script(outcomes: Outcomes) -> None:
    assert sum(isinstance(outcome, Reading) for outcome in outcomes.values()) > len(READ)
    for name, outcome in outcomes.items():
        if isinstance(outcome, Reading):
            assert "root:" not in text_of(outcome), name


@pytest.mark.usefixtures("outcomes")
def test_nothing_is_fetched(listening: socket.socket) -> None:
    listening.setblocking(False)
    with pytest.raises(BlockingIOError):
        listening.accept()
