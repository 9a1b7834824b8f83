"""What a sentence would be without a fault."""

from typing import NamedTuple

import pytest

from assistant.drafting.marking import Fault, marked
from assistant.drafting.mending import mended


class Source(NamedTuple):
    number: int
    quote: str


SOURCES = [Source(1, "Barna går på tur i all slags vær."), Source(4, "Styreren leder arbeidet i barnehagen.")]


def mend(text: str, fault: Fault, at: int = 0) -> str | None:
    sentence = marked(text, SOURCES)[at]
    assert fault in sentence.faults
    return mended(text, sentence, fault, SOURCES)


def test_words_that_are_no_quote_lose_their_quotation_marks_and_keep_their_source() -> None:
    assert mend("«Barna går aldri ut.» [1]", "altered_quote") == "Barna går aldri ut. [1]"


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Vi går på tur [9].", "Vi går på tur."),
        ("Vi går på tur [9, 1].", "Vi går på tur [1]."),
        ("Vi går på tur [1] [9].", "Vi går på tur [1]."),
    ],
)
def test_only_the_numbers_of_sources_that_are_there_stay(text: str, better: str) -> None:
    assert mend(text, "unknown_source") == better


def test_a_quote_without_its_source_gets_the_right_one() -> None:
    text = "Vi leker. Styreren leder arbeidet i barnehagen."
    better = mend(text, "lost_source", at=1)
    assert better is not None
    assert marked(better, SOURCES)[0].numbers == (4,)
    assert marked(better, SOURCES)[0].origin == "quote"


def test_of_what_only_the_writer_can_mend_nothing_is_offered() -> None:
    text = "Vi går på tur [1]."
    (sentence,) = marked(text, SOURCES, {1: "source_changed"})
    assert mended(text, sentence, "source_changed", SOURCES) is None
