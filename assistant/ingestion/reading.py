"""The reading processes that the settings allow, and what they can read."""

from assistant.config import Settings
from ingest.limits import MIB, Limits
from ingest.readers.pdf.ocr import is_ready
from ingest.workers.pool import ReadingPool, usable_cores


def ocr_is_ready() -> bool:
    """Whether pages that are images can be read."""
    return is_ready()


def reading_pool(settings: Settings, count: int | None = None) -> ReadingPool:
    """The reading processes that the settings allow: so many, or one for each core but one, for embedding.

    As a context it ends them.
    """
    limits = Limits(
        size=settings.max_file_mb * MIB,
        pages=settings.max_pages,
        seconds=settings.read_seconds,
        memory=settings.read_memory_mb * MIB,
    )
    return ReadingPool(limits, count or max(1, usable_cores() - 1))
