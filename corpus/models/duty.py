"""A duty (plikt): what a unit is bound to do."""

from corpus.models.record import Record


class Duty(Record):
    """A sentence that binds units to something; `text` is verbatim, and so is the `lead` that a bullet stands under.

    `units` are ids, of a role that no register knows its slug; `pages` are all where the same sentence is printed.
    """

    id: str
    document_id: str
    generation_id: str
    ordinal: int
    unit_raw: str
    units: tuple[str, ...]
    action: str
    text: str
    lead: str | None = None
    page: int
    pages: tuple[int, ...]
    passage_id: str
    heading_path: tuple[str, ...]
