"""Where a message is to be read."""

from dataclasses import dataclass

from assistant.exports.markdown import Address
from assistant.texts import Language


@dataclass(frozen=True)
class Chat:
    """The conversation that a message is for: `address` makes the whole address of one of our pages from its path.

    In a shared one the pages that are a person's own are not linked, and whoever asks may be one who `reads_more` than
    what it is answered from. `reader` is the Teams id of whoever reads a personal one: what may be asked next is
    offered to them.
    """

    address: Address
    language: Language = "nb"
    is_shared: bool = False
    reads_more: bool = False
    reader: str | None = None
