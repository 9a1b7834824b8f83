"""What the assistant says of rows that it looked up in the register, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.answering.phrasing import joined
from assistant.question.language import Language
from assistant.register.filters import Filters, Sharing, Timing

_Words = dict[Language, str]
_Number = tuple[_Words, _Words]  # of one, of others

_MEASURES: _Number = (
    {"nb": "tiltak", "nn": "tiltak", "en": "measure"},
    {"nb": "tiltak", "nn": "tiltak", "en": "measures"},
)
_DUTIES: _Number = (
    {"nb": "plikt", "nn": "plikt", "en": "duty"},
    {"nb": "plikter", "nn": "plikter", "en": "duties"},
)
_LOOKED: _Words = {
    "nb": "Jeg så gjennom {all}. {found} passer{conditions}.",
    "nn": "Eg såg gjennom {all}. {found} passar{conditions}.",
    "en": "I looked through {all}. {found} {match}{conditions}.",
}
_NONE: _Words = {
    "nb": "Jeg så gjennom {all}. Ingen av dem passer{conditions}.",
    "nn": "Eg såg gjennom {all}. Ingen av dei passar{conditions}.",
    "en": "I looked through {all}. None of them matches{conditions}.",
}
_SHARED: _Words = {
    "nb": "Ansvaret for {count} av tiltakene er delt med andre.",
    "nn": "Ansvaret for {count} av tiltaka er delt med andre.",
    "en": "The responsibility for {count} of the measures is shared with others.",
}
_CONTINUOUS: _Words = {
    "nb": "I tillegg er {count} kontinuerlige og går hele planperioden.",
    "nn": "I tillegg er {count} kontinuerlege og går heile planperioden.",
    "en": "In addition {count} are continuous and run through the plan's whole period.",
}
_UNUSED: _Words = {
    "nb": "Dette er ikke brukt til å velge ut: {words}.",
    "nn": "Dette er ikkje brukt til å velje ut: {words}.",
    "en": "This was not used to select: {words}.",
}
_SECTIONS: dict[str, _Words] = {
    "dated": {"nb": "Tiltak med egen tidsplan ({}):", "nn": "Tiltak med eigen tidsplan ({}):", "en": "Dated ({}):"},
    "continuous": {
        "nb": "Kontinuerlige tiltak, som går hele planperioden ({}):",
        "nn": "Kontinuerlege tiltak, som går heile planperioden ({}):",
        "en": "Continuous, running through the plan's whole period ({}):",
    },
    "undated": {
        "nb": "Tiltak uten årstall, kontinuerlige eller ved behov ({}):",
        "nn": "Tiltak utan årstal, kontinuerlege eller ved behov ({}):",
        "en": "Without years, continuous or as needed ({}):",
    },
    "measures": {"nb": "Tiltak ({}):", "nn": "Tiltak ({}):", "en": "Measures ({}):"},
    "duties": {"nb": "Plikter ({}):", "nn": "Plikter ({}):", "en": "Duties ({}):"},
    "other_duties": {
        "nb": "Andre plikter i planene ({}):",
        "nn": "Andre plikter i planane ({}):",
        "en": "Other duties in the plans ({}):",
    },
}
_OWNERS: dict[Sharing, _Words] = {
    Sharing.ALL: {"nb": "ansvar: {}", "nn": "ansvar: {}", "en": "responsible: {}"},
    Sharing.ANY: {"nb": "ansvar: {}", "nn": "ansvar: {}", "en": "responsible: {}"},
    Sharing.SOLE: {"nb": "ansvar: bare {}", "nn": "ansvar: berre {}", "en": "responsible: only {}"},
    Sharing.SHARED: {
        "nb": "ansvar: {} sammen med andre",
        "nn": "ansvar: {} saman med andre",
        "en": "responsible: {} together with others",
    },
}
_SEVERAL: _Words = {"nb": "flere ansvarlige", "nn": "fleire ansvarlege", "en": "several responsible"}
_ONE: _Words = {"nb": "bare én ansvarlig", "nn": "berre éin ansvarleg", "en": "only one responsible"}
_WITHOUT: _Words = {"nb": "ikke ansvar: {}", "nn": "ikkje ansvar: {}", "en": "not responsible: {}"}
_OR: _Words = {"nb": "eller", "nn": "eller", "en": "or"}
_TIMES: dict[Timing, _Words] = {
    Timing.RUNS: {"nb": "år: {}", "nn": "år: {}", "en": "year: {}"},
    Timing.DATED: {"nb": "tidsplan: {}", "nn": "tidsplan: {}", "en": "schedule: {}"},
    Timing.STARTS: {"nb": "oppstart: {}", "nn": "oppstart: {}", "en": "start: {}"},
    Timing.ENDS: {"nb": "ferdig: {}", "nn": "ferdig: {}", "en": "end: {}"},
    Timing.CONTINUOUS: {"nb": "kontinuerlig {}", "nn": "kontinuerleg {}", "en": "continuous {}"},
}
_ANY_YEAR: _Words = {"nb": "med årstall", "nn": "med årstal", "en": "with years"}
_FROM: _Words = {"nb": "fra {}", "nn": "frå {}", "en": "from {}"}
_UNTIL: _Words = {"nb": "til og med {}", "nn": "til og med {}", "en": "until {}"}
_CONTAINING: _Words = {"nb": "ord: {}", "nn": "ord: {}", "en": "words: {}"}
_IN: _Words = {"nb": "dokument: {}", "nn": "dokument: {}", "en": "document: {}"}


def looked_through(found: Sequence[tuple[str, int, int]], conditions: str, language: Language) -> str:
    """How many rows were looked through and how many meet the conditions: (measures or duties, found, of all)."""
    number = sum(count for _, count, _ in found)
    words = _LOOKED if number else _NONE
    return words[language].format(
        all=joined([_counted(kind, total, language) for kind, _, total in found], language),
        found=joined([_counted(kind, count, language) for kind, count, _ in found if count], language),
        match="matches" if number == 1 else "match",
        conditions=f" ({conditions})" if conditions else "",
    )


def shared(count: int, language: Language) -> str:
    """That an owner shares some of the measures."""
    return _SHARED[language].format(count=count)


def continuous_beside(count: int, language: Language) -> str:
    """That there are continuous measures beside those dated."""
    return _CONTINUOUS[language].format(count=count)


def unused(words: Sequence[str], language: Language) -> str:
    """What of the question limited nothing."""
    return _UNUSED[language].format(words=", ".join(f"«{word}»" for word in words))


def section(name: str, count: int, language: Language) -> str:
    """The heading of a part of a list."""
    return _SECTIONS[name][language].format(count)


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
        _WITHOUT[language].format(joined(without, language)) if without else None,
        _time(filters, language),
        filters.priority and f"«{filters.priority}»",
        filters.commitment and f"«{filters.commitment}»",
        _named(_CONTAINING, [word.text for word in filters.words], language),
        _named(_IN, documents, language),
    ]
    return "; ".join(part for part in parts if part)


def _named(words: _Words, names: Sequence[str], language: Language) -> str | None:
    return words[language].format(", ".join(f"«{name}»" for name in names)) if names else None


def _owners(filters: Filters, owners: Sequence[str], language: Language) -> str | None:
    if not owners:
        told = {Sharing.SHARED: _SEVERAL, Sharing.SOLE: _ONE}.get(filters.sharing)
        return told[language] if told else None
    names = f" {_OR[language]} ".join(owners) if filters.sharing is Sharing.ANY else joined(owners, language)
    return _OWNERS[filters.sharing][language].format(names)


def _time(filters: Filters, language: Language) -> str | None:
    if not filters.has_time:
        return None
    first, last = filters.first, filters.last
    if first is None and last is None:
        years = _ANY_YEAR[language] if filters.timing is not Timing.CONTINUOUS else ""
    elif last is None:
        years = _FROM[language].format(first)
    elif first is None:
        years = _UNTIL[language].format(last)
    else:
        years = str(first) if first == last else f"{first}–{last}"
    return _TIMES[filters.timing][language].format(years).strip()


def _counted(kind: str, count: int, language: Language) -> str:
    words = _MEASURES if kind == "measures" else _DUTIES
    return f"{count} {words[count != 1][language]}"
