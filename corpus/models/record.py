"""What every record is: a value that never changes."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that never changes after it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")
