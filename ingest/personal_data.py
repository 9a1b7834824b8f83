"""Personal data in a document: what must be looked at before it becomes searchable.

National identity numbers, children by name, names with dates of birth, and the e-mail addresses and telephone numbers
that stand beside them. What is found is told masked: the number or the name itself leaves this module never.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.first_names import first_names
from corpus.models import Page, PersonalData, PersonalDataKind
from corpus.national_ids import national_ids
from corpus.periods import MONTHS

_WORD = r"[A-ZÆØÅÁ][a-zæøåéèüöäáó]+(?:-[A-ZÆØÅ][a-zæøåéèüöäáó]+)?"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:[A-ZÆØÅ]\.|{_WORD})){{0,3}})"
_NUMBER = r"(?i:\d{1,2}(?:[,.]5)?|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti)"
_AGE = rf"(?P<age>{_NUMBER})(?:\s*(?P<unit>år|mnd|måneder|månader|months?|years?)\b\.?(?:\s+(?:gammel|gamal|old))?)"
_YOUNG = 17
_NAMED_CHILD = (
    rf"\b{_NAME}\s*\({_AGE}\)",
    rf"\b{_NAME}\s*\((?P<age>[0-6])(?P<unit>)\)",
    rf"\b{_NAME}\s+(?:på|er|is)\s+{_AGE}(?!\s+(?:siden|sidan|i|med|på))",
    rf"\b{_NAME},\s+{_AGE}(?=\s*(?:[,.;)]|$))",
    rf"\b(?P<age>{_NUMBER})[\s-]*(?P<unit>år\s+gam(?:le|mel|al)|åring(?:en|a)?|år)\s+(?i:heter\s+|kalla\s+)?{_NAME}",
    rf"\b(?i:barnet|gutten|guten|jenta|jenten|eleven|sønnen|sonen|datteren|dottera|babyen|lillebror|storesøster)\s+"
    rf"(?P<age>)(?P<unit>){_NAME}",
)
_CHILDREN = tuple(re.compile(pattern) for pattern in _NAMED_CHILD)
_SURNAME = re.compile(rf"^{_WORD}\s+.*(?:sen|son|mann|dotter|datter)$")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = rf"\d{{1,2}}[./ ]\s?(?:\d{{1,2}}[./ ]|(?:{_MONTH})\.?)\s?(?P<year>(?:19[2-9]|20[0-4])\d|\d\d)(?!\d)"
_BORN = r"(?i:f\.|født|fødd|fødselsdato|fødselsdag|fødd dato|f\.?dato|born|date of birth)"
_BORN_AFTER = re.compile(rf"\b{_NAME}[\s,;:(]{{1,4}}{_BORN}[\s:.]{{0,3}}(?:den\s)?{_DATE}")
_BORN_BEFORE = re.compile(rf"{_BORN}[\s:.]{{0,3}}(?:den\s)?{_DATE}[\s,;:)]{{1,4}}(?:(?i:navn|namn|name):?\s+)?{_NAME}")
_BIRTH_COLUMN = re.compile(r"\b(?:fødselsdato|fødselsdag|født|fødd|date of birth)\b", re.IGNORECASE)
_NAME_AND_DATE = re.compile(rf"^\W*{_NAME}[\s,;|]{{1,6}}{_DATE}")
_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d.,/-])(?:(?:\+|00)47[ ]?)?[2-9]\d{1,2}(?:[ ]?\d{2,3}){2,3}(?![.,/-]?\d)"
)
_PHONE_DIGITS = (8, 10, 12)
_CAPITALISED = re.compile(_WORD)
_DIGIT = re.compile(r"\d")


def personal_data(pages: Iterable[Page]) -> tuple[PersonalData, ...]:
    """What the pages have of personal data, each once a page, in order; their running headers and footers too."""
    found: dict[tuple[int, PersonalDataKind, str], PersonalData] = {}
    for page in pages:
        lines = [*page.text.split("\n"), *page.set_apart]
        for kind, words in _on_page(lines):
            masked = _masked(words, kind)
            found.setdefault((page.number, kind, words), PersonalData(kind=kind, page=page.number, masked=masked))
    return tuple(found.values())


def _on_page(lines: Sequence[str]) -> Iterator[tuple[PersonalDataKind, str]]:
    has_births = any(_BIRTH_COLUMN.search(line) for line in lines)
    numbers = _numbers("\n".join(lines))
    about_someone: list[int] = []
    for at, line in enumerate(lines):
        found = [*numbers.get(at, ()), *_births(line, in_list=has_births), *_children(line)]
        about_someone += [at] if found else []
        yield from found
    beside = {near for at in about_someone for near in (at - 1, at, at + 1) if 0 <= near < len(lines)}
    for at in sorted(beside):
        yield from (("child_contact", contact) for contact in _contacts(lines[at]))


def _numbers(text: str) -> dict[int, list[tuple[PersonalDataKind, str]]]:
    """The numbers of a page, which may go on over its lines, by the line in which they begin."""
    numbers: dict[int, list[tuple[PersonalDataKind, str]]] = {}
    for found in national_ids(text):
        line = text.count("\n", 0, found.start)
        numbers.setdefault(line, []).append(("national_id", text[found.start : found.end]))
    return numbers


def _children(line: str) -> Iterator[tuple[PersonalDataKind, str]]:
    end = 0
    for match in sorted((found for pattern in _CHILDREN for found in pattern.finditer(line)), key=re.Match.start):
        named = _is_name(match, full=not match["age"]) and _is_young(match["age"], match["unit"])
        if named and match.start() >= end:  # one child may be told by its age and by a word for it
            end = match.end()
            yield "named_child", match[0]


def _births(line: str, *, in_list: bool) -> Iterator[tuple[PersonalDataKind, str]]:
    for pattern in (_BORN_AFTER, _BORN_BEFORE, *([_NAME_AND_DATE] if in_list else [])):
        yield from (("birth_date", match[0]) for match in pattern.finditer(line) if _is_name(match, full=True))


def _contacts(line: str) -> Iterator[str]:
    for match in _CONTACT.finditer(line):
        digits = sum(character.isdigit() for character in match[0])
        if "@" in match[0] or digits in _PHONE_DIGITS:
            yield match[0]


def _is_name(match: re.Match[str], *, full: bool) -> bool:
    """Whether a first name is among the words; where more than one stands, a surname's ending tells too."""
    words = match["name"].lower().split()
    is_first = any(word.split("-")[0] in first_names() for word in words)
    return is_first or (full and _SURNAME.match(match["name"]) is not None)


def _is_young(age: str, unit: str) -> bool:
    if not age or not age[0].isdigit() or unit.startswith(("m", "M")):
        return True
    return float(age.replace(",", ".")) <= _YOUNG


def _masked(words: str, kind: PersonalDataKind) -> str:
    """The words with all digits, and of names all letters but the first, hidden; of numbers and addresses nothing."""
    if kind in ("national_id", "child_contact"):
        return re.sub(r"\w", "•", " ".join(words.split()))
    named = _CAPITALISED.sub(lambda match: match[0][0] + "•" * (len(match[0]) - 1), " ".join(words.split()))
    return _DIGIT.sub("•", named)
