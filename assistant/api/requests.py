"""What all requests share: unknown fields are errors, and a question is checked once."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from assistant.api.problems import invalid
from assistant.service import Assistant, checked_question


class RequestBody(BaseModel):
    """A request; an unknown field is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def checked_text(text: str) -> str:
    """The text, if it can be written anywhere.

    Raises ValueError for half a character (a lone surrogate), which JSON can spell and UTF-8 cannot.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"character {error.start + 1} is half a character; write the text anew") from error
    return text


Text = Annotated[str, AfterValidator(checked_text)]
QuestionText = Annotated[Text, AfterValidator(checked_question)]
"""1 to 2,000 characters, white space single."""


def check_documents(assistant: Assistant, document_ids: tuple[str, ...] | None, field: str) -> None:
    """Problem 422 where an id is of no document."""
    for document_id in document_ids or ():
        if assistant.document(document_id) is None:
            raise invalid(field, f"there is no document {document_id!r}; GET /api/v1/documents lists them")
