"""In which fields of a draft each duty of the overall plan is to be answered."""

from collections.abc import Iterable

from assistant.drafting.matching import Matching
from assistant.drafting.subject import subject_of
from assistant.drafting.template import Template
from corpus.store.drafts import FieldText


def fields_by_duty(template: Template, fields: Iterable[FieldText], matching: Matching) -> dict[str, tuple[str, ...]]:
    """The keys of the fields that are there for a duty, by its text; first the one that is there for the fewest.

    Of as many, a row comes before a chapter. Duties that no field is there for are left out.
    """
    bound: dict[str, tuple[str, ...]] = {}
    rows: set[str] = set()
    for field in fields:
        subject = None if field.removed else subject_of(template, field.key, field.parts.get("title", ""))
        if subject is not None:
            bound[field.key] = tuple(dict.fromkeys(duty.text for duty in matching.bound_to(subject).duties))
            rows |= {field.key} if subject.kind == "row" else set()
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(bound, key=lambda one: (len(bound[one]), one not in rows)):
        for text in bound[key]:
            found[text] = (*found.get(text, ()), key)
    return found
