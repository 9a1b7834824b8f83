"""What a made-up document says: its table rows and its sentences, known to whoever made it."""

from eval.record import Record


class Row(Record):
    """A row of a table of measures, its cells as printed, '' where the table has no such column.

    `page` is where the row begins.
    """

    title: str
    description: str
    schedule: str
    owners: str
    page: int


class Sentence(Record):
    """A sentence of running prose; `page` is where it begins."""

    page: int
    text: str


class Truth(Record):
    """Everything a document says that reading must find."""

    rows: tuple[Row, ...]
    sentences: tuple[Sentence, ...]


class MadeUp(Record):
    """A made-up document: `producer` is the program that set it, `why` what makes it hard to read."""

    id: str
    filename: str
    producer: str
    why: str
