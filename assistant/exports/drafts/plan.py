"""An adopted draft as a plan that can be read in: its Word file, the same each time, and what is known of it."""

import hashlib
import io
from datetime import datetime
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from slugify import slugify

from assistant.exports.drafts.content import Written, day
from assistant.exports.drafts.document import DraftDocument
from assistant.exports.drafts.word import word_file
from assistant.texts import said
from corpus.models import Metadata
from corpus.models.document import TITLE_YEARS

_MARK = 12  # characters of the digest of a draft's id, which is a secret
_KIND = "local plan"


class PlanFile(NamedTuple):
    """A file to ingest, with its metadata."""

    content: bytes
    name: str
    metadata: Metadata


def plan_file(draft: Written, document: DraftDocument, collection: str | None = None) -> PlanFile:
    """The plan that a draft has become; as long as nothing of it is changed, the same byte for byte."""
    record = draft.record
    written_at = max((text.changed_at for text in draft.texts.values()), default=record.created_at)
    first, last = _years(record.period)
    metadata = Metadata(
        id=plan_id(draft),
        title=document.title,
        issuer=document.unit or None,
        jurisdiction=record.jurisdiction,
        kind=_KIND,
        authority="binding",
        valid_from=first,
        valid_to=last,
        edition=_edition(draft),
        language=record.written_form,
        collection=collection,
    )
    name = f"{slugify(record.title, max_length=80) or plan_id(draft)}.docx"
    return PlanFile(_stamped(word_file(document, written_at), written_at), name, metadata)


def plan_id(draft: Written) -> str:
    """The id of the plan that a draft becomes: its own, whatever the draft is called later."""
    digest = hashlib.sha256(draft.record.id.encode()).hexdigest()[:_MARK]
    return f"{slugify(draft.template.id, max_length=80)}-{digest}"


def _years(period: str) -> tuple[int | None, int | None]:
    """The first and the last year that a period names."""
    years: list[int] = []
    for match in TITLE_YEARS.finditer(period):
        first, last = match[1], match[2] or match[1]
        years += [int(first), int(last if len(last) == len(first) else first[:2] + last)]
    return min(years, default=None), max(years, default=None)


def _edition(draft: Written) -> str | None:
    """When it was adopted, where its front has a date."""
    form = draft.record.written_form
    for section in draft.template.sections:
        for field in section.fields if section.kind == "front" else ():
            text = draft.texts.get(field.key)
            if field.kind == "date" and text is not None and (named := text.parts.get("text", "").strip()):
                return f"{said('draft_document.state_adopted', form)} {day(named)}"
    return None


def _stamped(content: bytes, at: datetime) -> bytes:
    """A packed file whose parts say that they are of a time, not of when they were packed."""
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as packed, ZipFile(made, "w", ZIP_DEFLATED) as stamped:
        for part in packed.infolist():
            stamped.writestr(ZipInfo(part.filename, at.timetuple()[:6]), packed.read(part), ZIP_DEFLATED)
    return made.getvalue()
