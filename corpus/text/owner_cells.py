"""The names in an owner cell: where one ends and the next begins."""

import re
from collections.abc import Iterator

_BETWEEN = re.compile(
    r"\s+(?:og/eller|and/or)\s+|\s*(?:;|(?<!\bv)/)\s*"
    r"|(?P<may_go_on>\s*,(?:\s*(?:og|and)\b)?\s*|(?<!-)\s+(?:og|and)\s+)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\([^)]*\)")
_ADDITION = re.compile(  # "Styrer, etter drøfting i personalgruppen" is one owner
    r"(?:sammen|saman|i|med|etter|ved|som|på|fra|frå|for|under|herunder|inkludert|with|after|together)\b"
)
_TOGETHER = re.compile(  # "Bydelen i samarbeid med PPT og skolene": the district's, whoever works with it
    r"(?:\s+|\s*\()(?:(?:i\s+(?:\w+\s+)?samarbeid|i\s+samråd|sammen|saman)\s+med|(?:in\s+\w+|together)\s+with)\b",
    re.IGNORECASE,
)
_OF_A_FIELD = re.compile(  # "Seksjon for oppvekst, kultur og …", "Kommunalsjef helse og …"
    r"(?i:leder|leiar|sjef|direktør|seksjon|avdeling|enhet|eining|etat|tjeneste|teneste|kontor)\w{0,3}"
    r"\s+(?:for\s+)?(?:[a-zæøå]+,\s+)*[a-zæøå]+$"
)
_FIELD = re.compile(  # a noun in its bare form that means no person
    r"(?!\w*(?:e[nrt]|ne|a|ar|or|lig|valgt|ombud|pedagog|ansatte?|tjeneste|teneste)\b)[a-zæøå]+(?=\s+(?:og|and)\b|\s*(?:[,;/\n]|$))"
)


def parted(line: str) -> Iterator[str]:
    """The names on a line of an owner cell, as written.

    What stands in brackets belongs to the name before it, and so do an addition ("…, i samarbeid med PPT og NAV") and
    the fields that a leader or a section is for ("Kommunalsjef helse og omsorg").
    """
    inside = [range(*match.span()) for match in _BRACKETS.finditer(line)]
    start = 0
    for match in _BETWEEN.finditer(line):
        if any(match.start() in span for span in inside):
            continue
        if match["may_go_on"] and _goes_on(line[start : match.start()], match["may_go_on"], line[match.end() :]):
            continue
        yield from _named(line[start : match.start()])
        start = match.end()
    yield from _named(line[start:])


def without_partners(name: str) -> str:
    """The owner of a name that says with whom that one works, too."""
    together = _TOGETHER.search(name)
    return name[: together.start()].rstrip(" ,") if together else name


def partners(line: str) -> Iterator[str]:
    """With whom the owners on a line of an owner cell work, as written."""
    for name in parted(line):
        together = _TOGETHER.search(name)
        if together:
            inside = name[together.start() : together.end()].lstrip().startswith("(")
            after = name[together.end() :]
            yield from parted(after.partition(")")[0] if inside else after)


def _goes_on(before: str, between: str, after: str) -> bool:
    if between.strip() == "," and _ADDITION.match(after):
        return True
    if _TOGETHER.search(_BRACKETS.sub("", before)):
        return True
    return _OF_A_FIELD.search(before) is not None and _FIELD.match(after) is not None


def _named(words: str) -> Iterator[str]:
    name = words.strip()
    if any(sign.isalnum() for sign in name):
        yield name
