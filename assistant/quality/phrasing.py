"""The sentences of a check, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.quality.findings import FindingKind
from assistant.question.language import Language

_SENTENCES: dict[FindingKind, dict[Language, str]] = {
    FindingKind.NO_OWNER: {
        "nb": "Tiltaket «{0}» har ingen ansvarlig.",
        "nn": "Tiltaket «{0}» har ingen ansvarleg.",
        "en": "The measure «{0}» has no owner.",
    },
    FindingKind.NO_SCHEDULE: {
        "nb": "Tiltaket «{0}» har ingen tidsplan.",
        "nn": "Tiltaket «{0}» har ingen tidsplan.",
        "en": "The measure «{0}» has no schedule.",
    },
    FindingKind.DESCRIPTION_OF_ANOTHER: {
        "nb": "Tiltaket «{0}» har en beskrivelse som hører til «{1}».",
        "nn": "Tiltaket «{0}» har ei skildring som høyrer til «{1}».",
        "en": "The measure «{0}» has a description that belongs to «{1}».",
    },
    FindingKind.SAME_DESCRIPTION: {
        "nb": "Tiltakene «{0}» og «{1}» har samme beskrivelse, men ikke samme ansvar og tidsplan.",
        "nn": "Tiltaka «{0}» og «{1}» har same skildring, men ikkje same ansvar og tidsplan.",
        "en": "The measures «{0}» and «{1}» have the same description, but not the same owner and schedule.",
    },
    FindingKind.TWO_NAMES: {
        "nb": "«{0}» og «{1}» ser ut til å være ett tiltak med to navn: beskrivelse, ansvar og tidsplan er de samme.",
        "nn": "«{0}» og «{1}» ser ut til å vere eitt tiltak med to namn: skildring, ansvar og tidsplan er dei same.",
        "en": "«{0}» and «{1}» seem to be one measure under two names: description, owner and schedule are the same.",
    },
    FindingKind.WORDINGS_DIFFER: {
        "nb": "Tiltaket «{0}» står flere steder, og ikke med de samme ordene.",
        "nn": "Tiltaket «{0}» står fleire stader, og ikkje med dei same orda.",
        "en": "The measure «{0}» is printed in several places, and not in the same words.",
    },
    FindingKind.DATES_OUT_OF_ORDER: {
        "nb": "Datoen i «{0}» er ikke i rekkefølge: {1} står foran {2}.",
        "nn": "Datoen i «{0}» er ikkje i rekkjefølgje: {1} står framfor {2}.",
        "en": "The date in «{0}» is out of order: {1} stands before {2}.",
    },
    FindingKind.OUTSIDE_THE_YEARS: {
        "nb": "«{0}» ({1}) ligger utenfor årene planen gjelder for ({2}).",
        "nn": "«{0}» ({1}) ligg utanfor åra planen gjeld for ({2}).",
        "en": "«{0}» ({1}) lies outside the years of the plan ({2}).",
    },
}
_OWNERS: dict[Language, str] = {
    "nb": "Tiltaket «{0}» har ansvarlig {1} i tabellen, men teksten gir {2} ansvar.",
    "nn": "Tiltaket «{0}» har ansvarleg {1} i tabellen, men teksten gjev {2} ansvar.",
    "en": "The measure «{0}» has {1} as its owner in the table, but the text makes {2} responsible.",
}
_OWNERS_OF_ROWS: dict[Language, str] = {
    "nb": "Tiltaket «{0}» står flere steder, og ikke med samme ansvarlig.",
    "nn": "Tiltaket «{0}» står fleire stader, og ikkje med same ansvarleg.",
    "en": "The measure «{0}» is printed in several places, and not with the same owner.",
}


def sentence(kind: FindingKind, says: Sequence[str], language: Language) -> str:
    """What a finding says, with the values it names."""
    if kind is FindingKind.OWNERS_DIFFER:
        return (_OWNERS if len(says) > 1 else _OWNERS_OF_ROWS)[language].format(*says)
    return _SENTENCES[kind][language].format(*says)
