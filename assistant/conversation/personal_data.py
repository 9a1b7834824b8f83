"""What the assistant says to a question that has personal data in it."""

from collections.abc import Sequence

from assistant.answering.answer import Answer, Status, unkept
from assistant.answering.phrasing import joined
from assistant.question.language import Language
from assistant.question.personal_data import PersonalDataKind, PersonalDatum, masked

_NAMES: dict[PersonalDataKind, dict[Language, str]] = {
    "national_id": {
        "nb": "et fødselsnummer eller D-nummer",
        "nn": "eit fødselsnummer eller D-nummer",
        "en": "a national identity number",
    },
    "email": {"nb": "en e-postadresse", "nn": "ei e-postadresse", "en": "an e-mail address"},
    "phone": {"nb": "et telefonnummer", "nn": "eit telefonnummer", "en": "a telephone number"},
    "birth_date": {
        "nb": "et navn med fødselsdato",
        "nn": "eit namn med fødselsdato",
        "en": "a name with a date of birth",
    },
    "named_child": {"nb": "navnet på et barn", "nn": "namnet på eit barn", "en": "the name of a child"},
}
_STOPPED: dict[Language, str] = {
    "nb": "Spørsmålet ser ut til å inneholde {what}. Det er derfor stoppet, og verken lagret eller sendt videre. "
    "Planene sier ikke noe om enkeltpersoner. Spør på nytt uten.",
    "nn": "Spørsmålet ser ut til å innehalde {what}. Det er difor stoppa, og verken lagra eller sendt vidare. "
    "Planane seier ikkje noko om enkeltpersonar. Spør på nytt utan.",
    "en": "The question seems to contain {what}. It was therefore stopped, and neither stored nor sent on. "
    "The plans say nothing about individuals. Please ask again without it.",
}


def stopped(text: str, found: Sequence[PersonalDatum], language: Language) -> Answer:
    """The refusal; the question stands in it only without what was found."""
    kinds = dict.fromkeys(datum.kind for datum in found)
    what = joined([_NAMES[kind][language] for kind in kinds], language)
    question = masked(text, found, language)
    reply = _STOPPED[language].format(what=what)
    return unkept(Status.REFUSED, question, reply, language, personal_data=tuple(found))
