"""People as a text tells of them: children by name, and names with dates of birth.

One place for what both a question and a plan are looked through for. Whoever types a question writes names in lower
case, and tells of the one child it is about: of what is `typed` more is taken for a name than in a plan, where
children stand beside staff, dates of meetings and people of the past.
"""

import re
from collections.abc import Iterable, Iterator

from corpus.words.calendar import MONTHS
from corpus.words.first_names import first_names

_CAPITAL = r"[A-ZÆØÅÁÉÖÄŠČĐ][^\W\d_]+"
_ONE = rf"{_CAPITAL}(?:-{_CAPITAL})?"
_FULL = rf"{_ONE}(?:\s+(?:[A-ZÆØÅ]\.|{_ONE})){{0,3}}"
_NAME = rf"\b(?P<name>{_FULL})"
_ANY_WORD = rf"(?P<name>{_FULL}|[^\W\d_]+)"
_SURNAME = re.compile(rf"^{_CAPITAL}\s+.*(?:sen|son|mann|dotter|datter)$")

_NUMBER = (
    r"(?i:\d{1,2}(?:[,.]5)?|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)"
)
_AGE = rf"(?P<age>{_NUMBER})\s*(?P<unit>(?i:år|mnd|måneder|månader|months?|years?))\b\.?(?:\s+(?i:gammel|gamal|old))?"
_NO_AGE = r"(?P<age>)(?P<unit>)"
_YOUNG = 17
_CHILD = (
    r"(?i:barne?t|bornet|gutten|guten|jenta|jenten|eleven|ungen|sønnen|sonen|datteren|dottera|dattera|babyen"
    r"|broren|søsteren|systera|(?:lille|litle|vesle|store)(?:bror|søster|syster)(?:en|a)?|tvillingene?|tvillingane"
    r"|son|daughter|child|boy|girl|pupil|kid)"
)
_OURS = r"(?:\s+(?:min|mi|mitt|vår|vårt|din|ditt|hans|hennes|hennar|deira|deres|my|our))?"
_IS_CALLED = (
    r"\s+(?i:heter|heiter|het|heitte|kalles|blir kalt"
    r"|is called|is named|named|called|sitt navn er|sin navn er|name is)\s+"
)
_SERVED = r"(?!\s+(?:siden|sidan|i|med)\b)"  # "Kari er tre år i …"
_CHILDREN = (
    rf"{_NAME}\s*\({_AGE}(?:\s*[,;:–-][^)]*)?\)",
    rf"{_NAME}\s*\((?P<age>[0-6])(?P<unit>)\)",
    rf"{_NAME}\s+(?:på|er|is|som er)\s+{_AGE}{_SERVED}",
    rf"{_NAME},\s*{_AGE}(?=\s*(?:[,.;)]|$))",
    rf"\b(?P<age>{_NUMBER})[\s-]*(?P<unit>år\s+gam(?:le|mel|al)|åring(?:en|a)?|år)\s+(?i:heter\s+|kalla\s+)?{_NAME}",
    rf"\b{_NO_AGE}{_CHILD}{_OURS},?\s+{_NAME}",
    rf"\b{_NO_AGE}{_CHILD}(?:'s)?{_OURS}{_IS_CALLED}{_NAME}",
)
_TYPED_CHILDREN = (
    rf"{_NAME}\s*\({_AGE}[^)]*\)",
    rf"{_NAME},\s*{_AGE}",
    rf"\b{_NO_AGE}{_CHILD}{_OURS},?\s+{_ANY_WORD}",
)
_TYPED_CALLED = rf"\b{_NO_AGE}{_CHILD}(?:'s)?{_OURS}{_IS_CALLED}{_ANY_WORD}"

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19[2-9]|20[0-4])\d"  # of somebody who may live
_DATE = (
    rf"(?:\d{{1,2}}[./ -]\s?(?:\d{{1,2}}[./ -]|(?i:{_MONTH})\.?,?)\s?(?P<year>{_YEAR}|\d\d)"
    rf"|(?P<iso>{_YEAR})-\d\d-\d\d|(?P<run>\d{{6}}|\d{{8}}))(?!\d)"
)
_BORN = r"(?i:\bf\.?|født|fødd|fødselsdato|fødselsdag|fødd dato|f\.?dato|born|date of birth|dob)"
_BORN_ON = rf"{_BORN}[\s:.]{{0,3}}(?:(?:den|on)\s)?{_DATE}"
_FILL = r"(?:[\s,;:()–-]|(?i:\b(?:som|er|var|is|was|ble|blei|vart|han|ho|hun|den|on|who|barnet)\b)){1,12}"
_BIRTHS = (
    rf"{_NAME}{_FILL}{_BORN_ON}",
    rf"{_BORN_ON}[\s,;:)]{{1,4}}(?:(?i:navn|namn|name|heter|heiter):?\s+)?{_NAME}",
)
_TYPED_BIRTH = rf"\b(?P<name>[^\W\d_]+(?:\s+[^\W\d_]+)?){_FILL}{_BORN_ON}"
_NAME_AND_DATE = rf"{_NAME}[\s,;:(|]{{1,6}}{_DATE}"


