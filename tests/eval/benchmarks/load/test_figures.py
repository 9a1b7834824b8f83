import math

import pytest

from eval.benchmarks.load.__main__ import level_table
from eval.benchmarks.load.crowd import Asked
from eval.benchmarks.load.figures import Level, Memory


def level(users: int, *seconds: float, fault: str = "") -> Level:
    asked = [Asked(f"q{at}", at, each, "answered") for at, each in enumerate(seconds)]
    return Level(users, (*asked, *([Asked("x", 0, 9, None, fault=fault)] if fault else [])))


def test_percentiles_and_throughput_are_of_what_was_answered() -> None:
    found = level(2, 0.1, 0.2, 0.3, fault="503")
    assert found.seconds(0.5) == 0.2
    assert found.throughput == pytest.approx(3 / 2.3)
    assert found.faults == {"503": 1}


def test_a_level_of_errors_alone_has_no_time_that_could_pass() -> None:
    found = level(2, fault="503")
    assert math.isinf(found.seconds(0.95))
    assert found.throughput == 0


def test_the_slowest_twentieth_is_held_to_the_single_users_and_an_error_misses() -> None:
    held, slow, failed = level(10, 0.5), level(50, 0.7), level(100, 0.1, fault="ReadTimeout")
    shown = level_table([level(1, 0.1), held, slow, failed])
    assert list(shown.columns[-1].cells) == ["met", "met", "MISSED", "MISSED"]
    assert list(shown.columns[-2].cells)[-1] == "1 × ReadTimeout"


def test_the_slope_is_that_of_the_second_half() -> None:
    warming = Memory((0, 1000, 2000, 3000, 4000), (500, 800, 900, 901, 902))
    assert warming.slope() == pytest.approx(1.0)
    leaking = Memory((0, 1000, 2000, 3000, 4000), (500, 502, 504, 506, 508))
    assert leaking.slope() == pytest.approx(2.0)
    assert not leaking.is_steady
    assert math.isnan(Memory((0,), (500,)).slope())
    assert not Memory((0,), (500,)).is_steady
