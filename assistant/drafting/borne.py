"""Whether a sentence that puts a source in other words says what it says: a hint to the writer, and no more."""

from collections.abc import Sequence
from functools import partial

from assistant.answering.bearing import evidence_for, fault_of
from assistant.drafting.marking import Cited, IsBorne
from assistant.drafting.remembering import Memory
from assistant.drafting.template import WrittenForm
from corpus.models import Passage
from corpus.snapshot import Snapshot
from corpus.store.drafts import QuotedPassage

_KNOWN: Memory[bool] = Memory(5_000)  # sentences: each takes ten milliseconds, and a field is read at every save


def borne_by(snapshot: Snapshot, written_form: WrittenForm) -> IsBorne:
    """Tells of words in a written form whether the sources that they name bear them out.

    Of a source whose passage is not there any more nothing is said.
    """
    return partial(_is_borne, snapshot, written_form)


def _is_borne(snapshot: Snapshot, written_form: WrittenForm, words: str, sources: Sequence[Cited]) -> bool:
    named = tuple((one.passage_id, one.quote) for one in sources if isinstance(one, QuotedPassage))
    if len(named) < len(sources):
        return True
    return _KNOWN.recalled(
        snapshot, (written_form, words, named), lambda: _judged(snapshot, written_form, words, sources)
    )


def _judged(snapshot: Snapshot, written_form: WrittenForm, words: str, sources: Sequence[Cited]) -> bool:
    evidence = []
    for source in sources:
        passage = _passage(snapshot, source)
        found = evidence_for(source.quote, passage, words) if passage is not None else None
        if found is None:
            return True
        evidence.append(found)
    return fault_of(words, evidence, snapshot, written_form) is None


def _passage(snapshot: Snapshot, source: Cited) -> Passage | None:
    if not isinstance(source, QuotedPassage) or source.passage_id not in snapshot.position:
        return None
    return snapshot.passage(source.passage_id)
