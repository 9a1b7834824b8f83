"""Advisers' notes: what one must be, and which belong beside an answer."""

from collections.abc import Mapping
from datetime import date

from assistant.answering.answer import Answer
from assistant.inputs import whole_characters
from assistant.question.orders import shown
from assistant.question.personal_data import personal_data
from assistant.service import Assistant
from corpus.store.corrections import Correction

LONGEST_NOTE = 2_000
LONGEST_SIGNATURE = 200


class CorrectionError(ValueError):
    """The note cannot be kept; `field` is what is wrong with it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class PersonalDataInNoteError(CorrectionError):
    """The note has personal data, and is not kept."""

    def __init__(self) -> None:
        super().__init__(
            "text",
            "rettelsen har personopplysninger og ble ikke lagret; skriv den uten fødselsnummer, navn, telefonnummer og "
            "e-postadresser",
        )


def write(
    assistant: Assistant,
    document_id: str,
    text: str,
    dated: date,
    *,
    measure_id: str | None = None,
    page: int | None = None,
    signed: str = "",
) -> Correction:
    """Keeps a note on a measure or a page of a document.

    Raises CorrectionError where the document, the measure or the page is not there, or the text is empty, too long, or
    has personal data.
    """
    document = assistant.document(document_id)
    if document is None:
        raise CorrectionError("document_id", "dokumentet finnes ikke; velg et av dem som er lest inn")
    note, signature = (" ".join(shown(whole_characters(part)).split()) for part in (text, signed))
    if not note:
        raise CorrectionError("text", "rettelsen er tom; skriv hva som er riktig")
    if len(note) > LONGEST_NOTE or len(signature) > LONGEST_SIGNATURE:
        raise CorrectionError("text", f"skriv høyst {LONGEST_NOTE} tegn, og {LONGEST_SIGNATURE} i underskriften")
    if personal_data(note) or personal_data(signature):
        raise PersonalDataInNoteError
    if (measure_id is None) == (page is None):
        raise CorrectionError("page", "oppgi enten en side eller et tiltak")
    if page is not None and not 1 <= page <= document.pages:
        raise CorrectionError("page", f"siden finnes ikke; dokumentet har {document.pages}")
    if measure_id is not None and measure_id not in _measures(assistant, document_id):
        raise CorrectionError("measure_id", "tiltaket finnes ikke i dokumentet")
    return assistant.library.corrections.add(
        Correction(
            document_id=document_id,
            generation_id=assistant.library.snapshot.generations[document_id],
            measure_id=measure_id,
            page=page,
            text=note,
            signed=signature,
            dated=dated,
        )
    )


def notes_beside(assistant: Assistant, answer: Answer) -> list[Correction]:
    """The notes on the pages and measures that an answer cites or lists."""
    measures = {measure.id for measure in answer.measures} | {
        citation.measure_id for citation in answer.citations if citation.measure_id
    }
    pages = {(citation.document_id, citation.page) for citation in answer.citations}
    return assistant.library.corrections.notes_for(measures, pages)


def measure_titles(assistant: Assistant, document_id: str) -> Mapping[str, str]:
    """The titles of a document's measures by id, in their order."""
    return _measures(assistant, document_id)


def _measures(assistant: Assistant, document_id: str) -> dict[str, str]:
    return {
        measure.id: measure.title
        for measure in assistant.library.snapshot.measures
        if measure.document_id == document_id
    }
