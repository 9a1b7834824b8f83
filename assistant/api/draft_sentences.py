"""How a field is read: sentence by sentence, where each is from, and what is wrong with it."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from assistant.api.access import Leader
from assistant.api.dependencies import AssistantDep
from assistant.api.draft_access import DraftDep
from assistant.api.problems import described, missing
from assistant.drafting.borne import borne_by
from assistant.drafting.draft import Draft
from assistant.drafting.marking import Fault, Origin

router = APIRouter(tags=["drafts"], dependencies=[Leader])


class ReadSentence(BaseModel):
    """A sentence of a part (characters from `start` to before `end`) without its markers, and the sources it names.

    While one of its `faults` is a refusal the draft is not exported; `not_borne` is no hindrance: it says that not all
    of the sentence was found in its source.
    """

    model_config = ConfigDict(frozen=True)

    part: str
    text: str
    start: int
    end: int
    origin: Origin
    sources: tuple[int, ...]
    faults: tuple[Fault, ...]
    refused: Annotated[bool, Field(description="Whether it keeps the draft from being exported")]


@router.get("/drafts/{draft_id}/fields/{key}/sentences", responses=described(404, 503))
def sentences(key: str, draft: DraftDep, assistant: AssistantDep) -> list[ReadSentence]:
    """The sentences of a field as it stands, in order, each held against the sources that it names."""
    library = assistant.library
    whole = Draft.read(draft, library)
    field = whole.field(key)
    if field is None:
        raise missing("field", key)
    is_borne = borne_by(library.snapshot, whole.written_form)
    return [
        ReadSentence(
            part=part,
            text=one.text,
            start=one.start,
            end=one.end,
            origin=one.origin,
            sources=one.numbers,
            faults=one.faults,
            refused=one.is_refused,
        )
        for part in field.sentences
        for one in whole.marked(field.text.parts[part], is_borne)
    ]
