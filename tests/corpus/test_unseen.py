import pytest

from corpus.models import Metadata
from corpus.models.unseen import has_unseen, without_unseen


@pytest.mark.parametrize("sign", ["\x1b", "\x07", "\x9b", "\x00", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff"])
def test_what_nobody_sees_is_taken_out(sign: str) -> None:
    assert has_unseen(f"regn{sign}tøy")
    assert without_unseen(f"regn{sign}tøy") == "regntøy"


@pytest.mark.parametrize("text", ["barne\u00adhage", "\u200d".join("👩👧"), "a\tb\nc\x0cd\u2028e", "Ča\u030a"])
def test_white_space_soft_hyphens_and_joined_signs_stay(text: str) -> None:
    assert not has_unseen(text)


def test_what_is_said_of_a_document_turns_nothing_around() -> None:
    said = Metadata(id="tur\u202e", title="Tur\u202eplan", issuer="\x1b[2JKommunen", valid_from=2025)
    assert (said.id, said.title, said.issuer, said.valid_from) == ("tur", "Turplan", "[2JKommunen", 2025)
