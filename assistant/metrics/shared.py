"""Metrics of several server processes on one machine, which count in files of a folder that they share."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""What prometheus-client reads when it is first imported; so it is set before the processes start that count."""


@contextmanager
def shared_metrics() -> Iterator[None]:
    """Processes that are started while the context lasts count together; what ones before them counted is forgotten.

    Whichever of them is asked shows the sum. One that ends leaves what it counted in it.
    """
    with tempfile.TemporaryDirectory(prefix="planassistent-metrics-") as folder:
        os.environ[VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[VARIABLE]
