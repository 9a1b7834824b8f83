from eval.benchmarks.ask import Times
from eval.benchmarks.views import shown


def test_the_ratio_is_of_the_times_beside_others_to_those_alone() -> None:
    alone, beside = Times((10.0,), (1.0,), {}), Times((15.5,), (1.0,), {})
    half, most, first = shown(alone, beside, (3.0, 4.0))
    assert "MISSED" in half
    assert "1.55" in half
    assert "MISSED" in most
    assert "met" in shown(alone, alone, (3.0, 4.0))[0]
    assert first == "the view made: 3 ms, 4 ms"
