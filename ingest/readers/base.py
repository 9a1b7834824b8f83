"""What a reader is: bytes of one format in, raw pages out."""

from typing import Protocol

from pydantic import BaseModel, ConfigDict


class RawPage(BaseModel):
    """A page as its file has it: `lines` from top to bottom, white space at their ends kept."""

    model_config = ConfigDict(frozen=True)

    number: int
    lines: tuple[str, ...]


class UnreadableFileError(Exception):
    """The file cannot become a document; the message says why and what to do."""


class Reader(Protocol):
    """Reads the files of one format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The file name endings of the format, with the dot."""
        ...

    @property
    def version(self) -> str:
        """Raised whenever the reader gives other pages for the same bytes."""
        ...

    def read(self, content: bytes) -> tuple[RawPage, ...]:
        """All pages of a file, in order.

        Raises UnreadableFileError where the bytes are not what the format promises, or hold no text.
        """
        ...
