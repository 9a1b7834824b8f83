"""Percentiles of the times measured."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil

from eval.observation import Observation
from eval.record import Record


class StageScore(Record):
    """Milliseconds of one stage of an ask."""

    p50_ms: float
    p95_ms: float


class LatencyScore(Record):
    """Milliseconds of an ask and of embedding its question alone; the ratio is that of their medians.

    `stages` are those that the answers tell of, in their order, each over the questions that went through it.
    """

    ask_p50_ms: float
    ask_p95_ms: float
    embed_p50_ms: float
    ask_to_embed: float | None
    stages: Mapping[str, StageScore]


def score(observations: Sequence[Observation]) -> LatencyScore:
    """Score the times of at least one observation."""
    asks = [observation.ask_ms for observation in observations]
    ask, embed = percentile(asks, 0.50), percentile([observation.embed_ms for observation in observations], 0.50)
    return LatencyScore(
        ask_p50_ms=ask,
        ask_p95_ms=percentile(asks, 0.95),
        embed_p50_ms=embed,
        ask_to_embed=ask / embed if embed else None,
        stages={
            stage: StageScore(p50_ms=percentile(times, 0.50), p95_ms=percentile(times, 0.95))
            for stage, times in by_stage(observation.stages_ms for observation in observations).items()
        },
    )


def by_stage(answers: Iterable[Mapping[str, float]]) -> dict[str, list[float]]:
    """The milliseconds of each stage, in the order in which the answers name the stages."""
    times: dict[str, list[float]] = {}
    for stages in answers:
        for stage, spent in stages.items():
            times.setdefault(stage, []).append(spent)
    return times


def percentile(values: Sequence[float], share: float) -> float:
    """The nearest-rank percentile: the smallest value that at least `share` (0..1) of the values do not exceed."""
    return sorted(values)[max(ceil(share * len(values)), 1) - 1]
