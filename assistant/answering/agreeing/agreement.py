"""What other passages say of what an answer quotes: the same, cited with it, or otherwise, shown beside it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant import labels
from assistant.answering import phrasing
from assistant.answering.agreeing.applicability import could_disagree, is_retelling
from assistant.answering.agreeing.fact import Fact, fact
from assistant.answering.agreeing.precedence import Precedence
from assistant.answering.agreeing.sameness import difference, is_same
from assistant.answering.draft import Draft, Matter, Statement, quoted
from assistant.retrieval.hybrid import RankedPassage
from assistant.texts import Language
from corpus.index.arrays import Vectors
from corpus.models import Passage, PassageKind
from corpus.snapshot import Snapshot
from corpus.text.places import narrowed

_ALIKE = 0.93  # e5 cosine: of made pairs, .94 to .99 where one fact is told twice or one number, date or owner changed
_MOST_OTHERS = 2
_MOST_WORDS = 60  # of an answer that says, too, that its own document has the same on another page


@dataclass(frozen=True)
class Said:
    """A sentence, the passage it stands in, and what it says."""

    text: str
    passage: Passage
    fact: Fact


class Agreement:
    """Holds the sentences of an answer against those of the passages that were ranked for it.

    `vectors` gives those (sentences × dimension) of each passage's sentences, in order.
    """

    def __init__(
        self,
        ranked: Sequence[RankedPassage],
        vectors: Callable[[Sequence[Passage]], Sequence[Vectors]],
        snapshot: Snapshot,
        precedence: Precedence,
        language: Language,
    ) -> None:
        prose = [place for place in ranked if place.passage.kind is PassageKind.PROSE]
        self._sentences = [(match.text, place.passage) for place in prose for match in place.sentences]
        self._place = {(passage.id, text): at for at, (text, passage) in enumerate(self._sentences)}
        parts = vectors([place.passage for place in prose])
        self._vectors = np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)
        self._snapshot = snapshot
        self._precedence = precedence
        self._language = language

    def held_against(self, draft: Draft) -> Draft:
        """The draft with what else says the same, or with what says otherwise and that they disagree."""
        found = [(statement, self._said(statement)) for statement in draft.statements]
        alike = [self._alike(said, draft) if said else [] for _, said in found]
        for place, (_, said) in enumerate(found):
            sides = self._sides(said, alike[place]) if said else None
            if said and sides:
                return self._disputed(draft, place, *sides)
        return self._together(draft, found, alike)

    def _together(
        self, draft: Draft, found: Sequence[tuple[Statement, Said | None]], alike: Sequence[Sequence[Said]]
    ) -> Draft:
        """The draft with those that say the same as its statements cited after each, or quoted in its place."""
        statements: list[Statement] = []
        told: set[tuple[str, str]] = set()
        room = _MOST_WORDS - sum(map(_words, (*draft.statements, *draft.beside)))
        for (statement, said), others in zip(found, alike, strict=True):
            same = [other for other in others if said and is_same(said.fact, other.fact)]
            if not said or not same:
                statements.append(statement)
                continue
            told.update((other.passage.id, other.text) for other in same)
            first, *rest = self._members(said, same)
            cited = [earlier.passage.document_id for earlier in statements if earlier.follows]
            further = [self._also(other, first) for other in self._further(first, rest, cited)]
            statements.append(statement if first is said else quoted(first.text, first.passage))
            statements.extend(
                also
                for also in further
                if also.passage.document_id != first.passage.document_id or _words(also) <= room
            )
            room -= sum(map(_words, further))
        return replace(draft, statements=tuple(statements), beside=_without(draft.beside, told))

    def _said(self, statement: Statement) -> Said | None:
        """What a statement quotes, where it is a whole sentence of a ranked passage."""
        text = statement.claim.quote
        if (statement.passage.id, text) not in self._place:
            return None
        own = fact(text, self._snapshot.units)
        return Said(text, statement.passage, own) if own else None

    def _alike(self, said: Said, draft: Draft) -> list[Said]:
        """The sentences like one, of other pages, in the order of precedence; none that the draft quotes as its own."""
        own = {(statement.passage.id, statement.claim.quote) for statement in draft.statements}
        similarities = self._vectors @ self._vectors[self._place[said.passage.id, said.text]]
        near = [self._sentences[at] for at in np.flatnonzero(similarities >= _ALIKE)]
        page = (said.passage.generation_id, said.passage.first_page)
        facts = [
            (text, passage, fact(text, self._snapshot.units))
            for text, passage in near
            if (passage.generation_id, passage.first_page) != page and (passage.id, text) not in own
        ]
        return self._ordered([Said(text, passage, told) for text, passage, told in facts if told is not None])

    def _ordered(self, sentences: Sequence[Said]) -> list[Said]:
        return sorted(sentences, key=lambda said: self._precedence.key(self._snapshot.document_of(said.passage)))

    def _members(self, said: Said, same: Sequence[Said]) -> list[Said]:
        """A sentence and those that say the same, what is to be quoted first: no retelling beside its original."""
        documents = self._snapshot.document_of
        kept: list[Said] = []
        for member in sorted((said, *same), key=lambda one: documents(one.passage).is_retelling):
            others = (documents(one.passage) for one in kept if one.passage.document_id != member.passage.document_id)
            if not any(is_retelling(documents(member.passage), other) for other in others):
                kept.append(member)
        return self._ordered(sorted(kept, key=lambda member: member is not said))

    def _further(self, first: Said, rest: Sequence[Said], cited: Sequence[str]) -> list[Said]:
        """Of those that say the same as the first so many as there is room for: one a document, its own last."""
        found: dict[str, Said] = {}
        for other in sorted(rest, key=lambda other: other.passage.document_id == first.passage.document_id):
            if other.passage.document_id not in cited:
                found.setdefault(other.passage.document_id, other)
        return list(found.values())[: _MOST_OTHERS - len(cited)]

    def _also(self, said: Said, first: Said) -> Statement:
        """That a sentence says the same as the first, which is quoted."""
        place = labels.whose_plan(self._snapshot.document_of(said.passage), self._language)
        if said.passage.document_id == first.passage.document_id:
            place = phrasing.same_document(self._locator(said), self._language)
        text = phrasing.also_in(place, self._language)
        statement = quoted(said.text, said.passage)
        return replace(statement, claim=statement.claim.model_copy(update={"text": text}), follows=True)

    def _sides(self, said: Said, alike: Sequence[Said]) -> tuple[Matter, list[Said]] | None:
        """The matter that other sentences say something else of, and these, each other than all before."""
        sides = [said]
        matter: Matter | None = None
        for other in alike:
            found = {self._matter(side, other) for side in sides}
            about = found.pop() if len(found) == 1 else None
            if about is not None and matter in (None, about) and len(sides) <= _MOST_OTHERS:
                matter = about
                sides.append(other)
        return (matter, self._ordered(sides)) if matter else None

    def _matter(self, one: Said, other: Said) -> Matter | None:
        if not could_disagree(one.passage, one.fact, other.passage, other.fact, self._snapshot):
            return None
        return difference(one.fact, other.fact, self._snapshot.units)

    def _disputed(self, draft: Draft, place: int, matter: Matter, sides: Sequence[Said]) -> Draft:
        """The sides first, each under the name of its source, then what else the draft says."""
        rest = [statement for at, statement in enumerate(draft.statements) if at != place]
        told = {(side.passage.id, side.text) for side in sides}
        return replace(
            draft,
            statements=(
                *(
                    replace(quoted(side.text, side.passage), section=f"{self._place_of(side)}:", at_odds=True)
                    for side in sides
                ),
                *rest,
            ),
            beside=_without(draft.beside, told),
            lead=phrasing.at_odds(matter, self._language),
            disputed=phrasing.contradicted(matter, self._language),
        )

    def _place_of(self, said: Said) -> str:
        """The document and the page: "Plan for uteliv (Lia kommune), s. 4"."""
        document = self._snapshot.document_of(said.passage)
        return f"{labels.whose_plan(document, self._language)}, {self._locator(said)}"

    def _locator(self, said: Said) -> str:
        _, page = self._snapshot.place_of(said.passage)
        place = labels.locator(narrowed(said.passage, said.text), page, self._language)
        return labels.located(place, self._language)


def _words(statement: Statement) -> int:
    return len(statement.claim.text.split())


def _without(statements: Sequence[Statement], told: set[tuple[str, str]]) -> tuple[Statement, ...]:
    """The statements that quote nothing of what is told already."""
    return tuple(statement for statement in statements if (statement.passage.id, statement.claim.quote) not in told)
