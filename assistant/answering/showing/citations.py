"""The citations of an answer: each statement's quote, its document and the exact place where it is printed."""

from collections.abc import Sequence

from assistant import labels
from assistant.answering.checks.verified import Verified
from assistant.answering.view import View
from assistant.links import page_url
from corpus.models import Box, Citation
from corpus.text.boxes import PrintedPage
from corpus.text.places import narrowed


def citations(verified: Sequence[Verified], view: View, language: str) -> list[Citation]:
    """A citation for each statement, numbered from one."""
    pages = {(one.statement.passage.generation_id, one.page.number): one.page for one in verified}
    printed = {key: PrintedPage(page.words) for key, page in pages.items()}
    return [
        _citation(
            number,
            one,
            printed[one.statement.passage.generation_id, one.page.number].boxes(one.statement.claim.quote),
            view,
            language,
        )
        for number, one in enumerate(verified, start=1)
    ]


def _citation(number: int, one: Verified, boxes: tuple[Box, ...], view: View, language: str) -> Citation:
    passage, page, quote = one.statement.passage, one.page, one.statement.claim.quote
    return Citation(
        **dict(view.snapshot.source(passage.document_id, view.today)),
        number=number,
        generation_id=passage.generation_id,
        page=page.number,
        page_label=page.label,
        locator=labels.locator(narrowed(passage, quote), page.locator, language),
        heading_path=passage.heading_path,
        quote=quote,
        boxes=boxes,
        passage_id=passage.id,
        measure_id=passage.measure_id,
        authority=view.snapshot.document_of(passage).authority,
        ocr=passage.ocr,
        verified=True,
        url=page_url(passage.document_id, page.number, passage.generation_id, quote),
    )
