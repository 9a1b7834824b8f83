"""Personal data in a question: what must not be kept, sent on or logged.

A fødselsnummer or D-nummer; an e-mail address, a telephone number; a name with a date of birth; a child by name. What
is found is told by its kind and place: the words themselves leave this module only as the text without them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.texts import Language, said
from corpus.text.national_ids import national_ids
from corpus.text.people import births, named_children, names_with_dates

PersonalDataKind = Literal["national_id", "email", "phone", "birth_date", "named_child"]

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?\((?:at|krøllalfa)\)\s?)[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_GAP = r"[ .\u00a0]"
_PHONE = re.compile(
    r"(?<![\d.,/+-])(?<!\d )(?:"
    rf"(?:\+|00)\d{{1,3}}{_GAP}?(?:\(0\))?\d(?:{_GAP}?\d){{6,11}}"
    r"|(?!20)(?!19)[2-9]\d{7}"
    r"|[49]\d{2}[ \u00a0]\d{2}[ \u00a0]\d{3}"
    rf"|[2-9]\d(?P<gap>{_GAP})\d{{2}}(?P=gap)\d{{2}}(?P=gap)\d{{2}}"
    r")(?![.,/-]?\d)(?! ?(?:kr\b|kroner|nok\b|mill|mrd|,-|%|prosent))",
    re.IGNORECASE,
)
_SUM_BEFORE = re.compile(r"(?:\bkr|\bnok|\bkroner|€|\$)\.?\s*$", re.IGNORECASE)
_NUMBER_BEFORE = re.compile(
    r"\b(?:saks?(?:nummer|nr)?|org\.?(?:anisasjons)?\s?(?:nummer|nr)|ref|journal\w*)\.?:?\s*$", re.IGNORECASE
)

_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_NO_NAMES = frozenset(
    "alle barn barna barnet barnehage barnehagen barnehager born borna bornene children elev eleven elever den dei de "
    "gutter gutten jenter jenta dersom er for fra fram frå gjelder gjeld har hva hvem hvis hvor hvordan hvilke i kan "
    "kor korleis kva kven når om plan planen på søsken the to who what when which".split()
)


class PersonalDatum(BaseModel):
    """Where personal data stands in a question (characters from `start` to before `end`), and what it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: PersonalDataKind
    start: int
    end: int


def personal_data(text: str) -> tuple[PersonalDatum, ...]:
    """What a text has of personal data, in order; none overlaps another."""
    kept: list[PersonalDatum] = []
    for datum in (*_numbers(text), *_births(text), *_addresses(text), *_phones(text), *_children(text)):
        if all(datum.end <= other.start or datum.start >= other.end for other in kept):
            kept.append(datum)
    return tuple(sorted(kept, key=lambda datum: datum.start))


def placeholder(kind: PersonalDataKind, language: Language) -> str:
    """What stands in the place of what was found, in brackets."""
    return said(f"refusals.placeholder_{kind}", language)


def masked(text: str, found: Sequence[PersonalDatum], language: Language) -> str:
    """The text with what was found in it replaced by what it is."""
    pieces, at = [], 0
    for datum in found:
        pieces += [text[at : datum.start], placeholder(datum.kind, language)]
        at = datum.end
    return "".join([*pieces, text[at:]])


def _numbers(text: str) -> Iterator[PersonalDatum]:
    for found in national_ids(text):
        yield PersonalDatum(kind="national_id", start=found.start, end=found.end)


def _addresses(text: str) -> Iterator[PersonalDatum]:
    for match in _EMAIL.finditer(text):
        yield PersonalDatum(kind="email", start=match.start(), end=match.end())


def _phones(text: str) -> Iterator[PersonalDatum]:
    for match in _PHONE.finditer(text):
        before = text[: match.start()]
        is_a_case = _NUMBER_BEFORE.search(before) is not None and not match[0].startswith(("+", "00"))
        if not is_a_case and not _SUM_BEFORE.search(before):
            yield PersonalDatum(kind="phone", start=match.start(), end=match.end())


def _births(text: str) -> Iterator[PersonalDatum]:
    yield from _named(births(text, typed=True), "birth_date", is_whole=True)
    listed = (match for match in names_with_dates(text) if _is_past(match))
    yield from _named(listed, "birth_date", is_whole=True)


def _children(text: str) -> Iterator[PersonalDatum]:
    yield from _named(named_children(text, typed=True), "named_child", is_whole=False)


def _named(matches: Iterable[re.Match[str]], kind: PersonalDataKind, *, is_whole: bool) -> Iterator[PersonalDatum]:
    """The matches whose name is one: from where it begins, without words before it that begin a sentence."""
    for match in matches:
        start, end = match.span("name")
        words = [word for word in _WORDS.finditer(match["name"]) if word[0].lower() not in _NO_NAMES]
        if not words:
            continue
        start += words[0].start()
        if is_whole:
            start, end = min(start, match.end() - 1), match.end()
            start = match.start() if match.start("name") > match.start() else start
            end += "(" in match[0] and ")" not in match[0] and match.string[end : end + 1] == ")"
        yield PersonalDatum(kind=kind, start=start, end=end)


def _is_past(match: re.Match[str]) -> bool:
    year = match["year"] or match["iso"] or (match["run"] or "")[-2:]
    return len(year) == 2 or int(year) <= date.today().year
