"""The figures of a language model by name, as every report tells them."""

from collections.abc import Iterable

from eval.ratio import Ratio
from eval.writing.score import Seconds, Tokens, WritingScore

Figure = Ratio | str


def figures(score: WritingScore) -> dict[str, Figure]:
    """The figures in the order in which they are told."""
    return {**_answers(score), **_sentences(score), **_cost(score)}


def _answers(score: WritingScore) -> dict[str, Figure]:
    return {
        "questions put": str(score.questions),
        "the model was asked": str(score.asked),
        "told in its words": str(score.told),
        "told, though the documents hold no answer": str(score.unfounded),
        "quoted although it was asked": _counts(score.fell_back.items()),
        "empty-handed where quotes answer": score.empty_handed,
        "answers right, with the model": score.right.written,
        "answers right, quoted": score.right.quoted,
        "questions turned right, turned wrong": f"{len(score.turned_right)}, {len(score.turned_wrong)}",
        "right of those in its words": score.right_told.written,
        "right of the same, quoted": score.right_told.quoted,
    }


def _sentences(score: WritingScore) -> dict[str, Figure]:
    return {
        "sentences written": str(score.sentences),
        "sentences dropped": _counts(score.dropped.items()),
        "sentences shown": str(score.sentences_shown),
        "citation recall, as written": score.written.recall,
        "citation precision, as written": score.written.precision,
        "citation recall, as shown": score.shown.recall,
        "citation precision, as shown": score.shown.precision,
        "sentences citing an evidence page, shown": score.places.on_page,
        "sentences citing an evidence page, quoted": score.places_quoted.on_page,
        "sentences citing an evidence document, shown": score.places.in_document,
        "sentences citing an evidence document, quoted": score.places_quoted.in_document,
        "quotes verbatim": score.quotes_verbatim,
    }


def _cost(score: WritingScore) -> dict[str, Figure]:
    return {
        "tokens of the prompts": _tokens(score.prompt_tokens),
        "tokens of the replies": _tokens(score.completion_tokens),
        "seconds of an answer": _seconds(score.answer_seconds),
        "seconds to the first sentence": _seconds(score.told_seconds),
    }


def _counts(counts: Iterable[tuple[str, int]]) -> str:
    known = tuple(counts)
    parts = ", ".join(f"{name} {count}" for name, count in known)
    return f"{sum(count for _, count in known)} ({parts})" if parts else "0"


def _tokens(tokens: Tokens) -> str:
    return "not counted" if tokens.mean is None else f"{tokens.total}; {tokens.mean:.1f} a reply ({tokens.counted})"


def _seconds(seconds: Seconds) -> str:
    if seconds.p50 is None or seconds.p95 is None:
        return "–"
    return f"p50 {seconds.p50:.2f}, p95 {seconds.p95:.2f}"
