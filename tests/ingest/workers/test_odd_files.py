"""Bad and odd files: each is read or refused with a reason, within its limits, and the next one is read."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpus.documents as shipped
from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.limits import MIB, Limits
from ingest.pipeline import Reading
from ingest.readers.base import UnreadableFileError
from ingest.workers.pool import ReadingPool
from tests.ingest.batches import Outcomes, outcomes_of, text_of
from tests.ingest.odd_pdf import GOOD, odd_pdfs
from tests.ingest.odd_text import archive, odd_texts

LIMITS = Limits(seconds=5, memory=512 * MIB)
MUTATED = 400
"""Mutations in `make test-all`."""

FILES = {
    **{f"{name}.pdf": content for name, content in odd_pdfs().items()},
    **{f"{name}.txt": content for name, content in odd_texts().items()},
    "text.pdf": b"Barna leker ute.",
    "archive.pdf": archive(),
    "picture.pdf": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "page-of-the-web.pdf": b"<!doctype html><title>%PDF</title>",
    "without-an-ending": GOOD,
}
REFUSED = {
    "10000-empty-pages.pdf": "PLANASSISTENT_MAX_PAGES",
    "pages-without-end.txt": "PLANASSISTENT_MAX_PAGES",
    "locked-with-AES-256.pdf": "låst med passord",
    "locked-with-RC4-128.pdf": "låst med passord",
    "latin-1.txt": "UTF-8",
    "lone-surrogate.txt": "UTF-8",
    "mark-alone.txt": "er tom",
    "archive-inside.txt": "filen er en arkivfil",
    "archive.pdf": "filen er en arkivfil",
    "text.pdf": "ingen PDF",
    "page-of-the-web.pdf": "filen er en nettside",
    "line-of-50-mib.txt": "PLANASSISTENT_READ_",
}
READ = {
    "twice-in-one.pdf": "regntøy som passer",
    "turned-by-45.pdf": "Barna leker ute",
    "script-at-opening.pdf": "Barna leker ute",
    "stream-too-short.pdf": "Barna leker ute",
    "form-in-itself.pdf": "Barna leker ute",
    "mark-and-text.txt": "Barna går på tur",
}


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    with ReadingPool(LIMITS, 2) as opened:
        yield opened


@pytest.fixture(scope="module")
def outcomes(pool: ReadingPool) -> Outcomes:
    """What became of each file of one batch, a good one last."""
    return outcomes_of(pool, FILES | {"good.pdf": GOOD})


def test_there_are_enough_of_them() -> None:
    assert len(FILES) >= 60
    assert len(set(FILES.values())) >= 60


def test_each_is_read_or_refused_with_a_reason(outcomes: Outcomes) -> None:
    assert set(outcomes) == {*FILES, "good.pdf"}
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


@pytest.mark.parametrize(("name", "text"), READ.items())
def test_these_are_read(outcomes: Outcomes, name: str, text: str) -> None:
    assert text in text_of(outcomes[name])


def test_the_good_file_is_read_after_all_of_them(outcomes: Outcomes) -> None:
    assert "Turplan" in text_of(outcomes["good.pdf"])


def test_nothing_of_another_file_is_read(outcomes: Outcomes) -> None:
    assert sum(isinstance(outcome, Reading) for outcome in outcomes.values()) > len(READ)
    for name, outcome in outcomes.items():
        if isinstance(outcome, Reading):
            assert "root:" not in " ".join(page.text for page in outcome.pages), name


PLANS = [path.read_bytes() for path in sorted(Path(shipped.__path__[0]).glob("*.pdf"))]


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A shipped plan with bytes changed, taken out, doubled or cut off."""
    content = bytearray(draw(st.sampled_from([GOOD, *PLANS])))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(content) - 1))
        length = draw(st.integers(1, 200))
        match draw(st.sampled_from(("change", "remove", "double", "cut"))):
            case "change":
                content[at : at + length] = draw(st.binary(min_size=1, max_size=length))
            case "remove":
                del content[at : at + length]
            case "double":
                content[at:at] = content[at : at + length]
            case "cut":
                del content[max(at, len(content) // 2) :]
        if not content:
            break
    return bytes(content)


@pytest.mark.slow
@settings(max_examples=MUTATED, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=mutated())
def test_a_mutated_plan_is_read_or_refused(pool: ReadingPool, content: bytes) -> None:
    with suppress(UnreadableFileError):
        assert pool.submit(content, "plan.pdf", Metadata(), shipped_units()).result().pages
    assert pool.submit(GOOD, "plan.pdf", Metadata(), shipped_units()).result().pages
