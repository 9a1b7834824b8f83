"""What may be asked after an answer: questions that the register answers, in the language of the answer."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from assistant.answering.answer import Answer, MeasureRow, Status
from assistant.question.kinds import Kind
from assistant.texts import said
from corpus.models import Measure
from corpus.snapshot import Snapshot

_MOST = 3
_EXAMPLES = 4
_LONGEST_TITLE = 120  # characters; a longer one is no subject of a question


def who(title: str, language: str) -> str:
    """A question about who is responsible for a measure."""
    return said("questions.who", language, title=title)


def when(title: str, language: str) -> str:
    """A question about when a measure is to be carried out."""
    return said("questions.when", language, title=title)


def example_questions(documents: frozenset[str] | None, snapshot: Snapshot, language: str = "nb") -> list[str]:
    """Questions that the register answers, about measures spread over these documents (all where None)."""
    whole = snapshot.once("measures without sub-measures", _whole)
    measures = list(chain.from_iterable(own for key, own in whole.items() if documents is None or key in documents))
    step = max(1, len(measures) // _EXAMPLES)
    picked = measures[::step][:_EXAMPLES]
    return [(when if index % 2 else who)(measure.title, language) for index, measure in enumerate(picked)]


def _whole(snapshot: Snapshot) -> dict[str, list[Measure]]:
    """The measures that have no parts of their own, by document."""
    found: dict[str, list[Measure]] = {}
    for measure in snapshot.measures:
        if not measure.sub_measures:
            found.setdefault(measure.document_id, []).append(measure)
    return found


def next_questions(answer: Answer, asked: str, examples: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Up to three questions, none of them the one `asked`; `examples` are made where the answer names no measure."""
    made = list(_about(answer)) if answer.status is Status.ANSWERED and answer.measures else list(examples())
    return tuple(dict.fromkeys(question for question in made if question != asked))[:_MOST]


def _about(answer: Answer) -> Iterator[str]:
    rows = [row for row in answer.measures if len(row.title) <= _LONGEST_TITLE]
    language = answer.language
    if len(answer.measures) > 1:
        yield from (when(row.title, language) for row in rows[:1])
        yield from (who(row.title, language) for row in rows[1:3])
        return
    for row in rows:
        if answer.kind != Kind.WHO:
            yield who(row.title, language)
        if answer.kind != Kind.WHEN:
            yield when(row.title, language)
        yield from _of_owners(row, language)


def _of_owners(row: MeasureRow, language: str) -> Iterator[str]:
    yield from (said("questions.whose", language, owner=owner) for owner in row.responsible[:2])
