"""What the assistant says to what is not taken to the plans: no question about them, or personal data in it."""

from collections.abc import Sequence

from assistant.answering.answer import Answer, Status, unkept
from assistant.answering.phrasing import joined
from assistant.question.personal_data import PersonalDatum, masked
from assistant.question.screen import Outside
from assistant.texts import Language, said


def refused(outside: Outside, text: str, language: Language, examples: Sequence[str]) -> Answer:
    """A polite refusal that says what the assistant does, with an example where there is one."""
    reply = said(f"refusals.outside_{outside}", language)
    if examples:
        reply = f"{reply} {said('refusals.example', language, example=examples[0])}"
    return unkept(Status.REFUSED, text, reply, language)


def stopped(text: str, found: Sequence[PersonalDatum], language: Language) -> Answer:
    """The refusal of a question with personal data; it stands in the answer only without what was found."""
    kinds = dict.fromkeys(datum.kind for datum in found)
    what = joined([said(f"refusals.datum_{kind}", language) for kind in kinds], language)
    question = masked(text, found, language)
    reply = said("refusals.personal_data", language, what=what)
    return unkept(Status.REFUSED, question, reply, language, personal_data=tuple(found))
