"""What a text explains itself: abbreviations, other names, and what words mean."""

import re
from collections.abc import Iterable, Sequence
from itertools import product

from slugify import slugify

from corpus.models import Term, Unit
from corpus.words.lexicon import compound_parts, lemma
from corpus.words.small import FUNCTION_WORDS

_NAME_WORDS = r"(?<!\w)(?:[^\W\d_]+(?:-[^\W\d_]*)*,? ){1,7}"
_SHORT = r"[A-ZÆØÅ]{2,6}"
_IN_BRACKETS = re.compile(rf"(?P<name>{_NAME_WORDS})\((?P<short>{_SHORT})\)")
_LONG_IN_BRACKETS = re.compile(rf"(?<!\w)(?P<short>{_SHORT}) \((?P<name>[^()]{{3,80}})\)")
_LONG_AFTER_DASH = re.compile(
    rf"(?:^|(?<=[.•▪■] ))(?P<short>{_SHORT}) ?[–:=] ?(?P<name>[^\W\d_][^.;:()–•▪■]{{3,80}}?)(?=[.;:()–•▪■]|$)"
)
_HEREAFTER = re.compile(
    r"\((?:heretter|herefter|hereafter|seinere|senere)"
    r"(?: kalt| kalla| omtalt som| forkortet| called)?[: ]+[«\"“]?(?P<other>[^()«»\"“”]{2,60}?)[»\"”]?\)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[.;:()]")
_MEANT = re.compile(
    r"\bMed (?:begrepet |omgrepet |uttrykket |ordet )?[«\"“]?(?P<name>[^«»\"“”.;:]{2,60}?)[»\"”]? "
    r"(?:(?:her )?(?:menes|meiner vi|mener vi|meinast|er det meint)(?: her| i denne planen)?:? )"
    r"(?P<meaning>[^.;]{3,300})"
)
_SMALL_WORDS = frozenset("og i for av på til med the of and".split())
_BEFORE_NAMES = frozenset(
    "av en ei et ein eit den det de dei er for fra frå gjelder gjeld har i med på som til under ved".split()
)
_MOST_WORDS = 8
_LONGEST_NAME = 160  # characters
_MOST_SPLITS = 6  # words of which each may count as one or as its parts: 2⁶ ways to read the initials


def explained_units(texts: Iterable[str], document_id: str) -> tuple[Unit, ...]:
    """Units by the abbreviations that the texts explain: name and abbreviation, one in brackets after the other, or
    after a dash, where the initials agree.
    """
    found: dict[str, Unit] = {}
    for text in texts:
        for name, short in _explained(text):
            unit_id = slugify(short)
            found.setdefault(unit_id, Unit(id=unit_id, name=name, abbreviations=(short,), document_id=document_id))
    return tuple(found.values())


def explained_terms(pages: Iterable[tuple[int, str]], document_id: str) -> tuple[Term, ...]:
    """The names that a document sets ("… (heretter planen)") and the words it defines ("Med … menes …").

    `pages` are number and text. The first explanation of a word counts.
    """
    found: dict[tuple[str, str], Term] = {}
    for number, text in pages:
        words = " ".join(text.split())
        for match in _HEREAFTER.finditer(words):
            before = words[max(0, match.start() - _LONGEST_NAME) : match.start()]
            name = _named(_CLAUSE_END.split(before)[-1], match["other"])
            if name and name.casefold() != match["other"].casefold():
                term = Term(
                    document_id=document_id, kind="alias", name=name, meaning=match["other"].strip(), page=number
                )
                found.setdefault(("alias", term.meaning.casefold()), term)
        for match in _MEANT.finditer(words):
            term = Term(
                document_id=document_id,
                kind="definition",
                name=match["name"].strip(),
                meaning=match["meaning"].strip(),
                page=number,
            )
            found.setdefault(("definition", term.name.casefold()), term)
    return tuple(found.values())


def _explained(text: str) -> Iterable[tuple[str, str]]:
    """(name, abbreviation) of everything explained by its initials."""
    for match in _IN_BRACKETS.finditer(text):
        name = _name_with_initials(match["name"].split(), match["short"])
        if name is not None:
            yield name, match["short"]
    for pattern in (_LONG_IN_BRACKETS, _LONG_AFTER_DASH):
        for match in pattern.finditer(text):
            words = match["name"].split()
            if len(words) <= _MOST_WORDS and _has_initials(words, match["short"]):
                yield " ".join(words), match["short"]


def _name_with_initials(words: list[str], short: str) -> str | None:
    """The last words whose initials are the abbreviation, in any order (names get turned round), else None."""
    for start in range(len(words) - 1, -1, -1):
        name = words[start:]
        if name[0] not in _SMALL_WORDS and _has_initials(name, short):
            return " ".join(name)
    return None


def _has_initials(words: Sequence[str], short: str) -> bool:
    """Whether words have the letters of an abbreviation as initials; a compound may give those of its parts."""
    wanted = sorted(short)
    options = [_initials(part) for word in words if word not in _SMALL_WORDS for part in word.split("-") if part]
    if not options or len(options) > len(short) or sum(len(option) for option in options) > len(options) + _MOST_SPLITS:
        return False
    return any(sorted("".join(letters)) == wanted for letters in product(*options))


def _initials(word: str) -> tuple[str, ...]:
    first = word[0].upper()
    parts = "".join(part[0].upper() for part in compound_parts(word.lower()))
    return (first,) if len(parts) < 2 else (first, parts)


def _named(before: str, other: str) -> str | None:
    """The name that ends a text and is called `other` from there on.

    It begins with what the other name is a short form of ("Handlingsplan … (heretter planen)"), else with its first
    capital within the clause, else after the last small word.
    """
    words = before.rpartition(",")[2].split()[-2 * _MOST_WORDS :]
    head = lemma(other.split()[-1])
    for at, word in enumerate(words):
        if lemma(word).endswith(head):
            return " ".join(words[at - 1 if at and words[at - 1][0].isupper() else at :])
    capitals = [at for at, word in enumerate(words) if word[0].isupper() and word.lower() not in FUNCTION_WORDS]
    small = max((at for at, word in enumerate(words) if word.lower() in _BEFORE_NAMES), default=-1)
    return " ".join(words[capitals[0] if capitals else small + 1 :]) or None
