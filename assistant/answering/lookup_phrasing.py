"""What the assistant says of rows that it looked up in the register, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.answering.phrasing import joined
from assistant.register.filters import Filters, Sharing, Timing
from assistant.texts import Language, said


def looked_through(found: Sequence[tuple[str, int, int]], conditions: str, language: Language) -> str:
    """How many rows were looked through and how many meet the conditions: (measures or duties, found, of all)."""
    number = sum(count for _, count, _ in found)
    return said(
        "lookups.looked_through" if number else "lookups.none",
        language,
        all=joined([_counted(kind, total, language) for kind, _, total in found], language),
        found=joined([_counted(kind, count, language) for kind, count, _ in found if count], language),
        conditions=f" ({conditions})" if conditions else "",
        n=number,
    )


def shared(count: int, language: Language) -> str:
    """That an owner shares some of the measures."""
    return said("lookups.shared", language, count=count)


def continuous_beside(count: int, language: Language) -> str:
    """That there are continuous measures beside those dated."""
    return said("lookups.continuous_beside", language, count=count)


def unused(words: Sequence[str], language: Language) -> str:
    """What of the question limited nothing."""
    return said("lookups.unused", language, words=", ".join(f"«{word}»" for word in words))


def section(name: str, count: int, language: Language) -> str:
    """The heading of a part of a list."""
    return said(f"lookups.section_{name}", language, count=count)


def conditions(
    filters: Filters,
    owners: Sequence[str],
    documents: Sequence[str],
    language: Language,
    without: Sequence[str] = (),
) -> str:
    """The conditions in words; `owners`, `documents` and those `without` by the names that readers know."""
    parts = [
        _owners(filters, owners, language),
        said("lookups.without", language, owners=joined(without, language)) if without else None,
        _time(filters, language),
        filters.priority and f"«{filters.priority}»",
        filters.commitment and f"«{filters.commitment}»",
        _named("lookups.containing", [word.text for word in filters.words], language),
        _named("lookups.in", documents, language),
    ]
    return "; ".join(part for part in parts if part)


def _named(key: str, names: Sequence[str], language: Language) -> str | None:
    return said(key, language, names=", ".join(f"«{name}»" for name in names)) if names else None


def _owners(filters: Filters, owners: Sequence[str], language: Language) -> str | None:
    if not owners:
        told = {Sharing.SHARED: "lookups.several_owners", Sharing.SOLE: "lookups.one_owner"}.get(filters.sharing)
        return said(told, language) if told else None
    either = f" {said('lookups.or', language)} "
    names = either.join(owners) if filters.sharing is Sharing.ANY else joined(owners, language)
    return said(f"lookups.owners_{filters.sharing}", language, owners=names)


def _time(filters: Filters, language: Language) -> str | None:
    if not filters.has_time:
        return None
    first, last = filters.first, filters.last
    if first is None and last is None:
        years = said("lookups.any_year", language) if filters.timing is not Timing.CONTINUOUS else ""
    elif last is None:
        years = said("lookups.from", language, year=first)
    elif first is None:
        years = said("lookups.until", language, year=last)
    else:
        years = str(first) if first == last else f"{first}–{last}"
    return said(f"lookups.time_{filters.timing}", language, years=years).strip()


def _counted(kind: str, count: int, language: Language) -> str:
    return f"{count} {said(f'lookups.{kind}', language, n=count)}"
