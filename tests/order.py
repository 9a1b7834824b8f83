"""Which files of tests are begun first where several processes share them."""

from pathlib import Path

LONGEST = (
    "browser/test_chat.py",
    "eval/test_shipped.py",
    "eval/test_sources.py",
    "browser/test_layout.py",
    "browser/test_drafts.py",
    "browser/test_drafting.py",
    "browser/test_streams.py",
    "browser/test_administration.py",
    "browser/test_under_a_path.py",
    "browser/test_login.py",
    "browser/test_written.py",
    "browser/test_documents.py",
    "browser/test_use.py",
    "browser/test_register.py",
    "assistant/cli/test_outbound.py",
    "assistant/access/test_matrix.py",
    "assistant/cli/test_serving.py",
    "assistant/cli/test_ingestion.py",
    "assistant/api/test_schema.py",
    "ingest/workers/test_pool.py",
    "ingest/readers/pdf/test_tables.py",
    "assistant/api/test_draft_ingestion.py",
    "assistant/cli/test_tidying.py",
    "eval/ingestion/test_documents.py",
    "corpus/index/test_embedding.py",
    "ingest/workers/test_odd_office.py",
    "ingest/workers/test_odd_files.py",
    "corpus/test_crash.py",
)
"""Those that take longest, measured one by one, and the rest of the browser's. One of them, begun last, keeps a process
at work for a minute in which the other has nothing left to do. The first two need different things: while one reads the
shipped plans for all, nobody waits for them."""

_HERE = Path(__file__).parent


def begun(path: Path) -> int:
    """A file's place: all that are not named have the same, after those that are."""
    name = path.relative_to(_HERE).as_posix()
    return LONGEST.index(name) if name in LONGEST else len(LONGEST)
