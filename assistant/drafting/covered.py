"""How much of what binds a draft it answers, as of now: worked out when something was changed, and remembered."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from assistant.drafting.belonging import fields_by_duty
from assistant.drafting.coverage import Coverage, coverage
from assistant.drafting.covering import Covering
from assistant.drafting.matching import Matching
from assistant.drafting.remembering import Memory
from assistant.drafting.template import Template
from corpus.readable import Readable
from corpus.store.drafts import FieldText


class Covered(NamedTuple):
    """The coverage of a draft, and by the text of each duty the fields that are there to answer it."""

    coverage: Coverage
    places: Mapping[str, tuple[str, ...]]


_KNOWN: Memory[Covered] = Memory(100)  # drafts as they stand; each some tens of kilobytes


def draft_coverage(
    template: Template, texts: Iterable[FieldText], library: Readable, today: date, jurisdiction: str | None
) -> Covered:
    """The coverage of a draft by what stands in its fields, on a day; `jurisdiction` is whose draft it is."""
    fields = list(texts)
    snapshot = library.snapshot

    def made() -> Covered:
        matching = Matching(template, library, today, jurisdiction)
        found = coverage(template, fields, matching, Covering(library, matching.documents))
        return Covered(found, fields_by_duty(template, fields, matching))

    told = [[field.key, field.parts, field.removed] for field in fields]
    of = [template.model_dump(mode="json"), told, today.isoformat(), jurisdiction, library.embedding.model_id]
    return _KNOWN.recalled(snapshot, _digest(of), made)


def _digest(content: object) -> str:
    """What stands for a content: nobody's words are kept to be compared with."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
