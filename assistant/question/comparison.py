"""Questions that set documents beside each other: what is asked of each of them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pydantic import BaseModel, ConfigDict

from corpus.words.analysis import word_terms
from corpus.words.asking import DOCUMENT_WORDS, SAYING
from corpus.words.lexicon import lemma
from corpus.words.small import FUNCTION_WORDS

_COMPARES = re.compile(
    r"\b(?:sammenlikn\w*|sammenlign\w*|samanlikn\w*|jamfør\w*|compare[ds]?|comparison|forskjell\w*|skilnad\w*|"
    r"differences?|differ|ulikheter?|likheter?|likskap\w*)\b",
    re.IGNORECASE,
)
_ALL_PLANS = re.compile(
    r"\b(?:plan(?:ene|ane)|dokument(?:ene|a)|kommun(?:ene|ane)|(?:the|different|various) (?:\w+ )?"
    r"(?:plans|documents|municipalities))\b",
    re.IGNORECASE,
)
_JOINS = re.compile(r"\b(?:og|and|eller|or|enn|than|med|with|versus|vs|mot)\b|[;/]", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_LEADING = re.compile(
    rf"^\W*(?:{_COMPARES.pattern})(?: (?:på|mellom|med|av|between|of|in))?|"
    rf"^\W*(?:hva|kva|what) (?:er|is|are) (?:the )?(?:{_COMPARES.pattern}) (?:på|mellom|between|in|i)\b",
    re.IGNORECASE,
)
_ASKS = (
    r"(?:hva|va|kva|ka|hvem|kven|når|hvor\w*|kor\w*|hvilke[nt]?|kva for|what|who|when|where|which|how|"
    r"(?:h?vor|kor) \w+)"
)
_CLAUSE = re.compile(rf"\s*(?:[,;?]\s*)?\b(?:og|and|mens|while)\s+(?={_ASKS}\b)|[;?]\s+(?={_ASKS}\b)", re.IGNORECASE)
_POINTS = re.compile(
    r"\b(?P<before>med|om|for|i|på|av|til|about|by|with|of|in|on|for) (?:det|den|dette|dei?|it|that)\W*$", re.IGNORECASE
)
_SAME = re.compile(r"\b(?:det|den|dette|dei?|disse|it|that|this|those|them|same|samme)\W*$", re.IGNORECASE)
_LONGEST_SMALL = 3  # letters of a word that says nothing of its own where no list of such words has it
_YEARS = r"(?:\s*\(?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)\d\d)?\)?)?"
_BEFORE = r"(?:\b(?:og|and|eller|or|enn|than|,|i|in|fra|from|til|for|the|ved)\s+)*"


class Asked(BaseModel):
    """What is asked of one of the documents that a question compares."""

    model_config = ConfigDict(frozen=True)

    documents: frozenset[str]
    text: str


def compared(text: str, named: Mapping[str, frozenset[str]], every: Iterable[frozenset[str]]) -> tuple[Asked, ...]:
    """What a question asks of each document, in the order in which they are named; empty where it compares none.

    `named` are the documents by the word that names them; `every` are the plans there are, one by one, each with its
    editions: they are all meant where documents are to be compared and none is named.
    """
    words = _words_by_document(text, named)
    if len(words) < 2:
        asks = not words and _COMPARES.search(text) and _ALL_PLANS.search(text)
        return tuple(Asked(documents=ids, text=_LEADING.sub("", text)) for ids in every) if asks else ()
    if not _COMPARES.search(text) and not _are_joined(text, list(words.values())):
        return ()
    clauses = _clauses(text, words)
    whole = next(iter(clauses.values())) if len(clauses) == 1 else text
    return tuple(Asked(documents=ids, text=clauses.get(ids) or _without_others(whole, ids, words)) for ids in words)


def _words_by_document(text: str, named: Mapping[str, frozenset[str]]) -> dict[frozenset[str], list[str]]:
    """The words that name each document as they stand in the question, lower case, in the order of first mention."""
    found: dict[frozenset[str], list[str]] = {}
    for word in (match[0].lower() for match in _WORD.finditer(text)):
        named_here = next((ids for name, ids in named.items() if _is_named_by(word, name)), None)
        if named_here is not None:
            ids = next((ids for ids in found if ids & named_here), named_here)
            found.setdefault(ids, []).append(word)
    return found


def _is_named_by(word: str, name: str) -> bool:
    return word == name or word_terms(word)[0] == word_terms(name)[0]


def _are_joined(text: str, names: Sequence[Sequence[str]]) -> bool:
    """Whether a word that joins stands between each of the names and the next."""
    lower = text.lower()
    places = sorted((lower.find(words[0]), lower.find(words[0]) + len(words[0])) for words in names)
    return all(_joins(lower[end:start]) for (_, end), (start, _) in pairwise(places))


def _joins(between: str) -> bool:
    """Whether a word that joins stands between two names, and after it nothing that is a matter of its own: a document
    is not joined to a place by "handboka om hjem og barnehage i Oslo".
    """
    return any(_is_small(between[match.end() :]) for match in _JOINS.finditer(between))


def _is_small(text: str) -> bool:
    """Whether a text asks anew, or has nothing but small words, words for documents, and "sier"."""
    small = FUNCTION_WORDS | DOCUMENT_WORDS | SAYING
    matters = (word for word in _WORD.findall(text) if not {word, lemma(word)} & small)
    return re.search(rf"\b{_ASKS}\b", text) is not None or not any(len(word) > _LONGEST_SMALL for word in matters)


def _clauses(text: str, words: Mapping[frozenset[str], Sequence[str]]) -> dict[frozenset[str], str]:
    """The part of the question that asks each document, for those that have one of their own.

    What a part leaves unsaid ("… og hva sier Sørvik?") is in the only one that says it; where a part only points back
    ("… med det?"), what it points to takes its place.
    """
    parts = [part.strip() for part in _CLAUSE.split(text) if part and part.strip()]
    own: dict[frozenset[str], str] = {}
    for part in parts:
        inside = [ids for ids, names in words.items() if any(name in part.lower() for name in names)]
        if len(inside) == 1:
            own.setdefault(inside[0], part)
    if len(parts) == 1 or len(own) != len(words):
        return {}
    told = {ids: part for ids, part in own.items() if not _SAME.search(part) and _says_something(part, words[ids])}
    for ids, part in own.items():
        meant = _meant(part, [told[other] for other in told if other != ids]) if _SAME.search(part) else None
        if meant is not None:
            told[ids] = meant
    return told if len(told) in (1, len(words)) else {}


def _says_something(part: str, names: Sequence[str]) -> bool:
    """Whether something is left of a clause without its names, what they are names of, and "hva sier"."""
    words = re.findall(r"[^\W_]+", part.lower())
    left = (word for word in words if not any(name in word or word in name for name in names))
    return any(not {word, lemma(word)} & (FUNCTION_WORDS | DOCUMENT_WORDS | SAYING) for word in left)


def _meant(part: str, others: Sequence[str]) -> str | None:
    """A clause that ends in a pronoun with what stands after the same preposition in another one; None without."""
    pointing = _POINTS.search(part)
    if pointing is None:
        return None
    after = re.compile(rf"\b{re.escape(pointing['before'])} ([^,;?.]+)", re.IGNORECASE)
    found = next((match for match in map(after.search, others) if match), None)
    return f"{part[: pointing.start()]}{found[0]}" if found else None


def _without_others(text: str, ids: frozenset[str], words: Mapping[frozenset[str], Sequence[str]]) -> str:
    """The question without the names of the other documents, nor the years that stand with them."""
    rest = _LEADING.sub("", text)
    for name in _names_of_others(ids, words):
        rest = re.sub(rf"{_BEFORE}[\w-]*{re.escape(name)}[\w-]*{_YEARS}", " ", rest, flags=re.IGNORECASE)
    return " ".join(rest.split())


def _names_of_others(ids: frozenset[str], words: Mapping[frozenset[str], Sequence[str]]) -> Iterator[str]:
    return (name for other, names in words.items() if other != ids for name in names)
