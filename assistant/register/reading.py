"""From a question to the conditions that it sets for rows of the register."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from assistant.question.question import FocusWord, Question
from assistant.register.asking import Asking, is_connecting
from assistant.register.filters import Filters, Timing, Word
from assistant.register.groups import Group, NumberedPriority, named_group, numbered_priority
from assistant.register.owners import NamedOwner, named_owners
from assistant.register.regions import Regions
from assistant.register.scope import Scope, asked_scope, issuing_words
from assistant.register.selection import measure_terms, stand_in, stands_in
from assistant.register.sharing import asked_sharing, is_excluded, negations
from assistant.register.times import AskedTime, asked_time, says_not_continuous
from corpus.models import Duty, Measure
from corpus.snapshot import Snapshot
from corpus.words.analysis import content_words, terms
from corpus.words.lexicon import lemma

_ROW_NOUNS = frozenset({"tiltak", "plikt"})


class Asked(BaseModel):
    """What a question asks of the register.

    `unused` are words of it that limit nothing; `is_plain` where every condition is an owner, a time, a group or a
    document, so that finding no row says that there is none.
    """

    model_config = ConfigDict(frozen=True)

    measures: bool
    duties: bool
    filters: Filters
    documents: frozenset[str] = frozenset()
    unused: tuple[str, ...] = ()
    counts: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether finding no row says that there is none."""
        return not self.filters.words and not self.unused


class _Named(NamedTuple):
    """Whom a question names (who is to own the rows, who is not, who only says where), and the words that are left."""

    owners: list[NamedOwner]
    excluded: list[NamedOwner]
    places: list[NamedOwner]
    words: list[FocusWord]

    @property
    def conditions(self) -> tuple[Word, ...]:
        """The words that are left, as conditions that rows are to meet."""
        return tuple(_word(word) for word in self.words)


def read(question: Question, snapshot: Snapshot, documents: frozenset[str] | None, today: date) -> Asked | None:
    """What a question asks of the register of these documents (of all where None); None where it asks nothing of it."""
    asking = Asking(question.text)
    if not (asking.is_headed or asking.what_must_be_done or asking.what_is_owned or asking.in_short):
        return None
    scope = asked_scope(question, snapshot, documents)
    measures, duties = snapshot.measures_in(scope.documents), snapshot.duties_in(scope.documents)
    if not measures and not duties:
        return None
    regions = Regions(question.text)
    numbered = numbered_priority(question.text, measures)
    named = _named(question, asking, regions, scope, numbered, (measures, duties), snapshot)
    if not named.excluded and _denies(question.text, regions):
        return None
    time = asked_time(question.text, question.years, today)
    rows = _rows(asking, named.owners, named.words, regions, time.timing)
    if rows is None:
        return None
    group = _group(question, named, measures, snapshot)
    places = dict.fromkeys(_at(question.text, place) for place in named.places)
    return Asked(
        measures=rows[0],
        duties=rows[1],
        filters=_filters(question, named, time, scope, numbered, group),
        documents=scope.named,
        unused=(*(group.unused if group else ()), *places),
        counts=asking.counts,
    )


def _named(
    question: Question,
    asking: Asking,
    regions: Regions,
    scope: Scope,
    numbered: NumberedPriority | None,
    rows: tuple[Sequence[Measure], Sequence[Duty]],
    snapshot: Snapshot,
) -> _Named:
    """Whom a question names, and the words of it that nothing else has taken."""
    owners, places = _owners(question, regions, scope, *rows, snapshot)
    taken = scope.words | (numbered.words if numbered else frozenset())
    title = _title_terms(numbered.priority, rows[0]) if numbered else frozenset()
    words = [
        word
        for word in question.focus
        if word.word not in taken
        and not stands_in(_word(word), title)
        and not asking.is_told_before(word.word)
        and not _is_spent(word, question, regions, (*owners, *places))
    ]
    if places and not owners and not words and numbered is None:
        owners, places = places, []
    excluded = [owner for owner in owners if is_excluded(question.text, owner)]
    return _Named([owner for owner in owners if owner not in excluded], excluded, places, words)


