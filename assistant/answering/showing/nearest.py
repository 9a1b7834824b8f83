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
    document = snapshot.document_of(passage)
    label, locator = snapshot.place_of(passage)
    return NearestPassage(
        document_id=document.id,
        document_title=document.title,
        title_stated=document.title_stated,
        issuer=document.issuer,
        page=passage.first_page,
        page_label=label,
        locator=labels.locator(passage.place, locator, language),
        heading_path=passage.heading_path,
        text=passage.text,
        retelling=document.retelling_of is not None,
        standing=snapshot.editions.standing(document.id, today),
        ocr=passage.ocr,
        score=round(found.score, 4),
        url=page_url(document.id, passage.first_page, passage.generation_id, passage.text),
    )
