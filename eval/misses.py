"""What went wrong, the gravest first."""

from collections.abc import Callable, Sequence

from assistant.answering.answer import Status
from eval.case import Case
from eval.record import Record


class MissGroup(Record):
    """Questions that went wrong in the same way."""

    id: str
    title: str
    cases: tuple[Case, ...]


_WAYS: tuple[tuple[str, str, Callable[[Case], bool]], ...] = (
    ("unfounded", "Answered, though the documents hold no answer", lambda case: "refusal" in case.misses),
    (
        "refused",
        "Refused, though the documents hold an answer",
        lambda case: "answer" in case.misses and case.status is not Status.ANSWERED,
    ),
    ("wrong", "Answered, and not right", lambda case: "answer" in case.misses),
    ("quote", "Right, and yet a quote is not verbatim", lambda case: "quote" in case.misses),
    ("page", "Right, and yet the first page found is no evidence", lambda case: bool(case.misses)),
)


def grouped(cases: Sequence[Case]) -> tuple[MissGroup, ...]:
    """All cases with a miss, each in the first group that it fits; groups without any are left out."""
    members: dict[str, list[Case]] = {}
    for case in cases:
        way = next((way for way, _, fits in _WAYS if fits(case)), None)
        if way is not None:
            members.setdefault(way, []).append(case)
    return tuple(MissGroup(id=way, title=title, cases=tuple(members[way])) for way, title, _ in _WAYS if way in members)
