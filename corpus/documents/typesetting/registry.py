"""The shipped plans and their layouts, by id: the one table where a document is registered."""

from collections.abc import Callable

from corpus.documents.typesetting import actionplan, competence, criteria, handbook, slides
from corpus.documents.typesetting.layouts import Layout

LAYOUTS: dict[str, Callable[[], Layout]] = {
    "oslo-overordnet-handlingsplan-kvalitet-2024-2030": actionplan.layout,
    "kvalitetskriterier-barnehage-oppvekst": criteria.layout,
    "grorud-en-mer-inkluderende-barnehage": handbook.layout,
    "jevnaker-kompetanseutviklingsplan-2022-2025": competence.layout,
    "foredrag-trygt-og-godt-barnehagemiljo": slides.layout,
}
