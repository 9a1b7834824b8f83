"""What is golden of drafting in a made-up corpus, and a fake DraftingSystem that answers from tables."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from eval.drafting.fields import Acceptable, GoldenField
from eval.drafting.golden import GoldenDrafting, GoldenMeasures, GoldenPair


@dataclass(frozen=True)
class FakeSuggestion:
    """A suggested passage."""

    document_id: str
    page: int
    text: str
    retelling: bool = True
    score: float = 1.0
    heading_path: tuple[str, ...] = ()


RIGHT = FakeSuggestion("plan", 2, "Svømmelærerne har\nansvar for svømmingen.")
WRONG = FakeSuggestion("plan", 3, "Hammer og sag.")


def golden(**changes: object) -> GoldenDrafting:
    """Two fields, the measures of one of them, and four pairs of which two answer."""
    acceptable = (Acceptable(document="plan", page=2, words="har ansvar for svømmingen"),)
    pairs = [("p1", True, "concrete"), ("p2", True, "reworded"), ("p3", False, "near_topic"), ("p4", False, "half")]
    made = GoldenDrafting(
        fields=(
            GoldenField(field="swimming", acceptable=acceptable, split="dev"),
            GoldenField(field="diving", acceptable=acceptable, split="test"),
        ),
        measures=(GoldenMeasures(field="swimming", titles=("Kurs",), also=("Basseng",)),),
        pairs=tuple(
            GoldenPair(
                id=key, document="plan", page=2, duty="d", text=key, answers=yes, kind=kind, language="nb", split="test"
            )
            for key, yes, kind in pairs
        ),
    )
    return made.model_copy(update=changes)


@dataclass
class FakeDrafting:
    """Suggests, matches and judges from tables."""

    suggested: Mapping[str, Sequence[FakeSuggestion]] = field(default_factory=dict)
    matched: Mapping[str, Collection[str]] = field(default_factory=dict)
    answering: Collection[str] = ()
    jurisdictions: Sequence[str] = ("Her",)

    def suggestions(self, field: str, jurisdiction: str) -> Sequence[FakeSuggestion]:
        return self.suggested.get(field, ())

    def measures(self, field: str) -> Collection[str]:
        return self.matched.get(field, ())

    def answers(self, duty: str, text: str) -> bool:
        return text in self.answering
