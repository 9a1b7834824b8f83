"""Which document something stands in, as every surface names it."""

from corpus.models.document import Document, Standing
from corpus.models.record import Record


class Source(Record):
    """The document that something stands in: whose it is, whether it retells another, and which edition it is now."""

    document_id: str
    document_title: str
    title_stated: bool = True
    issuer: str | None
    retelling: bool = False
    standing: Standing = "current"


class Located(Source):
    """A place in a document: its page (position, and the label printed on it), what people call it, the headings over
    it, and the address that opens it with its words marked.
    """

    page: int
    page_label: str | None
    locator: str
    heading_path: tuple[str, ...]
    url: str


def source_of(document: Document, standing: Standing) -> Source:
    """A document as the source of what stands in it."""
    return Source(
        document_id=document.id,
        document_title=document.title,
        title_stated=document.title_stated,
        issuer=document.issuer,
        retelling=document.is_retelling,
        standing=standing,
    )