def _group(question: Question, named: _Named, measures: Sequence[Measure], snapshot: Snapshot) -> Group | None:
    """The priority or the commitment that a question names."""
    in_rows = any(stand_in(named.conditions, measure_terms(measure)) for measure in measures)
    return named_group(question, named.words, measures, snapshot, in_rows=in_rows)


def _filters(
    question: Question,
    named: _Named,
    time: AskedTime,
    scope: Scope,
    numbered: NumberedPriority | None,
    group: Group | None,
) -> Filters:
    """The conditions that rows are to meet."""
    return Filters(
        owners=_ids(named.owners),
        sharing=asked_sharing(question.text, named.owners),
        without=_ids(named.excluded),
        first=time.first,
        last=time.last,
        timing=time.timing,
        priority=numbered.priority if numbered else group and group.priority,
        commitment=group and group.commitment,
        documents=scope.documents,
        words=() if group else named.conditions,
    )


def _ids(owners: Sequence[NamedOwner]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(owner.id for owner in owners))


def _title_terms(priority: str, measures: Sequence[Measure]) -> frozenset[str]:
    """The index terms of the titles of the priorities that are asked for by this name."""
    titles = {measure.strategic_priority or "" for measure in measures}
    return frozenset(terms(" ".join(title for title in titles if priority.casefold() in title.casefold())))


def _denies(text: str, regions: Regions) -> bool:
    """Whether a question asks for what is not so, in a way that no condition is made of."""
    return not says_not_continuous(text) and any(not regions.hold(place) for place in negations(text))


def _rows(
    asking: Asking, owners: Sequence[NamedOwner], words: Sequence[FocusWord], regions: Regions, timing: Timing
) -> tuple[bool, bool] | None:
    """Whether measures and whether duties are asked for; None where neither is."""
    if asking.is_headed:
        return asking.measures, asking.duties
    if not owners or not all(regions.have(word.word) for word in words):
        return None
    if asking.what_must_be_done:
        return True, timing in (Timing.RUNS, Timing.DATED)  # of the others only schedules tell
    if asking.what_is_owned:
        return True, False
    noun = asking.in_short
    return (bool(noun["measures"]), bool(noun["duties"])) if noun else None


def _owners(
    question: Question,
    regions: Regions,
    scope: Scope,
    measures: Sequence[Measure],
    duties: Sequence[Duty],
    snapshot: Snapshot,
) -> tuple[list[NamedOwner], list[NamedOwner]]:
    """The owners that rows must have, and names that only say where; who owns no row is one where it acts."""
    owning = {unit for measure in measures for unit in measure.responsible}
    owning.update(unit for measure in measures for part in measure.sub_measures for unit in part.responsible)
    owning.update(unit for duty in duties for unit in duty.units)
    named = [
        owner
        for owner in named_owners(question, snapshot)
        if not regions.hold(owner.start) and (owner.id in owning or owner.acts or owner.is_place)
    ]
    issuers = issuing_words(scope.named, snapshot)  # "Oslo kommune" says whose plan
    named = [
        owner
        for owner in named
        if owner.id in owning or not issuers.issuperset(content_words(_at(question.text, owner)))
    ]
    owners = [owner for owner in named if not owner.is_place]
    places = [owner for owner in named if owner.is_place]
    return owners, places


def _is_spent(word: FocusWord, question: Question, regions: Regions, owners: Sequence[NamedOwner]) -> bool:
    """Whether a word has done its work: it names an owner, or connects."""
    if regions.have(word.word):
        return False
    if is_connecting(word.word):
        return True
    named = {part for owner in owners for part in content_words(_at(question.text, owner))}
    named |= {lemma(part) for part in named}
    own = content_words(word.word)
    return bool(own) and all(part in named or part.removesuffix("s") in named for part in own)


def _at(text: str, owner: NamedOwner) -> str:
    return text[owner.start : owner.end].casefold()


def _word(word: FocusWord) -> Word:
    """The word, its alternatives without what rows are called ("mattiltak" is about mat)."""
    alternatives = []
    for alternative in word.alternatives:
        parts = tuple(part for part in alternative[1:] if part not in _ROW_NOUNS)
        alternatives.append(parts if parts and len(parts) < len(alternative) - 1 else alternative)
    return Word(text=word.word, alternatives=tuple(alternatives))
