"""What the assistant says to what is no question about plans."""

from collections.abc import Sequence

from assistant.answering.answer import Answer, Status, unkept
from assistant.question.language import Language
from assistant.question.screen import Outside

_REPLIES: dict[Outside, dict[Language, str]] = {
    Outside.GREETING: {
        "nb": "Hei! Jeg svarer på spørsmål om planene som er lagt inn her, og viser hvor i planene svaret står.",
        "nn": "Hei! Eg svarar på spørsmål om planane som er lagde inn her, og viser kvar i planane svaret står.",
        "en": "Hello! I answer questions about the plans that are kept here, and show where in them the answer stands.",
    },
    Outside.THANKS: {
        "nb": "Så fint! Spør gjerne om mer som kan stå i planene.",
        "nn": "Så fint! Spør gjerne om meir som kan stå i planane.",
        "en": "I am glad! Feel free to ask about more that the plans may say.",
    },
    Outside.ABOUT_ME: {
        "nb": "Jeg er Planassistent, et dataprogram som svarer på spørsmål om planene som er lagt inn her, og "
        "viser hvor "
        "i planene svaret står.",
        "nn": "Eg er Planassistent, eit dataprogram som svarar på spørsmål om planane som er lagde inn her, og "
        "viser kvar "
        "i planane svaret står.",
        "en": "I am Planassistent, a computer program that answers questions about the plans that are kept here, "
        "and shows "
        "where in them the answer stands.",
    },
    Outside.REQUEST: {
        "nb": "Det kan jeg dessverre ikke hjelpe med. Jeg svarer bare på spørsmål om planene som er lagt inn her.",
        "nn": "Det kan eg diverre ikkje hjelpe med. Eg svarar berre på spørsmål om planane som er lagde inn her.",
        "en": "I am afraid I cannot help with that. I only answer questions about the plans that are kept here.",
    },
    Outside.INSTRUCTION: {
        "nb": "Jeg følger ikke slike instrukser. Jeg svarer bare på spørsmål om planene, med kilde på hver påstand.",
        "nn": "Eg følgjer ikkje slike instruksar. Eg svarar berre på spørsmål om planane, med kjelde på kvar påstand.",
        "en": "I do not follow such instructions. I only answer questions about the plans, with a source for "
        "each claim.",
    },
}
_EXAMPLE: dict[Language, str] = {
    "nb": "Du kan for eksempel spørre: «{example}»",
    "nn": "Du kan til dømes spørje: «{example}»",
    "en": "For example, you may ask: «{example}»",
}


def refused(outside: Outside, text: str, language: Language, examples: Sequence[str]) -> Answer:
    """A polite refusal that says what the assistant does, with an example where there is one."""
    reply = _REPLIES[outside][language]
    if examples:
        reply = f"{reply} {_EXAMPLE[language].format(example=examples[0])}"
    return unkept(Status.REFUSED, text, reply, language)
