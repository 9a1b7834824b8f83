"""The sentences of a check, in bokmål, nynorsk and English."""

from collections.abc import Sequence

from assistant.quality.findings import FindingKind
from assistant.question.language import Language

_Words = dict[Language, str]

_SENTENCES: dict[FindingKind, _Words] = {
    FindingKind.DESCRIPTION_OF_ANOTHER: {
        "nb": "Tiltaket «{0}» har en beskrivelse som hører til tiltaket «{1}».",
        "nn": "Tiltaket «{0}» har ei skildring som høyrer til tiltaket «{1}».",
        "en": "The measure «{0}» has a description that belongs to the measure «{1}».",
    },
    FindingKind.TWO_NAMES: {
        "nb": "«{0}» og «{1}» ser ut til å være ett tiltak med to navn: beskrivelse, ansvar og tidsplan er de samme.",
        "nn": "«{0}» og «{1}» ser ut til å vere eitt tiltak med to namn: skildring, ansvar og tidsplan er dei same.",
        "en": "«{0}» and «{1}» seem to be one measure under two names: description, owner and schedule are the same.",
    },
    FindingKind.SAME_DESCRIPTION: {
        "nb": "Tiltakene «{0}» og «{1}» har samme beskrivelse, men ikke samme ansvar og tidsplan.",
        "nn": "Tiltaka «{0}» og «{1}» har same skildring, men ikkje same ansvar og tidsplan.",
        "en": "The measures «{0}» and «{1}» have the same description, but not the same owner and schedule.",
    },
    FindingKind.OWNERS_DIFFER: {
        "nb": "Tiltaket «{0}» står flere steder i planen, men ikke med samme ansvarlig.",
        "nn": "Tiltaket «{0}» står fleire stader i planen, men ikkje med same ansvarleg.",
        "en": "The measure «{0}» is printed in several places, but not with the same owner.",
    },
    FindingKind.SCHEDULES_DIFFER: {
        "nb": "Tiltaket «{0}» står flere steder i planen, men ikke med samme tidsplan.",
        "nn": "Tiltaket «{0}» står fleire stader i planen, men ikkje med same tidsplan.",
        "en": "The measure «{0}» is printed in several places, but not with the same schedule.",
    },
    FindingKind.WORDINGS_DIFFER: {
        "nb": "Tiltaket «{0}» står flere steder i planen, men beskrivelsen er ikke ordrett den samme.",
        "nn": "Tiltaket «{0}» står fleire stader i planen, men skildringa er ikkje ordrett den same.",
        "en": "The measure «{0}» is printed in several places, but its description is not word for word the same.",
    },
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
    FindingKind.DATES_OUT_OF_ORDER: {
        "nb": "Datoen i «{0}» bryter rekkefølgen: {1} står før {2}.",
        "nn": "Datoen i «{0}» bryt rekkjefølgja: {1} står før {2}.",
        "en": "The date in «{0}» breaks the order: {1} stands before {2}.",
    },
    FindingKind.OUTSIDE_THE_YEARS: {
        "nb": "«{0}» ({1}) ligger utenfor årene planen gjelder for ({2}).",
        "nn": "«{0}» ({1}) ligg utanfor åra planen gjeld for ({2}).",
        "en": "«{0}» ({1}) lies outside the years of the plan ({2}).",
    },
}
_OWNERS_IN_TEXT: _Words = {
    "nb": "Tabellen oppgir {1} som ansvarlig for tiltaket «{0}», mens teksten om det gir ansvar til {2}.",
    "nn": "Tabellen fører opp {1} som ansvarleg for tiltaket «{0}», medan teksten om det gjev ansvar til {2}.",
    "en": "The table names {1} as the owner of the measure «{0}», while the text about it gives responsibility to {2}.",
}
_COMPARE_ROWS: _Words = {
    "nb": "Sammenlign radene og avgjør hvilken som gjelder.",
    "nn": "Samanlikn radene og avgjer kva for ei som gjeld.",
    "en": "Compare the rows and settle which one holds.",
}
_ADVICE: dict[FindingKind, _Words] = {
    FindingKind.DESCRIPTION_OF_ANOTHER: {
        "nb": "Skriv tiltakets egen beskrivelse, eller endre navnet.",
        "nn": "Skriv skildringa som høyrer til tiltaket, eller endre namnet.",
        "en": "Write the measure's own description, or change its name.",
    },
    FindingKind.TWO_NAMES: {
        "nb": "Slå radene sammen, eller beskriv hva som skiller dem.",
        "nn": "Slå radene saman, eller skildre kva som skil dei.",
        "en": "Join the rows, or describe what tells them apart.",
    },
    FindingKind.SAME_DESCRIPTION: {
        "nb": "Se om den ene beskrivelsen er kopiert ved en feil.",
        "nn": "Sjå om den eine skildringa er kopiert ved ein feil.",
        "en": "See whether one of the descriptions was copied by mistake.",
    },
    FindingKind.OWNERS_DIFFER: {
        "nb": "Avklar hvem som har ansvaret, og skriv det likt begge steder.",
        "nn": "Avklar kven som har ansvaret, og skriv det likt begge stader.",
        "en": "Settle who is responsible, and write the same in both places.",
    },
    FindingKind.SCHEDULES_DIFFER: _COMPARE_ROWS,
    FindingKind.WORDINGS_DIFFER: _COMPARE_ROWS,
    FindingKind.NO_OWNER: {
        "nb": "Skriv hvem som har ansvaret.",
        "nn": "Skriv kven som har ansvaret.",
        "en": "Write who is responsible.",
    },
    FindingKind.NO_SCHEDULE: {
        "nb": "Skriv når tiltaket skal gjennomføres.",
        "nn": "Skriv når tiltaket skal gjennomførast.",
        "en": "Write when the measure is to be carried out.",
    },
    FindingKind.DATES_OUT_OF_ORDER: {
        "nb": "Se etter skrivefeil i dag, måned og år.",
        "nn": "Sjå etter skrivefeil i dag, månad og år.",
        "en": "Look for a slip in day, month and year.",
    },
    FindingKind.OUTSIDE_THE_YEARS: {
        "nb": "Se om året er riktig, eller om tiltaket hører til en annen planperiode.",
        "nn": "Sjå om året er rett, eller om tiltaket høyrer til ein annan planperiode.",
        "en": "See whether the year is right, or whether this belongs to another period.",
    },
}


def sentence(kind: FindingKind, says: Sequence[str], language: Language) -> str:
    """What a finding says, with the values it names."""
    is_in_text = kind is FindingKind.OWNERS_DIFFER and len(says) > 1
    return (_OWNERS_IN_TEXT if is_in_text else _SENTENCES[kind])[language].format(*says)


def advice(kind: FindingKind, language: Language) -> str:
    """What to do about a finding."""
    return _ADVICE[kind][language]