def _compiled(patterns: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


_CHILD_PATTERNS = _compiled(_CHILDREN)
_TYPED_CHILD_PATTERNS = _compiled((*_CHILDREN, *_TYPED_CHILDREN))
_TYPED_CALLED_PATTERN = re.compile(_TYPED_CALLED)
_BIRTH_PATTERNS = _compiled(_BIRTHS)
_TYPED_BIRTH_PATTERN = re.compile(_TYPED_BIRTH, re.IGNORECASE)
_NAME_AND_DATE_PATTERN = re.compile(_NAME_AND_DATE)


def named_children(text: str, *, typed: bool = False) -> list[re.Match[str]]:
    """Where a text tells of a child by name, in order; `name` is the group of it. Matches may overlap."""
    found = _all(_TYPED_CHILD_PATTERNS if typed else _CHILD_PATTERNS, text)
    named = [match for match in found if _is_of_a_child(match)]
    if typed:  # what a child is said to be called is a name, known or not
        called = _TYPED_CALLED_PATTERN.finditer(text)
        named += [match for match in called if match["name"][0].isupper() or is_known(match["name"])]
    return sorted(named, key=re.Match.start)


def births(text: str, *, typed: bool = False) -> Iterator[re.Match[str]]:
    """Where a text has a name with a date of birth; `name` is the group of the name.

    Where it is `typed`, any word with a capital is taken for a name, and a known one without.
    """
    yield from (match for match in _all(_BIRTH_PATTERNS, text) if typed or is_name(match["name"]))
    if typed:
        yield from (match for match in _TYPED_BIRTH_PATTERN.finditer(text) if is_known(match["name"]))


def names_with_dates(text: str) -> Iterator[re.Match[str]]:
    """Where a date stands beside a name, in the groups `name`, and `year` or `iso` (its year) or `run` (its digits);
    of birth or of anything.
    """
    yield from (match for match in _NAME_AND_DATE_PATTERN.finditer(text) if is_name(match["name"]))


def is_known(name: str) -> bool:
    """Whether a first name is among the words."""
    return any(word.split("-")[0] in first_names() for word in name.lower().split())


def is_name(name: str) -> bool:
    """Whether a first name is among the words; where more than one stands, a surname's ending tells too."""
    return is_known(name) or _SURNAME.match(name) is not None


def _all(patterns: Iterable[re.Pattern[str]], text: str) -> Iterator[re.Match[str]]:
    return (match for pattern in patterns for match in pattern.finditer(text))


def _is_of_a_child(match: re.Match[str]) -> bool:
    """Whether the name is one and the age, if told, a child's: a surname alone makes nobody a child for its age."""
    named = is_known(match["name"]) if match["age"] else is_name(match["name"])
    return named and _is_young(match["age"], match["unit"])


def _is_young(age: str, unit: str) -> bool:
    if not age or not age[0].isdigit() or unit.lower().startswith("m"):
        return True
    return float(age.replace(",", ".")) <= _YOUNG
