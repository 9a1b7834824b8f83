"""Personal data in a document: what must be looked at before it becomes searchable.

National identity numbers, children by name, names with dates of birth, and the e-mail addresses and telephone numbers
that stand beside them. What is found is told masked: the number or the name itself leaves this module never.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.models import Page, PersonalData, PersonalDataKind
from corpus.text.national_ids import national_ids
from corpus.text.people import births, named_children, names_with_dates

_BIRTH_COLUMN = re.compile(r"\b(?:fødselsdato|fødselsdag|født|fødd|date of birth)\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?<![\d.,/-])(?:(?:\+|00)47[ ]?)?[2-9]\d{1,2}(?:[ ]?\d{2,3}){2,3}(?![.,/-]?\d)"
)
_PHONE_DIGITS = (8, 10, 12)
_CAPITALISED = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_BEFORE_A_NAME = re.compile(r"\W*")
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
    for match in named_children(line):
        if match.start() >= end:  # one child may be told by its age and by a word for it
            end = match.end()
            yield "named_child", match[0]


def _births(line: str, *, in_list: bool) -> Iterator[tuple[PersonalDataKind, str]]:
    yield from (("birth_date", match[0]) for match in births(line))
    if in_list:
        first = _BEFORE_A_NAME.match(line)
        start = first.end() if first else 0
        yield from (("birth_date", match[0]) for match in names_with_dates(line) if match.start() == start)


def _contacts(line: str) -> Iterator[str]:
    for match in _CONTACT.finditer(line):
        digits = sum(character.isdigit() for character in match[0])
        if "@" in match[0] or digits in _PHONE_DIGITS:
            yield match[0]


def _masked(words: str, kind: PersonalDataKind) -> str:
    """The words with all digits, and of names all letters but the first, hidden; of numbers and addresses nothing."""
    if kind in ("national_id", "child_contact"):
        return re.sub(r"\w", "•", " ".join(words.split()))
    named = _CAPITALISED.sub(lambda match: match[0][0] + "•" * (len(match[0]) - 1), " ".join(words.split()))
    return _DIGIT.sub("•", named)
