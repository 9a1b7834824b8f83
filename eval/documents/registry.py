"""The made-up documents by their ids."""

from collections.abc import Callable, Mapping
from pathlib import Path

from eval.documents import (
    annual_wheel,
    competence_plan,
    landscape_goals,
    long_plan,
    printed_page,
    scanned_annex,
    two_columns,
    unruled,
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
)
MAKERS: Mapping[str, Make] = {maker.ABOUT.id: maker.make for maker in _MAKERS}
ABOUT: Mapping[str, MadeUp] = {maker.ABOUT.id: maker.ABOUT for maker in _MAKERS}
