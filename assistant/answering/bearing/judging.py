"""Whether a sentence is borne out by its evidence: what is looked for, in which order."""

from collections.abc import Callable, Sequence
from functools import partial

from assistant.answering.bearing.amounts import wrong_number
from assistant.answering.bearing.attribution import without_attribution
from assistant.answering.bearing.clauses import clauses
from assistant.answering.bearing.content import unborne
from assistant.answering.bearing.contrasts import wrong_contrast
from assistant.answering.bearing.converses import wrong_converse
from assistant.answering.bearing.evidence import Evidence, is_quoted
from assistant.answering.bearing.fault import Fault
from assistant.answering.bearing.genres import modes_of_genre
from assistant.answering.bearing.grounds import Grounds, grounds
from assistant.answering.bearing.limits import wrong_limit
from assistant.answering.bearing.modality import wrong_mode
from assistant.answering.bearing.naming import named_units, with_short_names, wrong_name, wrong_unit
from assistant.answering.bearing.opposed import crossed_opposites
from assistant.answering.bearing.polarity import wrong_denial
from assistant.answering.bearing.qualifiers import wrong_qualifier
from assistant.answering.bearing.reading import Reading, read
from assistant.answering.bearing.relations import swapped_opposites, wrong_cause, wrong_order, wrong_relation
from assistant.answering.bearing.roles import wrong_role
from assistant.answering.bearing.swaps import changed_places
from assistant.answering.bearing.times import wrong_time
from assistant.answering.bearing.written import shape_fault
from assistant.texts import Language
from corpus.snapshot import Snapshot


def fault_of(sentence: str, evidence: Sequence[Evidence], snapshot: Snapshot, language: Language) -> Fault | None:
    """What is wrong with a sentence as told from its evidence; None where it is borne out."""
    if not any(sign.isalnum() for one in evidence for sign in one.quote):
        return Fault.QUOTE
    base = grounds(evidence, snapshot)
    fault = shape_fault(sentence, base, language)
    if fault is not None or is_quoted(sentence, evidence):
        return fault
    reading = read(sentence, "en" if language == "en" else "nb")
    if wrong_time(sentence, base):
        return Fault.YEAR
    if wrong_number(reading, sentence, base):
        return Fault.NUMBER
    if wrong_unit(sentence, base, snapshot):
        return Fault.UNIT
    if wrong_name(reading, sentence, base, snapshot):
        return Fault.NAME
    if unborne(reading, base, named_units(sentence, base, snapshot)):
        return Fault.CONTENT
    return _said_otherwise(sentence, reading, base, snapshot, language)


def warm_up(snapshot: Snapshot) -> None:
    """Loads the word lists that the first sentence would otherwise wait for."""
    for passage in snapshot.passages[:1]:
        fault_of("Planen skal følges opp.", [Evidence(passage.text, passage)], snapshot, "nb")


def _said_otherwise(
    text: str, sentence: Reading, base: Grounds, snapshot: Snapshot, language: Language
) -> Fault | None:
    """What is wrong with how a sentence puts together what its evidence has."""
    units = snapshot.units
    text = without_attribution(text, sentence.language)
    sentence = read(text, sentence.language)
    own = clauses(with_short_names(text, units), sentence.language)
    held = clauses(with_short_names(base.told, units), base.reading.language)
    cells = [with_short_names(cell, units) for cell in base.owner_cells]
    owners = frozenset().union(*(read(cell, "nb").keys for cell in cells)) if cells else frozenset()
    checks: tuple[tuple[Fault, Callable[[], bool]], ...] = (
        (Fault.OPPOSITE, partial(swapped_opposites, own, held, language)),
        (Fault.OPPOSITE, partial(crossed_opposites, own, base.reading, language)),
        (Fault.NEGATION, partial(wrong_denial, own, held)),
        (Fault.MODAL, partial(wrong_mode, own, held, modes_of_genre(base))),
        (Fault.QUANTITY, partial(wrong_limit, sentence, text, base)),
        (Fault.QUANTITY, partial(wrong_qualifier, sentence, base.reading)),
        (Fault.OPPOSITE, partial(wrong_contrast, own, held)),
        (Fault.RELATION, partial(wrong_relation, text, base.text)),
        (Fault.RELATION, partial(wrong_cause, own, held)),
        (Fault.RELATION, partial(wrong_order, sentence, base.reading)),
        (Fault.ROLE, partial(wrong_converse, own, held)),
        (Fault.ROLE, partial(wrong_role, own, held, owners, sentence.language)),
        (Fault.ROLE, partial(changed_places, own, held, sentence.language)),
    )
    return next((fault for fault, is_wrong in checks if is_wrong()), None)
