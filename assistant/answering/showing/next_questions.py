"""What may be asked after an answer: questions that the register answers, in the language of the answer."""

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.answer import Answer, MeasureRow, Status
from assistant.question.kinds import Kind

_MOST = 3
_LONGEST_TITLE = 120  # characters; a longer one is no subject of a question

_WHO: dict[str, str] = {
    "nb": "Hvem har ansvar for {}?",
    "nn": "Kven har ansvar for {}?",
    "en": "Who is responsible for {}?",
}
_WHEN: dict[str, str] = {
    "nb": "Når skal {} gjennomføres?",
    "nn": "Når skal {} gjennomførast?",
    "en": "When is {} to be carried out?",
}
_WHOSE: dict[str, str] = {
    "nb": "Hvilke tiltak har {} ansvar for?",
    "nn": "Kva tiltak har {} ansvar for?",
    "en": "Which measures is {} responsible for?",
}


def who(title: str, language: str) -> str:
    """A question about who is responsible for a measure."""
    return _WHO.get(language, _WHO["nb"]).format(title)


def when(title: str, language: str) -> str:
    """A question about when a measure is to be carried out."""
    return _WHEN.get(language, _WHEN["nb"]).format(title)


def next_questions(answer: Answer, asked: str, examples: Callable[[], Sequence[str]]) -> tuple[str, ...]:
    """Up to three questions, none of them the one `asked`; `examples` are made where the answer names no measure."""
    made = list(_about(answer)) if answer.status is Status.ANSWERED and answer.measures else list(examples())
    return tuple(dict.fromkeys(question for question in made if question != asked))[:_MOST]


def _about(answer: Answer) -> Iterator[str]:
    rows = [row for row in answer.measures if len(row.title) <= _LONGEST_TITLE]
    language = answer.language if answer.language in _WHO else "nb"
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
    yield from (_WHOSE[language].format(owner) for owner in row.responsible[:2])
