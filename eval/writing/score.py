"""What a language model was worth: all figures of the answers that it wrote."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Self

from assistant.answering.answer import Status
from assistant.answering.bearing import Fault
from eval.latency.score import percentile
from eval.ratio import Ratio
from eval.record import Record
from eval.thresholds import Check
from eval.writing.case import Fallback, ShownSentence, WritingCase
from eval.writing.citations import CitationScore


class Tokens(Record):
    """Tokens as the provider counted them, over the replies for which it did."""

    counted: int
    total: int
    mean: float | None

    @classmethod
    def of(cls, counts: Iterable[int | None]) -> Self:
        """Of the counts that are known."""
        known = [count for count in counts if count is not None]
        return cls(counted=len(known), total=sum(known), mean=sum(known) / len(known) if known else None)


class Seconds(Record):
    """Percentiles of some seconds; None where none were taken."""

    p50: float | None
    p95: float | None

    @classmethod
    def of(cls, milliseconds: Iterable[float | None]) -> Self:
        """Of the milliseconds that are known."""
        known = [spent / 1000 for spent in milliseconds if spent is not None]
        return cls(p50=percentile(known, 0.50) if known else None, p95=percentile(known, 0.95) if known else None)


class Places(Record):
    """The share of sentences that cite a page, or a document, with the evidence of their question."""

    on_page: Ratio
    in_document: Ratio

    @classmethod
    def of(cls, sentences: Iterable[ShownSentence]) -> Self:
        """Of sentences shown to answerable questions."""
        shown = tuple(sentences)
        return cls(
            on_page=Ratio.of(one.on_page for one in shown), in_document=Ratio.of(one.in_document for one in shown)
        )


class Compared(Record):
    """Answers right, of the same answerable questions: with the language model, and quoted."""

    written: Ratio
    quoted: Ratio

    @classmethod
    def of(cls, cases: Sequence[WritingCase]) -> Self:
        """Of judged questions; those without an answer in the documents do not count."""
        asked = [case for case in cases if case.question.answerable]
        return cls(
            written=Ratio.of(bool(case.right) for case in asked),
            quoted=Ratio.of(bool(case.right_quoted) for case in asked),
        )


class WritingScore(Record):
    """The figures of the questions that were put with a language model, and every one of them judged.

    Of the `questions`, the model was `asked` in some; of these some are `told` in its words, the others are quoted
    (`fell_back`, by why). Citations are judged by our own verifier: those `written` over all sentences of all replies,
    those `shown` over the sentences that users see. The rest is independent of it: `places` over the sentences told to
    answerable questions, and `places_quoted` over those quoted to the same ones; `right` over all questions, and
    `right_told` over those told in its words; `quotes_verbatim` over the citations of the answers in its words.
    `unfounded` answers in its words are to questions that the documents do not answer. Seconds are of the answers for
    which the model was asked, and until the first sentence was told.
    """

    model: str
    prompts: tuple[str, ...]
    questions: int
    asked: int
    told: int
    fell_back: Mapping[Fallback, int]
    sentences: int
    dropped: Mapping[Fault, int]
    sentences_shown: int
    written: CitationScore
    shown: CitationScore
    places: Places
    places_quoted: Places
    right: Compared
    right_told: Compared
    turned_right: tuple[str, ...]
    turned_wrong: tuple[str, ...]
    unfounded: int
    quotes_verbatim: Ratio
    empty_handed: Ratio
    prompt_tokens: Tokens
    completion_tokens: Tokens
    answer_seconds: Seconds
    told_seconds: Seconds
    cases: tuple[WritingCase, ...]

    @property
    def check(self) -> Check:
        """That no question ends empty-handed which has an answer without the model."""
        hits = self.empty_handed.hits
        return Check(name="empty_handed_max", limit=0, upper=True, measured=self.empty_handed, met=not hits)


def score_writing(cases: Sequence[WritingCase], model: str) -> WritingScore:
    """The score of judged questions, at least one, that were put with a model of this name."""
    asked = [case for case in cases if case.outcome is not None]
    told = [case for case in asked if case.is_told]
    founded = [case for case in told if case.question.answerable]
    return WritingScore(
        model=model,
        prompts=tuple(sorted({case.prompt for case in asked if case.prompt})),
        questions=len(cases),
        asked=len(asked),
        told=len(told),
        fell_back=dict(Counter(case.fallback for case in asked if case.fallback).most_common()),
        sentences=sum(len(case.written) for case in asked),
        dropped=dict(Counter(fault for case in asked for fault in case.faults if fault).most_common()),
        sentences_shown=sum(len(case.shown) for case in told),
        written=CitationScore.of(sentence for case in asked for sentence in case.written),
        shown=CitationScore.of(sentence for case in told for sentence in case.shown),
        places=Places.of(sentence for case in founded for sentence in case.told),
        places_quoted=Places.of(sentence for case in founded for sentence in case.quoted),
        right=Compared.of(cases),
        right_told=Compared.of(told),
        turned_right=tuple(case.question.id for case in cases if case.right and not case.right_quoted),
        turned_wrong=tuple(case.question.id for case in cases if case.right_quoted and not case.right),
        unfounded=len(told) - len(founded),
        quotes_verbatim=Ratio.of(quote.verbatim for case in told for quote in case.quotes),
        empty_handed=Ratio.of(case.is_empty_handed for case in cases if case.status_quoted is Status.ANSWERED),
        prompt_tokens=Tokens.of(case.prompt_tokens for case in asked),
        completion_tokens=Tokens.of(case.completion_tokens for case in asked),
        answer_seconds=Seconds.of(case.ask_ms for case in asked),
        told_seconds=Seconds.of(case.told_ms for case in told),
        cases=tuple(cases),
    )
