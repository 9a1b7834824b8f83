"""The base of every value that evaluation reads or writes, and the page they all speak of."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A value that never changes after it was made; unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PageRef(Record):
    """A page of a document; `page` is its position from 1. Hashable."""

    document: str
    page: int
