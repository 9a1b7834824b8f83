"""What all requests share: unknown fields are errors, and a question is checked once."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from assistant.api.problems import invalid
from assistant.inputs import checked_question, whole_characters
from assistant.service import Assistant
from corpus.complaints import quoted


class RequestBody(BaseModel):
    """A request; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Text = Annotated[str, AfterValidator(whole_characters)]
QuestionText = Annotated[Text, AfterValidator(checked_question)]
"""1 to 2,000 characters, white space single."""


def check_documents(assistant: Assistant, document_ids: tuple[str, ...] | None, field: str) -> None:
    """Problem 422 where an id is of no document."""
    for document_id in document_ids or ():
        if assistant.document(document_id) is None:
            raise invalid(
                field, f"dokumentet {quoted(document_id)} finnes ikke; GET /api/v1/documents viser dem som finnes"
            )


def check_scope(assistant: Assistant, scope: str | None, field: str = "scope") -> None:
    """Problem 422 where no plan holds for a jurisdiction, nor for what it is part of."""
    try:
        assistant.check_scope(scope)
    except ValueError as error:
        raise invalid(field, str(error)) from error
