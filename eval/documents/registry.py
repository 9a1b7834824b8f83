"""The made-up documents by their ids."""

from collections.abc import Callable, Mapping
from pathlib import Path

from eval.documents import (
    annual_wheel,
    competence_plan,
    guideline,
    landscape_goals,
    long_plan,
    markdown_handbook,
    printed_forms,
    printed_page,
    printed_slides,
    prose_measures,
    quality_report,
    scanned_annex,
    slides,
    two_columns,
    unruled,
    web_page,
    word_forms,
    word_nested,
    word_plan,
    zebra,
)
from eval.documents.truth import MadeUp, Truth

Make = Callable[[Path], tuple[Path, Truth]]

_MAKERS = (
    word_plan,
    printed_page,
    long_plan,
    landscape_goals,
    two_columns,
    unruled,
    competence_plan,
    scanned_annex,
    annual_wheel,
    zebra,
    word_nested,
    slides,
    web_page,
    markdown_handbook,
    word_forms,
    printed_forms,
    printed_slides,
    guideline,
    prose_measures,
    quality_report,
)
MAKERS: Mapping[str, Make] = {maker.ABOUT.id: maker.make for maker in _MAKERS}
ABOUT: Mapping[str, MadeUp] = {maker.ABOUT.id: maker.ABOUT for maker in _MAKERS}
