"""What helps to write a draft: for a field what it answers to and passages; for the whole what it answers."""

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from assistant.answering.answer import DutyRow, MeasureRow
from assistant.answering.showing.duties import duty_rows
from assistant.answering.showing.measures import measure_rows
from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep, ServicesDep
from assistant.api.draft_access import DraftDep, is_for_all_readers, template_of
from assistant.api.draft_fields import found_field
from assistant.api.problems import described, missing
from assistant.auth import trail
from assistant.drafting import covered
from assistant.drafting.coverage import DutyState, MissingParts
from assistant.drafting.matching import Matching
from assistant.drafting.subject import subject_of
from assistant.drafting.suggesting import Suggesting, Suggestion
from assistant.retrieval.hybrid import HybridRetrieval

router = APIRouter(tags=["drafts"], dependencies=[Leader])


class _View(BaseModel):
    model_config = ConfigDict(frozen=True)


class FieldHelp(_View):
    """What a field answers to in the overall plan, and passages that may help, one's own first."""

    measures: tuple[MeasureRow, ...]
    duties: tuple[DutyRow, ...]
    suggestions: tuple[Suggestion, ...]


class CoveredDutyView(_View):
    """A duty, and what the draft does about it: in which field and sentence it answers, or only quotes it.

    `fields` are those that are there to answer it, the one that is most its own first; empty where none is.
    """

    duty: DutyRow
    state: DutyState
    key: str | None
    sentence: str | None
    fields: tuple[str, ...]


class CoverageView(_View):
    """The duties that bind, the share (0 to 1) that the draft answers, empty fields, and rows with parts missing."""

    share: float | None
    duties: tuple[CoveredDutyView, ...]
    empty: tuple[str, ...]
    missing: tuple[MissingParts, ...]


@router.get("/drafts/{draft_id}/fields/{key}/suggestions", responses=described(404, 503))
def suggestions(key: str, draft: DraftDep, services: ServicesDep, assistant: AssistantDep) -> FieldHelp:
    """The measures and duties that a field answers to, and passages that help to write it.

    In a draft of a collection these are of documents that all its readers may read.
    """
    parts = found_field(services, draft, key).parts
    template, library, today = template_of(draft), assistant.library, assistant.today
    subject = subject_of(template, key, parts.get("title", ""))
    if subject is None:
        raise missing("field", key)
    snapshot = library.snapshot
    readable = (one.id for one in snapshot.documents.values() if is_for_all_readers(one, draft.collection))
    retrieval = HybridRetrieval(library)
    found = Suggesting(template, library, retrieval, today, draft.jurisdiction, frozenset(readable)).suggestions(
        subject
    )
    bound = Matching(template, library, today, draft.jurisdiction).bound_to(subject)
    trail.answered({*(one.document_id for one in found), *(one.document_id for one in bound.duties)})
    return FieldHelp(
        measures=tuple(measure_rows(bound.measures, snapshot, today)),
        duties=tuple(duty_rows(bound.duties, snapshot, today)),
        suggestions=tuple(found),
    )


@router.get("/drafts/{draft_id}/coverage", responses=described(404, 503))
def draft_coverage(draft: DraftDep, services: ServicesDep, assistant: AssistantDep) -> CoverageView:
    """Which duties of the overall plan a draft answers and which not, empty fields, and rows with parts missing."""
    template, library, today = template_of(draft), assistant.library, assistant.today
    texts = services.library.drafts.fields(draft.id).values()
    found, places = covered.draft_coverage(template, texts, library, today, draft.jurisdiction)
    rows = duty_rows([one.duty for one in found.duties], library.snapshot, today)
    trail.answered(one.duty.document_id for one in found.duties)
    return CoverageView(
        share=found.share,
        duties=tuple(
            CoveredDutyView(
                duty=row, state=one.state, key=one.key, sentence=one.sentence, fields=places.get(one.duty.text, ())
            )
            for row, one in zip(rows, found.duties, strict=True)
        ),
        empty=found.empty,
        missing=found.missing,
    )
