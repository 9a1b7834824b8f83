"""What the assistant says to a question that has personal data in it."""

from collections.abc import Sequence

from assistant.answering.answer import Answer, Status, unkept
from assistant.answering.phrasing import joined
from assistant.question.personal_data import PersonalDatum, masked
from assistant.texts import Language, said


def stopped(text: str, found: Sequence[PersonalDatum], language: Language) -> Answer:
    """The refusal; the question stands in it only without what was found."""
    kinds = dict.fromkeys(datum.kind for datum in found)
    what = joined([said(f"refusals.datum_{kind}", language) for kind in kinds], language)
    question = masked(text, found, language)
    reply = said("refusals.personal_data", language, what=what)
    return unkept(Status.REFUSED, question, reply, language, personal_data=tuple(found))
