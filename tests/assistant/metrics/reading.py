"""Metrics as Prometheus reads them: by the parsers of its own client library."""

from collections.abc import Mapping
from typing import NamedTuple

from prometheus_client.openmetrics.parser import text_string_to_metric_families as strict_families
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

OPENMETRICS = "application/openmetrics-text"


class Sample(NamedTuple):
    """One number with its labels."""

    name: str
    labels: Mapping[str, str]
    value: float


def read(text: str) -> list[Sample]:
    """What a text of metrics says, in the order in which it does."""
    families = text_string_to_metric_families(text)
    return [Sample(one.name, one.labels, one.value) for family in families for one in family.samples]


def scraped(client: TestClient) -> list[Sample]:
    """What a server says of itself."""
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=0.0.4")
    return read(response.text)


def value(samples: list[Sample], name: str, **labels: str) -> float:
    """The sum of what has these labels, and others."""
    return sum(one.value for one in samples if one.name == name and labels.items() <= one.labels.items())


def strictly_read(text: str) -> int:
    """How many families a text in OpenMetrics has; its parser takes nothing that is not of the form."""
    return len(list(strict_families(text)))  # type: ignore[no-untyped-call]
