"""Passages shown where no answer is, or as what a search found."""

from datetime import date

from assistant import labels
from assistant.answering.answer import NearestPassage
from assistant.links import page_url
from assistant.retrieval.hybrid import RankedPassage
from corpus.snapshot import Snapshot


def nearest_passage(found: RankedPassage, snapshot: Snapshot, today: date, language: str = "nb") -> NearestPassage:
    """A passage with its place and what is known of its document; `today` tells which edition holds."""
    passage = found.passage
    label, locator = snapshot.place_of(passage)
    return NearestPassage(
        **dict(snapshot.source(passage.document_id, today)),
        page=passage.first_page,
        page_label=label,
        locator=labels.locator(passage.place, locator, language),
        heading_path=passage.heading_path,
        text=passage.text,
        ocr=passage.ocr,
        score=round(found.score, 4),
        url=page_url(passage.document_id, passage.first_page, passage.generation_id, passage.text),
    )
