"""The log as it is counted: how many lines of warnings and faults, of which modules."""

import logging

from assistant.metrics.meters import Meters

_OURS = ("assistant", "corpus", "ingest")


class CountedLines(logging.Handler):
    """Counts lines from warnings up, by our module or by others' package."""

    def __init__(self, meters: Meters) -> None:
        super().__init__(logging.WARNING)
        self._meters = meters

    def emit(self, record: logging.LogRecord) -> None:
        """Counts a line."""
        package = record.name.partition(".")[0]
        self._meters.lines.labels(record.levelname.lower(), record.name if package in _OURS else package).inc()
