"""Every citation of an answer, checked on the original."""

from assistant.answering.answer import Answer
from eval.originals import Originals
from eval.record import Record


class Quote(Record):
    """What an answer quotes from a page, and whether the original has it there verbatim."""

    number: int
    document: str
    page: int
    quote: str
    verbatim: bool


def quotes(answer: Answer, originals: Originals) -> tuple[Quote, ...]:
    """The citations of an answer in their order, each checked."""
    return tuple(
        Quote(
            number=citation.number,
            document=citation.document_id,
            page=citation.page,
            quote=citation.quote,
            verbatim=originals.holds_verbatim(citation.document_id, citation.page, citation.quote),
        )
        for citation in answer.citations
    )
