"""The figures of drafting by name, as every report tells them."""

from eval.drafting.score import HIT_AT, DraftingScore
from eval.ratio import Ratio

Figure = Ratio | str


def drafting_figures(score: DraftingScore) -> dict[str, Figure]:
    """The figures in the order in which they are told."""
    found: dict[str, Figure] = {}
    for split, suggested in score.suggestions.items():
        found[f"suggestion hit@{HIT_AT}, {split}"] = suggested.hit_3
        found[f"fields with suggestions, {split}"] = suggested.any
        found[f"suggestions acceptable, {split}"] = suggested.acceptable
    found["suggesting p50, p95"] = f"{score.suggest_p50_ms:.0f} ms, {score.suggest_p95_ms:.0f} ms"
    found["measures of fields, precision"] = score.measures_precision
    found["measures of fields, recall"] = score.measures_recall
    for split, answered in score.answers.items():
        found[f"coverage F1, {split}"] = answered.f1
        found[f"coverage precision, {split}"] = answered.precision
        found[f"coverage recall, {split}"] = answered.recall
        for kind, right in answered.right_by_kind.items():
            found[f"  {kind}, {split}"] = right
    return found
