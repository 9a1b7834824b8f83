"""What all that a run makes up is made from: said at the run's end, and given to it to make the same once more."""

import os
from random import Random

VARIABLE = "PLANASSISTENT_TEST_SEED"


def _seed() -> int:
    """The number in the variable, or one that nobody chose.

    The variable is taken away: the application refuses settings that it does not know.
    """
    given = os.environ.pop(VARIABLE, None)
    return int(given) if given else Random().randrange(1_000_000)


SEED = _seed()
"""The seed of this run, in all its processes."""


def hand_on() -> None:
    """Gives the seed to the processes that are started from here."""
    os.environ[VARIABLE] = str(SEED)
