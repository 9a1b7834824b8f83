"""What the assistant says to what is no question about plans."""

from collections.abc import Sequence

from assistant.answering.answer import Answer, Status, unkept
from assistant.question.screen import Outside
from assistant.texts import Language, said


def refused(outside: Outside, text: str, language: Language, examples: Sequence[str]) -> Answer:
    """A polite refusal that says what the assistant does, with an example where there is one."""
    reply = said(f"refusals.outside_{outside}", language)
    if examples:
        reply = f"{reply} {said('refusals.example', language, example=examples[0])}"
    return unkept(Status.REFUSED, text, reply, language)
