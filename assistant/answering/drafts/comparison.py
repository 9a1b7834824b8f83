"""Drafts that set documents beside each other: what each says, and that the others say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant import labels
from assistant.answering import phrasing
from assistant.answering.draft import Draft, Statement
from assistant.question.question import Question
from assistant.texts import Language
from corpus.snapshot import Snapshot


@dataclass(frozen=True)
class Side:
    """What is asked of one plan, and the verified statements that answer; none where it says nothing of it."""

    question: Question
    statements: tuple[Statement, ...]


def side_by_side(sides: Sequence[Side], snapshot: Snapshot, language: Language) -> Draft | None:
    """The statements of each side under the name of its document, the silent ones named last; None where all are."""
    spoken = [side for side in sides if side.statements]
    if not spoken:
        return None
    silent = [
        labels.whose_plan(snapshot.documents[min(side.question.documents)], language)
        for side in sides
        if not side.statements
    ]
    return Draft(
        statements=tuple(
            replace(statement, section=f"{labels.whose_plan(snapshot.document_of(statement.passage), language)}:")
            for side in spoken
            for statement in side.statements
        ),
        closing=phrasing.silent(silent, language) if silent else "",
    )
