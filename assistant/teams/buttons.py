"""What the buttons of a card carry, and what was pressed: read strictly, for anybody may send anything."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.inputs import LONGEST_QUESTION
from assistant.register.facets import Rows
from assistant.texts import Language

KEY = "planassistent"

_Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[\w-]+$")]
_Start = Annotated[int, Field(ge=0, le=100_000)]


class _Button(BaseModel):
    """`language` is that of the card that it stands on: what it shows is in the same."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    language: Language | None = None


class Ask(_Button):
    """Asks a question, as one that follows the message with the id `after` where that is given."""

    do: Literal["ask"] = "ask"
    question: Annotated[str, Field(min_length=1, max_length=LONGEST_QUESTION)]
    after: _Id | None = None


class All(_Button):
    """Shows the rows of a message's answer from the number `start` on, counted from 0."""

    do: Literal["all"] = "all"
    message: _Id
    rows: Rows
    start: _Start = 0


class Listed(_Button):
    """Shows the measures that `words` ask the register for, from the number `start` on, counted from 0."""

    do: Literal["listed"] = "listed"
    words: Annotated[str, Field(max_length=200)]
    start: _Start = 0


class Delete(_Button):
    """Deletes the conversation that it is pressed in."""

    do: Literal["delete"] = "delete"


class Keep(_Button):
    """Leaves the conversation as it is."""

    do: Literal["keep"] = "keep"


class Help(_Button):
    """Shows what can be asked."""

    do: Literal["help"] = "help"


class Documents(_Button):
    """Shows which documents there are."""

    do: Literal["documents"] = "documents"


Button = Ask | All | Listed | Delete | Keep | Help | Documents

_pressed: TypeAdapter[Button] = TypeAdapter(Annotated[Button, Field(discriminator="do")])


def data(button: Button) -> dict[str, Any]:
    """What a card's action carries."""
    return {KEY: button.model_dump(exclude_none=True)}


def pressed(value: object) -> Button | None:
    """The button whose data came back with an activity; None for what no card of ours says."""
    if not isinstance(value, dict) or not isinstance(value.get(KEY), dict):
        return None
    try:
        return _pressed.validate_python(value[KEY])
    except ValidationError:
        return None
