"""What the assistant says in its own words, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.answering.draft import Matter
from assistant.texts import Language, said


def matter(asks_who: bool, language: Language) -> str:
    """What sources may disagree on, of a measure."""
    return said("answers.matter_responsible" if asks_who else "answers.matter_schedule", language)


def disputed(language: Language) -> str:
    """That what follows is said in different ways in different places."""
    return said("answers.disputed", language)


def foreign(whose: Sequence[str], own: str, language: Language) -> str:
    """That what follows holds for others than those of the jurisdiction `own`."""
    return said("answers.foreign", language, whose=joined(whose, language), own=own)


def contradicted(matter: Matter, language: Language) -> str:
    """What passages say different things of."""
    return said("answers.matter_responsible" if matter == "owner" else f"answers.matter_{matter}", language)


def at_odds(matter: Matter, language: Language) -> str:
    """That what follows contradicts itself, and in what."""
    return said("answers.at_odds", language, matter=said(f"answers.matter_{matter}", language))


def also_in(place: str, language: Language) -> str:
    """That another place says the same."""
    return said("answers.also", language, place=place)


def same_document(locator: str, language: Language) -> str:
    """Another place of the document that was spoken of last."""
    return said("answers.same_document", language, locator=locator)


def silent(names: Sequence[str], language: Language) -> str:
    """That these documents say nothing of what is asked."""
    return said("answers.silent", language, names="; ".join(names))


def headings_of(title: str, language: Language) -> str:
    """What stands before the headings of a document that does not tell its purpose."""
    return said("answers.headings", language, title=title)


def joined(names: Sequence[str], language: Language) -> str:
    """Names as a phrase: "PPT og Bydelene"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {said('answers.and', language)} {names[-1]}"


def who(owners: Sequence[str], title: str, schedule: str, language: Language) -> str:
    """Who owns a measure."""
    names = joined(owners, language)
    return said("answers.who", language, owners=names, title=title, schedule=schedule, n=len(owners))


def when(owners: Sequence[str], title: str, schedule: str, language: Language) -> str:
    """When a measure runs."""
    return said("answers.when", language, owners=joined(owners, language), title=title, schedule=schedule)


def counted(count: int, language: Language) -> str:
    """How many items a list has."""
    return said("answers.counted", language, count=count)


def numbered(count: int, noun: str, heading: str, language: Language) -> str:
    """How many parts the headings of a plan number."""
    return said("answers.numbered", language, count=count, noun=noun, heading=heading)


def not_found(
    documents: int, passages: int, measures: int, contacts: Sequence[str], *, nearest: bool, language: Language
) -> str:
    """A refusal that says what was searched, and whom to ask where that is known."""
    searched = f"{documents} {said('answers.documents', language, n=documents)}"
    parts = [said("answers.none", language, documents=searched, passages=passages, measures=measures)]
    if nearest:
        parts.append(said("answers.nearest", language))
    if contacts:
        parts.append(said("answers.contact", language, contact=joined(contacts, language)))
    return " ".join(parts)
