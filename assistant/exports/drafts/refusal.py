"""Why a draft is not exported: each sentence in it whose source cannot be verified, and what to do about it."""

from collections.abc import Iterator, Mapping, Sequence

from assistant.drafting.marking import REFUSED, Fault, Marked, marked
from assistant.drafting.sources import CheckedSource, standings
from assistant.drafting.template import Template, WrittenForm
from assistant.texts import said
from corpus.models import Record
from corpus.store.drafts import FieldText

_PARTS = {
    "title": "draft_document.part_title",
    "description": "draft_document.part_description",
    "responsible": "draft_document.part_responsible",
    "schedule": "draft_document.part_schedule",
    "funding": "draft_document.part_funding",
}


class Unverified(Record):
    """A sentence whose source cannot be verified: where it stands, which numbers it names, what is wrong, the mend."""

    key: str
    field: str
    part: str
    sentence: str
    numbers: tuple[int, ...]
    fault: Fault
    detail: str


class RefusedError(Exception):
    """The draft has sentences whose sources cannot be verified; nothing is exported."""

    def __init__(self, unverified: Sequence[Unverified]) -> None:
        super().__init__(f"{len(unverified)} sentences have sources that cannot be verified")
        self.unverified = tuple(unverified)


def unverified(
    template: Template,
    texts: Mapping[str, FieldText],
    checked: Mapping[int, CheckedSource],
    language: WrittenForm,
) -> tuple[Unverified, ...]:
    """The sentences of a draft that stand in the way of its export, in the order of the template."""
    found: list[Unverified] = []
    for key, field in in_order(template, texts, language):
        for part, text in texts[key].parts.items():
            for sentence in marked(text, [one.source for one in checked.values()], standings(checked)):
                found.extend(_told(key, field, part, sentence, checked, language))
    return tuple(found)


def in_order(template: Template, texts: Mapping[str, FieldText], language: WrittenForm) -> Iterator[tuple[str, str]]:
    """The keys of all that stands in a draft with what each field is called, in the order of the template."""
    for section in template.sections:
        for field in section.fields:
            if field.key in texts:
                yield field.key, field.title.form(language)
        for key, text in texts.items():
            if not text.removed and section.has_own_row(key):
                yield key, text.parts.get("title", "").strip() or section.title.form(language)


def part_name(part: str, language: WrittenForm) -> str:
    """What a part of a row is called; empty for the text of a section, which has no other."""
    return said(_PARTS[part], language) if part in _PARTS else ""


def _told(
    key: str,
    field: str,
    part: str,
    sentence: Marked,
    checked: Mapping[int, CheckedSource],
    language: WrittenForm,
) -> Iterator[Unverified]:
    for fault in sentence.faults:
        if fault in REFUSED:
            named = part_name(part, language)
            yield Unverified(
                key=key,
                field=f"{field} › {named}" if named else field,
                part=part,
                sentence=sentence.text,
                numbers=sentence.numbers,
                fault=fault,
                detail=_detail(fault, sentence, checked, language),
            )


def _detail(fault: Fault, sentence: Marked, checked: Mapping[int, CheckedSource], language: WrittenForm) -> str:
    """What is wrong with a sentence, of which source, and what to do."""
    if fault == "altered_quote":
        return said("draft_document.altered_quote", language)
    if fault == "unknown_source":
        unknown = [number for number in sentence.numbers if number not in checked]
        return said("draft_document.unknown_source", language, numbers=_listed(unknown))
    wrong = [number for number in sentence.numbers if number in checked and checked[number].fault == fault]
    reasons = dict.fromkeys(checked[number].reason for number in wrong)
    return " ".join(
        said(f"draft_document.source_{reason}", language, numbers=_listed(wrong), title=_title(checked[wrong[0]]))
        for reason in reasons
    )


def _title(source: CheckedSource) -> str:
    return source.document.title if source.document else source.source.document_id


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)
