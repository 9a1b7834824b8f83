"""Whether two passages rule over the same place, years and group, so that they could disagree at all."""

import re

from assistant.answering.agreeing.fact import Fact
from assistant.answering.checks.verify import folded
from corpus.jurisdictions import is_apart
from corpus.models import Document, Passage
from corpus.snapshot import Snapshot

_NEAREST = 2
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBERING = re.compile(r"^\W*(?:kap(?:ittel)?\.?\s*)?\d+(?:\.\d+)*[.)]?\s+", re.IGNORECASE)
_NAMED = re.compile(r"(?<=[\w,] )[A-ZÆØÅ][\w-]*|\b\w*\d\w*")  # a name or a number inside a heading
_GROUP = re.compile(
    r"\b\w*(?:avdeling|gruppe|åring|småbarn|storebarn|yngst|eldst|førskole|skolestart|nyansatt|vikar)\w*"
    r"(?: (?-i:[A-ZÆØÅ])\w*)?",
    re.IGNORECASE,
)
_KINDERGARTEN = re.compile(r"\bbarnehage\w*\b", re.IGNORECASE)


def could_disagree(one: Passage, first: Fact, other: Passage, second: Fact, snapshot: Snapshot) -> bool:
    """Whether what two passages say is of the same place, years and group; a fact is of a sentence in each."""
    document, beside = snapshot.document_of(one), snapshot.document_of(other)
    return (
        _years(one, first) == _years(other, second)
        and _group(one, document) == _group(other, beside)
        and (document.id == beside.id or _is_one_rule(document, beside, snapshot))
        and _is_of_one_time(document, beside, first)
    )


def is_retelling(one: Document, other: Document) -> bool:
    """Whether one document tells the other, or both tell a third, in other words."""
    known = [{folded(name).casefold() for name in (document.id, document.title)} for document in (one, other)]
    told = [folded(document.retelling_of or "").casefold() for document in (one, other)]
    return told[0] in known[1] or told[1] in known[0] or (told[0] != "" and told[0] == told[1])


def _is_one_rule(one: Document, other: Document, snapshot: Snapshot) -> bool:
    """Whether two documents rule over the same place: no editions of one plan, nor plans of two kindergartens."""
    is_edition = other.id in snapshot.editions.series(one.id)
    if is_edition or is_retelling(one, other) or _GROUP.findall(one.title) != _GROUP.findall(other.title):
        return False
    issuers = [folded(document.issuer or "").casefold() for document in (one, other)]
    if issuers[0] == issuers[1] and issuers[0] and one.jurisdiction == other.jurisdiction:
        return True
    local = any(_KINDERGARTEN.search(issuer) for issuer in issuers)
    stated = one.jurisdiction and other.jurisdiction
    return bool(stated) and not local and not is_apart(one.jurisdiction, other.jurisdiction)


def _is_of_one_time(one: Document, other: Document, fact: Fact) -> bool:
    """Whether what one plan says can still hold when the other does: a figure only in the same years."""
    years = [document.years for document in (one, other)]
    if one.id == other.id or years[0] == years[1] != (None, None):
        return True
    if fact.quantities and not fact.is_norm:
        return False
    (first, last), (start, end) = years
    return (first or 0) <= (end or 9999) and (start or 0) <= (last or 9999)


def _years(passage: Passage, fact: Fact) -> frozenset[int]:
    """The years that a sentence is of: those that it names, else those of the nearest heading that names any."""
    if fact.years:
        return fact.years
    named = (frozenset(map(int, _YEAR.findall(heading))) for heading in reversed(passage.heading_path))
    return next((years for years in named if years), frozenset())


def _group(passage: Passage, document: Document) -> frozenset[str]:
    """What the nearest headings say of for whom or where something is (names, numbers, groups) that the document's
    title and issuer do not.
    """
    whole = f"{document.title} {document.issuer or ''} {document.jurisdiction or ''}".casefold()
    plain = [_NUMBERING.sub("", heading) for heading in passage.heading_path[-_NEAREST:]]
    found = (word.casefold() for heading in plain for form in (_NAMED, _GROUP) for word in form.findall(heading))
    return frozenset(word for word in found if word not in whole)
