"""Percentiles of the times measured."""

from collections.abc import Sequence
from math import ceil

from eval.observation import Observation
from eval.record import Record


class LatencyScore(Record):
    """Milliseconds of an ask and of embedding its question alone; the ratio is that of their medians."""

    ask_p50_ms: float
    ask_p95_ms: float
    embed_p50_ms: float
    ask_to_embed: float | None


def score(observations: Sequence[Observation]) -> LatencyScore:
    """Score the times of at least one observation."""
    asks = [observation.ask_ms for observation in observations]
    ask, embed = percentile(asks, 0.50), percentile([observation.embed_ms for observation in observations], 0.50)
    return LatencyScore(
        ask_p50_ms=ask,
        ask_p95_ms=percentile(asks, 0.95),
        embed_p50_ms=embed,
        ask_to_embed=ask / embed if embed else None,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that at least `share` (0..1) of the values do not exceed."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]
