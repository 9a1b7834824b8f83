import pytest

from eval.latency.score import StageScore, percentile, score
from tests.eval.made_up import answer, observation


@pytest.mark.parametrize(("share", "value"), [(0.5, 30), (0.95, 50), (0.2, 10), (0.21, 20), (0, 10), (1, 50)])
def test_percentiles_are_by_nearest_rank(share: float, value: float) -> None:
    assert percentile([50, 10, 40, 20, 30], share) == value


def test_one_value_is_every_percentile() -> None:
    assert percentile([7], 0.5) == percentile([7], 0.95) == 7


def test_the_ratio_is_that_of_the_medians() -> None:
    result = score([observation(ask_ms=ask, embed_ms=embed) for ask, embed in ((30, 4), (10, 8), (12, 4))])
    assert (result.ask_p50_ms, result.ask_p95_ms, result.embed_p50_ms, result.ask_to_embed) == (12, 30, 4, 3)


def test_an_embedding_that_takes_no_time_gives_no_ratio() -> None:
    assert score([observation(embed_ms=0)]).ask_to_embed is None


def test_stages_are_those_that_the_answers_tell_of_but_for_the_whole() -> None:
    told = [{"embed": 5.0, "total": 9.0}, {"embed": 7.0, "compose": 1.0, "total": 8.0}, {}]
    result = score([observation(answered=answer(timings_ms=timings)) for timings in told])
    assert list(result.stages) == ["embed", "compose"]
    assert result.stages["embed"] == StageScore(p50_ms=5.0, p95_ms=7.0)
    assert result.stages["compose"] == StageScore(p50_ms=1.0, p95_ms=1.0)
