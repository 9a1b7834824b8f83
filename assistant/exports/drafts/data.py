"""A draft as data: the document, and each field's sentences with where they are from."""

from typing import Any

from assistant.drafting.marking import Origin, marked
from assistant.exports.drafts.content import Written
from assistant.exports.drafts.document import DraftDocument
from assistant.exports.drafts.refusal import in_order
from corpus.models import Record


class ExportedSentence(Record):
    """A sentence with its origin and the numbers of its sources in the draft."""

    text: str
    origin: Origin
    sources: tuple[int, ...] = ()


class ExportedPart(Record):
    """What stands in a part of a field ("description"), and its sentences."""

    part: str
    text: str
    sentences: tuple[ExportedSentence, ...]


class ExportedField(Record):
    """A field with its parts."""

    key: str
    title: str
    parts: tuple[ExportedPart, ...]


class ExportedSource(Record):
    """A source by its number in the draft, with its words and where they stand."""

    number: int
    document_id: str
    generation_id: str
    page: int
    quote: str


class ExportedDraft(Record):
    """All of a draft: `document` is what the other files are made of, its sources numbered as they appear there."""

    id: str
    title: str
    unit: str
    period: str
    state: str
    written_form: str
    assisted: bool
    template: str
    template_version: int
    document: DraftDocument
    fields: tuple[ExportedField, ...]
    sources: tuple[ExportedSource, ...]


def exported(draft: Written, document: DraftDocument) -> ExportedDraft:
    """The draft as data, beside the document that was made of it."""
    record, template = draft.record, draft.template
    told: dict[str, Any] = {name: getattr(record, name) for name in ExportedDraft.model_fields if hasattr(record, name)}
    fields = tuple(_field(key, title, draft) for key, title in in_order(template, draft.texts, record.written_form))
    kept = ExportedSource.model_fields
    sources = tuple(ExportedSource(**{name: getattr(one, name) for name in kept}) for one in draft.sources)
    ids = {"template": template.id, "template_version": template.version}
    return ExportedDraft(**{**told, **ids}, document=document, fields=fields, sources=sources)


def _field(key: str, title: str, draft: Written) -> ExportedField:
    parts = tuple(_part(name, text, draft) for name, text in draft.texts[key].parts.items())
    return ExportedField(key=key, title=title, parts=parts)


def _part(name: str, text: str, draft: Written) -> ExportedPart:
    sentences = tuple(
        ExportedSentence(text=one.text, origin=one.origin, sources=one.numbers) for one in marked(text, draft.sources)
    )
    return ExportedPart(part=name, text=text, sentences=sentences)
