"""Drafting as it is measured: over the shipped template, for whoever its plan binds."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from assistant.drafting.covering import Covering
from assistant.drafting.matching import Matching
from assistant.drafting.subject import Subject, subject_of
from assistant.drafting.suggesting import Suggesting, Suggestion
from assistant.drafting.template import Template
from assistant.drafting.templates import Templates
from assistant.retrieval.hybrid import HybridRetrieval
from assistant.service import Assistant
from corpus.jurisdictions import OUTER, distance

TEMPLATE = "lokal-handlingsplan"


@dataclass(frozen=True)
class EvaluatedDrafting:
    """The assistant as eval.drafting.score.DraftingSystem."""

    assistant: Assistant
    template: Template

    @cached_property
    def jurisdictions(self) -> Sequence[str]:
        """Those within whose plan is answered to that have plans of their own, and one that has none."""
        library = self.assistant.library
        outer = library.snapshot.documents[self.template.document or ""].jurisdiction or ""
        own = (place for place in self.assistant.scopes() if distance(outer, place) == OUTER)
        return [*own, f"{outer}, Ingensteds"]

    def suggestions(self, field: str, jurisdiction: str) -> list[Suggestion]:
        """The passages suggested for a field."""
        library, today = self.assistant.library, self.assistant.today
        suggesting = Suggesting(self.template, library, HybridRetrieval(library), today, jurisdiction)
        return suggesting.suggestions(self._subject(field))

    def measures(self, field: str) -> list[str]:
        """The titles of the measures that a field answers to."""
        matching = Matching(self.template, self.assistant.library, self.assistant.today)
        return [measure.title for measure in matching.bound_to(self._subject(field)).measures]

    def answers(self, duty: str, text: str) -> bool:
        """Whether a text answers a duty."""
        return self._covering.answers(duty, text)

    @cached_property
    def _covering(self) -> Covering:
        return Covering(self.assistant.library)

    def _subject(self, field: str) -> Subject:
        subject = subject_of(self.template, field)
        assert subject is not None, field
        return subject


def evaluated_drafting(assistant: Assistant, folder: Path) -> EvaluatedDrafting | None:
    """Drafting over the shipped template; None where the plan that it answers to is not there.

    `folder` is one of templates where nobody has put one.
    """
    template = Templates(folder).get(TEMPLATE)
    if template is None or template.document not in assistant.library.snapshot.documents:
        return None
    return EvaluatedDrafting(assistant, template)
