"""Pages in the order in which a search found them."""

from collections.abc import Collection, Iterable, Sequence
from math import log2

from eval.record import PageRef
from eval.system import Hit


def distinct_pages(hits: Iterable[Hit]) -> tuple[PageRef, ...]:
    """The pages of ranked passages, each once: a page ranks where its first passage does."""
    return tuple(dict.fromkeys(PageRef(document=hit.document_id, page=hit.page) for hit in hits))


def first_rank(ranked: Sequence[PageRef], right: Collection[PageRef]) -> int | None:
    """The rank, from 1, of the first right page; None where there is none."""
    return next((rank for rank, page in enumerate(ranked, 1) if page in right), None)


def ndcg(ranked: Sequence[PageRef], right: Collection[PageRef], cutoff: int) -> float:
    """The discounted gain of the first `cutoff` pages, of that which all right pages first would have; 0 to 1.

    Every right page gains 1, and there must be one. Järvelin and Kekäläinen (2002).
    """
    found = sum(1 / log2(1 + rank) for rank, page in enumerate(ranked[:cutoff], 1) if page in right)
    return found / sum(1 / log2(1 + rank) for rank in range(1, 1 + min(cutoff, len(right))))
