"""What is measured of a library of one size."""

from collections.abc import Mapping

from eval.record import Record


class Spread(Record):
    """The median and the slowest twentieth of some times, in milliseconds."""

    p50: float
    p95: float


class Point(Record):
    """One size: how many of each there are, and what each costs.

    `times` by what was timed, over the same questions at each size; `seconds`, `megabytes` and `disk` (megabytes, by
    store) are of one time each; `recall` is the share of the exactly nearest that the index finds, by how many are
    asked for.
    """

    passages: int
    counts: Mapping[str, int]
    times: Mapping[str, Spread] = {}
    seconds: Mapping[str, float] = {}
    megabytes: Mapping[str, float] = {}
    disk: Mapping[str, float] = {}
    recall: Mapping[int, float] = {}
