"""How well the text of a pair tells by itself, its duty unread, whether it answers: what figures by pairs may hide.

`python -m eval.drafting.blind`: of each file of development pairs, by words of the other files' pairs of other duties.
A model taught on pairs can learn this instead of reading the duty. Of `swapped.jsonl` it tells nothing: there
each text stands once beside the duty that it answers, and once beside one that it does not.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from eval.drafting.golden import GoldenPair, load_further, load_swapped

_WORD = re.compile(r"\w+")
_LONG = re.compile(r"[a-zæøå]{4,}")
_ALIKE = 0.45  # of all long words of two duties that both have: one says the other, or both stand in one row
_SMOOTH = 1.0


def area(scored: Sequence[tuple[float, bool]]) -> float:
    """The area under the curve: how often a true pair scores above a false one, of all such twos; ties count half."""
    true = [score for score, answers in scored if answers]
    false = [score for score, answers in scored if not answers]
    above = sum((one > other) + (one == other) / 2 for one in true for other in false)
    return above / (len(true) * len(false))


def blind_scores(asked: Sequence[GoldenPair], learnt: Sequence[GoldenPair]) -> list[tuple[float, bool]]:
    """The log of the odds by the words of each text alone, learnt from pairs of other duties; and what is true."""
    found: dict[str, dict[str, float]] = {}
    for pair in asked:
        if pair.duty not in found:
            found[pair.duty] = _weights([one for one in learnt if not _same(one.duty, pair.duty)])
    return [(sum(found[pair.duty].get(word, 0.0) for word in _words(pair.text)), pair.answers) for pair in asked]


def _weights(learnt: Sequence[GoldenPair]) -> dict[str, float]:
    texts = {side: [_words(one.text) for one in learnt if one.answers is side] for side in (True, False)}
    counts = {side: Counter(word for words in found for word in words) for side, found in texts.items()}
    weights: dict[str, float] = {}
    for word in counts[True].keys() | counts[False].keys():
        yes, no = ((counts[side][word] + _SMOOTH) / (len(texts[side]) + 2 * _SMOOTH) for side in (True, False))
        weights[word] = math.log(yes / no)
    return weights


def _words(text: str) -> set[str]:
    words = _WORD.findall(text.casefold())
    return {*words, *(" ".join(two) for two in pairwise(words))}


def _same(one: str, other: str) -> bool:
    first, second = (frozenset(_LONG.findall(duty.lower())) for duty in (one, other))
    return len(first & second) >= _ALIKE * len(first | second)


def main() -> None:
    """Prints the area under the curve of each file."""
    files = load_further()
    for name, pairs in files.items():
        learnt = [pair for other, found in files.items() if other != name for pair in found]
        _tell(name, pairs, learnt)
    _tell("swapped", load_swapped(), [pair for found in files.values() for pair in found])


def _tell(name: str, pairs: Sequence[GoldenPair], learnt: Sequence[GoldenPair]) -> None:
    print(f"{name}: {len(pairs)} pairs, area under the curve by the text alone {area(blind_scores(pairs, learnt)):.3f}")


if __name__ == "__main__":
    main()
