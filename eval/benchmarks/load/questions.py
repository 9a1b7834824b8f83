"""Distinct questions, as many as are asked for, each of which is about something in the plans."""

from collections.abc import Iterator, Sequence
from itertools import count, islice, product

from corpus.snapshot import Snapshot

_OF_A_MEASURE = (
    "Hvem har ansvar for «{}»?",
    "Når skal «{}» være gjort?",
    "Hva går «{}» ut på?",
    "Hva er tidsplanen for tiltaket «{}»?",
    "Kven har ansvaret for «{}»?",
    "Who is responsible for «{}»?",
    "Står det noe om «{}» i planene?",
    "Hvorfor er «{}» med i planen?",
)
_OF_A_UNIT = (
    "Hvilke tiltak har {} ansvar for?",
    "Hvor mange tiltak har {} ansvar for?",
    "Hva skal {} gjøre?",
)
_LEADS = ("", "Kan du si meg: ", "Til møtet i morgen: ", "Spørsmål fra en styrer: ", "Spørsmål fra en ansatt: ")


def distinct(snapshot: Snapshot, most: int) -> list[str]:
    """So many different questions on the measures, units and headings of a library, the same ones each time.

    Those that stand alone come first; then each again after other opening words, and with a number that means nothing.
    """
    return list(islice(_endless(_plain(snapshot)), most))


def _plain(snapshot: Snapshot) -> list[str]:
    titles = dict.fromkeys(measure.title for measure in snapshot.measures)
    units = dict.fromkeys(measure.responsible_raw for measure in snapshot.measures)
    headings = dict.fromkeys(passage.heading_path[-1] for passage in snapshot.passages if passage.heading_path)
    return [
        *(form.format(title) for title, form in product(titles, _OF_A_MEASURE)),
        *(form.format(unit) for unit, form in product(units, _OF_A_UNIT)),
        *(f"Hva sier planene om {heading.lower()}?" for heading in headings),
    ]


def _endless(plain: Sequence[str]) -> Iterator[str]:
    for number in count():
        for lead, question in product(_LEADS, plain):
            yield f"{lead}{question}" if number == 0 else f"Sak {number}: {lead}{question}"
