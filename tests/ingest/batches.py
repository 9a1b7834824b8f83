"""Files read one after the other by processes of their own, as a folder of them is."""

from collections.abc import Mapping

from corpus.models import Metadata
from corpus.units import shipped_units
from ingest.pipeline import Reading
from ingest.readers.base import UnreadableFileError
from ingest.workers.pool import ReadingPool

Outcomes = dict[str, Reading | str]
"""The reading of each file by its name, or why it was refused."""


def outcomes_of(pool: ReadingPool, files: Mapping[str, bytes]) -> Outcomes:
    """What became of each file of one batch; a fault of a reader is no outcome."""
    under_way = {name: pool.submit(content, name, Metadata(), shipped_units()) for name, content in files.items()}
    found: Outcomes = {}
    for name, future in under_way.items():
        try:
            found[name] = future.result()
        except UnreadableFileError as error:
            found[name] = str(error)
    return found


def text_of(outcome: Reading | str) -> str:
    """All text of a reading, white space single."""
    assert isinstance(outcome, Reading), outcome
    return " ".join(" ".join(page.text for page in outcome.pages).split())
