"""Which passages may answer: none that tells the assistant what to say."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from assistant.question.orders import orders
from assistant.retrieval.hybrid import RankedPassage

_REMEMBERED = 20_000  # texts; a passage is looked through once
_MOST = 8  # times as many passages as wanted are looked at before fewer are given


def trusted(rank: Callable[[int], Sequence[RankedPassage]], limit: int) -> list[RankedPassage]:
    """The best passages in whose text nothing is ordered of the assistant; `rank` gives the best of any text."""
    asked = limit
    while True:
        ranked = rank(asked)
        kept = [found for found in ranked if not _orders(found.passage.text)]
        if len(kept) >= limit or len(ranked) < asked or asked >= limit * _MOST:
            return kept[:limit]
        asked *= 2


_orders = lru_cache(maxsize=_REMEMBERED)(orders)
