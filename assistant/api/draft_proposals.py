"""A first text for a field, from the passages that the writer chose; nothing of it is saved but its sources."""

from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.answering.answer import Writing
from assistant.answering.generating.configured import draft_writer
from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep, Services, ServicesDep
from assistant.api.draft_access import AuthorDep, DraftDep, template_of
from assistant.api.draft_fields import found_field
from assistant.api.draft_sources import checked_passage
from assistant.api.draft_views import SourceView, source_view
from assistant.api.leaving import HasLeftDep
from assistant.api.owner import AskerDep
from assistant.api.problems import ProblemError, described, invalid, missing
from assistant.api.requests import RequestBody, Text
from assistant.drafting.marking import Origin
from assistant.drafting.proposing import Proposal, ProposedSentence, Proposing, composed
from assistant.drafting.subject import subject_of
from corpus.store.drafts import Author, DraftClosedError, DraftRecord, DraftSource, QuotedPassage

router = APIRouter(tags=["drafts"], dependencies=[Leader])

_MOST_PASSAGES = 12


class ProposalRequest(RequestBody):
    """The passages to write from, by id, in the order in which they are to be used."""

    passages: Annotated[list[Annotated[Text, Field(max_length=260)]], Field(min_length=1, max_length=_MOST_PASSAGES)]


class SentenceView(BaseModel):
    """A proposed sentence of a part, with its markers, where it is from, and its sources by number."""

    model_config = ConfigDict(frozen=True)

    part: str
    text: str
    origin: Origin
    sources: tuple[int, ...]


class ProposalView(BaseModel):
    """A proposal: the text of each part with its markers, sentence by sentence, and the sources that it names.

    `engine` is "generative" where a language model wrote; `model` is its name then. `writing` is what became of asking
    one, also where nothing that it wrote could be used.
    """

    model_config = ConfigDict(frozen=True)

    parts: dict[str, str]
    sentences: tuple[SentenceView, ...]
    sources: tuple[SourceView, ...]
    engine: Literal["extractive", "generative"]
    model: str | None
    writing: Writing | None = None


@router.post("/drafts/{draft_id}/fields/{key}/proposal", responses=described(400, 404, 409, 413, 422, 503))
def propose(
    key: str,
    body: ProposalRequest,
    draft: DraftDep,
    assistant: AssistantDep,
    services: ServicesDep,
    author: AuthorDep,
    has_left: HasLeftDep,
    asker: AskerDep,
) -> ProposalView:
    """Proposes a text for a field; the passages that it cites are taken as sources, the text is not saved.

    A language model that writes is stopped, and nothing is taken, where nobody waits any more.
    """
    if draft.state == "adopted":
        raise DraftClosedError
    field = found_field(services, draft, key)
    subject = subject_of(template_of(draft), key, field.parts.get("title", ""))
    if subject is None or not subject.is_told:
        raise invalid("key", "feltet er ikke et som planene sier noe om; skriv det selv")
    passages = [checked_passage(assistant.library, draft, one) for one in dict.fromkeys(body.passages)]
    writer = draft_writer(assistant.writer.asked_by(asker)) if assistant.writer else None
    proposing = Proposing(assistant.library, draft.written_form, draft.jurisdiction, writer, has_left)
    proposal = proposing.proposal(subject, passages)
    if has_left():
        raise ProblemError(503, "Left", "den som ba om forslaget, er gått; ingenting ble tatt inn")
    return _view(proposal, services, draft, author)


def _view(proposal: Proposal, services: Services, draft: DraftRecord, author: Author) -> ProposalView:
    """The proposal with its sources taken; that a model helped is kept from then on."""
    cites = dict.fromkeys(one for sentence in proposal.sentences for one in sentence.cites)
    taken = {one: _taken(one, services, draft, author) for one in cites}
    numbers = {one: source.number for one, source in taken.items()}
    if proposal.engine == "generative" and not draft.assisted:
        services.library.drafts.change(draft.id, assisted=True)
    return ProposalView(
        parts=composed(proposal.sentences, numbers),
        sentences=tuple(_sentence(one, numbers) for one in proposal.sentences),
        sources=tuple(source_view(source, author) for source in taken.values()),
        engine=proposal.engine,
        model=proposal.writing.model if proposal.engine == "generative" and proposal.writing else None,
        writing=proposal.writing,
    )


def _taken(passage: QuotedPassage, services: Services, draft: DraftRecord, author: Author) -> DraftSource:
    source = services.library.drafts.take_source(draft.id, passage, author)
    if source is None:
        raise missing("draft", draft.id)
    return source


def _sentence(sentence: ProposedSentence, numbers: dict[QuotedPassage, int]) -> SentenceView:
    return SentenceView(
        part=sentence.part,
        text=composed([sentence], numbers)[sentence.part],
        origin=sentence.origin,
        sources=tuple(numbers[one] for one in sentence.cites),
    )
