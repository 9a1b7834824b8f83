"""How good drafting is: suggestions, the measures that fields are matched with, and which duties texts answer."""

from collections.abc import Iterable, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple

from eval.drafting.fields import GoldenField
from eval.drafting.golden import GoldenDrafting, GoldenPair, Kind
from eval.golden import Split
from eval.latency.score import percentile
from eval.ratio import Ratio
from eval.record import Record
from eval.system import DraftingSystem, SuggestedHit

HIT_AT = 3
_SPLITS: tuple[Split, ...] = ("dev", "test")


class SuggestionScore(Record):
    """Of fields (each for every jurisdiction): an acceptable passage among the first three; any passage at all."""

    hit_3: Ratio
    any: Ratio
    acceptable: Ratio


class AnswerScore(Record):
    """Of pairs of duty and text: F1 (as 2·true positives of 2·these and all that is wrong), precision and recall."""

    f1: Ratio
    precision: Ratio
    recall: Ratio
    right_by_kind: Mapping[Kind, Ratio]


class DraftingScore(Record):
    """The figures of drafting, suggestions and answers by split; `acceptable` is the share of all suggestions."""

    suggestions: Mapping[Split, SuggestionScore]
    answers: Mapping[Split, AnswerScore]
    measures_precision: Ratio
    measures_recall: Ratio
    suggest_p50_ms: float
    suggest_p95_ms: float

    @property
    def figures(self) -> dict[str, Ratio]:
        """What thresholds are of, by name: of the test split where it was asked, which nothing was set by."""
        suggested, answered = self.suggestions, self.answers
        split: Split = "test" if "test" in suggested else "dev"
        return {"suggestion_hit_3": suggested[split].hit_3, "coverage_f1": answered[split].f1}


class _Suggested(NamedTuple):
    field: GoldenField
    acceptable: tuple[bool, ...]
    ms: float


def score_drafting(system: DraftingSystem, golden: GoldenDrafting) -> DraftingScore:
    """Put all that is golden of drafting to a system, each field once before it is measured."""
    for field in golden.fields:
        system.suggestions(field.field, system.jurisdictions[0])
    suggested = [_suggested(system, field, place) for place in system.jurisdictions for field in golden.fields]
    answered = [(pair, system.answers(pair.duty, pair.text)) for pair in golden.pairs]
    matched = [(one, frozenset(system.measures(one.field))) for one in golden.measures]
    times = [one.ms for one in suggested]
    splits = [split for split in _SPLITS if any(field.split == split for field in golden.fields)]
    return DraftingScore(
        suggestions={split: _suggestions(one for one in suggested if one.field.split == split) for split in splits},
        answers={split: _answers([one for one in answered if one[0].split == split]) for split in splits},
        measures_precision=Ratio.of(title in one.titles for one, found in matched for title in found - {*one.also}),
        measures_recall=Ratio.of(title in found for one, found in matched for title in one.titles),
        suggest_p50_ms=percentile(times, 0.50),
        suggest_p95_ms=percentile(times, 0.95),
    )


def _suggested(system: DraftingSystem, field: GoldenField, jurisdiction: str) -> _Suggested:
    started = perf_counter()
    found = system.suggestions(field.field, jurisdiction)
    ms = (perf_counter() - started) * 1000
    return _Suggested(field, tuple(_is_acceptable(one, field) for one in found), ms)


def _is_acceptable(hit: SuggestedHit, field: GoldenField) -> bool:
    """Whether a passage is acceptable; of an original, which says it in other words than the retelling, by its page."""
    own = [one for one in field.acceptable if one.document == hit.document_id]
    return any(one.is_in(hit.text) or (not hit.retelling and one.page == hit.page) for one in own)


def _suggestions(suggested: Iterable[_Suggested]) -> SuggestionScore:
    found = tuple(suggested)
    return SuggestionScore(
        hit_3=Ratio.of(any(one.acceptable[:HIT_AT]) for one in found),
        any=Ratio.of(bool(one.acceptable) for one in found),
        acceptable=Ratio.of(outcome for one in found for outcome in one.acceptable),
    )


def _answers(judged: Sequence[tuple[GoldenPair, bool]]) -> AnswerScore:
    said = [(pair.answers, answer) for pair, answer in judged]
    wrong = sum(truth != answer for truth, answer in said)
    right = sum(truth and answer for truth, answer in said)
    kinds: dict[Kind, list[bool]] = {}
    for pair, answer in judged:
        kinds.setdefault(pair.kind, []).append(pair.answers == answer)
    return AnswerScore(
        f1=Ratio.of([True] * (2 * right) + [False] * wrong),
        precision=Ratio.of(truth for truth, answer in said if answer),
        recall=Ratio.of(answer for truth, answer in said if truth),
        right_by_kind={kind: Ratio.of(outcomes) for kind, outcomes in sorted(kinds.items())},
    )
