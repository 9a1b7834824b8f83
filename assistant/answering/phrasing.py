"""What the assistant says in its own words, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.answering.draft import Matter
from assistant.question.language import Language

_AND: dict[Language, str] = {"nb": "og", "nn": "og", "en": "and"}
_WHO: dict[Language, str] = {
    "nb": "{owners} har ansvaret for «{title}» (tidsplan: {schedule}).",
    "nn": "{owners} har ansvaret for «{title}» (tidsplan: {schedule}).",
    "en": "{owners} {are} responsible for «{title}» (schedule: {schedule}).",
}
_WHEN: dict[Language, str] = {
    "nb": "Tidsplanen for «{title}» er: {schedule} (ansvar: {owners}).",
    "nn": "Tidsplanen for «{title}» er: {schedule} (ansvar: {owners}).",
    "en": "The schedule for «{title}» is: {schedule} (responsible: {owners}).",
}
_NONE: dict[Language, str] = {
    "nb": "Jeg fant ikke svar på dette i planene. Jeg har søkt gjennom {documents} ({passages} avsnitt og "
    "{measures} tiltak).",
    "nn": "Eg fann ikkje svar på dette i planane. Eg har søkt gjennom {documents} ({passages} avsnitt og "
    "{measures} tiltak).",
    "en": "I found no answer to this in the plans. I searched {documents} ({passages} passages and "
    "{measures} measures).",
}
_DOCUMENTS: dict[Language, tuple[str, str]] = {  # of one, of other numbers
    "nb": ("dokument", "dokumenter"),
    "nn": ("dokument", "dokument"),
    "en": ("document", "documents"),
}
_NEAREST: dict[Language, str] = {
    "nb": "Det nærmeste jeg fant, står under.",
    "nn": "Det næraste eg fann, står under.",
    "en": "The nearest that I found stands below.",
}
_COUNTED: dict[Language, str] = {
    "nb": "Jeg teller {count} i denne listen.",
    "nn": "Eg tel {count} i denne lista.",
    "en": "I count {count} in this list.",
}
_NUMBERED: dict[Language, str] = {
    "nb": "Jeg teller {count} {noun}; den siste overskriften er «{heading}».",
    "nn": "Eg tel {count} {noun}; den siste overskrifta er «{heading}».",
    "en": "I count {count}; the last heading is «{heading}».",
}
_CONTACT: dict[Language, str] = {
    "nb": "Spør gjerne {contact}.",
    "nn": "Spør gjerne {contact}.",
    "en": "You may ask {contact}.",
}


_DISPUTED: dict[Language, str] = {
    "nb": "Kildene sier ikke det samme:",
    "nn": "Kjeldene seier ikkje det same:",
    "en": "The sources do not agree:",
}
_MATTERS: dict[Language, tuple[str, str]] = {  # owners, schedule
    "nb": ("ansvaret", "tidsplanen"),
    "nn": ("ansvaret", "tidsplanen"),
    "en": ("who is responsible", "the schedule"),
}
_FOREIGN: dict[Language, str] = {
    "nb": "Dette gjelder for {whose}, ikke for {own}:",
    "nn": "Dette gjeld for {whose}, ikkje for {own}:",
    "en": "This holds for {whose}, not for {own}:",
}
_CONTRADICTED: dict[Language, dict[Matter, str]] = {
    "nb": {"number": "tallet", "date": "datoen", "owner": "hvem som har ansvaret"},
    "nn": {"number": "talet", "date": "datoen", "owner": "kven som har ansvaret"},
    "en": {"number": "the number", "date": "the date", "owner": "who is responsible"},
}
_AT_ODDS: dict[Language, str] = {
    "nb": "Kildene er ikke enige om {matter}:",
    "nn": "Kjeldene er ikkje samde om {matter}:",
    "en": "The sources do not agree on {matter}:",
}
_ALSO: dict[Language, str] = {
    "nb": "Det samme står i {place}.",
    "nn": "Det same står i {place}.",
    "en": "The same is said in {place}.",
}
_SAME_DOCUMENT: dict[Language, str] = {
    "nb": "samme dokument, {locator}",
    "nn": "same dokument, {locator}",
    "en": "the same document, {locator}",
}
_SILENT: dict[Language, str] = {
    "nb": "Sier ikke noe om dette: {names}.",
    "nn": "Seier ikkje noko om dette: {names}.",
    "en": "Says nothing about this: {names}.",
}


def matter(asks_who: bool, language: Language) -> str:
    """What sources may disagree on, of a measure."""
    who, schedule = _MATTERS[language]
    return who if asks_who else schedule


def disputed(language: Language) -> str:
    """That what follows is said in different ways in different places."""
    return _DISPUTED[language]


def foreign(whose: Sequence[str], own: str, language: Language) -> str:
    """That what follows holds for others than those of the jurisdiction `own`."""
    return _FOREIGN[language].format(whose=joined(whose, language), own=own)


def contradicted(matter: Matter, language: Language) -> str:
    """What passages say different things of."""
    return _MATTERS[language][0] if matter == "owner" else _CONTRADICTED[language][matter]


def at_odds(matter: Matter, language: Language) -> str:
    """That what follows contradicts itself, and in what."""
    return _AT_ODDS[language].format(matter=_CONTRADICTED[language][matter])


def also_in(place: str, language: Language) -> str:
    """That another place says the same."""
    return _ALSO[language].format(place=place)


def same_document(locator: str, language: Language) -> str:
    """Another place of the document that was spoken of last."""
    return _SAME_DOCUMENT[language].format(locator=locator)


def silent(names: Sequence[str], language: Language) -> str:
    """That these documents say nothing of what is asked."""
    return _SILENT[language].format(names="; ".join(names))


def joined(names: Sequence[str], language: Language) -> str:
    """Names as a phrase: "PPT og Bydelene"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND[language]} {names[-1]}"


def who(owners: Sequence[str], title: str, schedule: str, language: Language) -> str:
    """Who owns a measure."""
    return _WHO[language].format(
        owners=joined(owners, language), title=title, schedule=schedule, are="is" if len(owners) == 1 else "are"
    )


def when(owners: Sequence[str], title: str, schedule: str, language: Language) -> str:
    """When a measure runs."""
    return _WHEN[language].format(owners=joined(owners, language), title=title, schedule=schedule)


def counted(count: int, language: Language) -> str:
    """How many items a list has."""
    return _COUNTED[language].format(count=count)


def numbered(count: int, noun: str, heading: str, language: Language) -> str:
    """How many parts the headings of a plan number."""
    return _NUMBERED[language].format(count=count, noun=noun, heading=heading)


def not_found(
    documents: int, passages: int, measures: int, contacts: Sequence[str], *, nearest: bool, language: Language
) -> str:
    """A refusal that says what was searched, and whom to ask where that is known."""
    searched = f"{documents} {_DOCUMENTS[language][documents != 1]}"
    parts = [_NONE[language].format(documents=searched, passages=passages, measures=measures)]
    if nearest:
        parts.append(_NEAREST[language])
    if contacts:
        parts.append(_CONTACT[language].format(contact=joined(contacts, language)))
    return " ".join(parts)
