"""The seed of a run is said at its end, whether its tests pass or not."""

import pytest

from tests.ingest.readers.pdf.made_tables import SEED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"The same tables once more: PLANASSISTENT_TEST_SEED={SEED}")
