import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.checks.verify import folded, is_verified
from assistant.answering.draft import Claim

PAGE = """Turer i skogen

Barnehagene skal gi alle barn
en fast turdag hver uke.
▸ Kart og kompass
• Offisielle kart – i målestokk 1:5000
Styreren har ansvar innen 2026-2027, «uansett vær»."""


def claim(quote: str, *values: str) -> Claim:
    return Claim(text="Barna går på tur.", quote=quote, values=values)


def verified(quote: str, *values: str, page: str = PAGE) -> bool:
    return is_verified(claim(quote, *values), page)


@pytest.mark.parametrize(
    "quote",
    [
        "Barnehagene skal gi alle barn en fast turdag hver uke.",
        "Barnehagene skal gi  alle\tbarn\nen fast turdag",
        "en fast turdag hver uke. ▸ Kart og kompass",
        "en fast turdag hver uke. • Kart og kompass",
        "\uf0b7 Kart og kompass ■ Oﬃsielle kart - i målestokk 1:5000",
        "Oﬃsielle kart — i målestokk",
        unicodedata.normalize("NFD", "i målestokk 1:5000"),
        "innen 2026–2027",
        "turdag",
        PAGE,
    ],
)
def test_a_verbatim_quote_passes(quote: str) -> None:
    assert verified(quote)


@pytest.mark.parametrize(
    ("printed", "quote"),
    [
        ("Barna får oﬃsielle\u00a0kart", "får offisielle kart"),
        ("Barna får en barne\u00adhage", "får en barnehage"),
        ("Barna får en barne\u00ad\nhage", "får en barnehage"),
    ],
)
def test_the_page_is_folded_like_the_quote(printed: str, quote: str) -> None:
    assert verified(quote, page=printed)


@pytest.mark.parametrize(
    "quote",
    [
        "Barnehagene skal gi alle unger en fast turdag hver uke.",
        "Barnehagene skal gi nesten alle barn en fast turdag hver uke.",
        "Barnehagene skal gi barn en fast turdag hver uke.",
        "Barnehagene må gi alle barn en fast turdag",
        "barnehagene skal gi alle barn",
        "Barnehagene skal gi alle barn. En fast turdag",
        "turdag fast en",
        "barn en fast tur",
        "dag hver uke",
        "hagene skal gi",
        "ansvar innen 202",
        "målestokk 1:500",
    ],
)
def test_other_wording_is_refused(quote: str) -> None:
    assert not verified(quote)


@pytest.mark.parametrize("quote", ["", " \n\t", "\u00ad", "▸", "•", ".", "–"])
def test_a_quote_without_a_word_is_refused(quote: str) -> None:
    assert not verified(quote)


def test_a_part_of_a_word_does_not_hide_the_whole_word_after_it() -> None:
    assert verified("tur", page="Turdag, skogstur og tur")


def test_a_quote_of_another_page_is_refused() -> None:
    assert not verified("Barnehagene skal gi alle barn", page="Turer på fjellet")
    assert not verified("Barnehagene skal gi alle barn", page="")


@pytest.mark.parametrize("value", ["Styreren", "2026", "2026–2027", "ansvar innen"])
def test_a_value_in_the_quote_passes(value: str) -> None:
    assert verified("Styreren har ansvar innen 2026-2027", value)


@pytest.mark.parametrize("value", ["Bydelene", "2025", "202", "styreren", "turdag", "Styreren ansvar"])
def test_a_value_not_in_the_quote_is_refused(value: str) -> None:
    assert not verified("Styreren har ansvar innen 2026-2027", value)


def test_every_value_must_stand_in_the_quote() -> None:
    assert verified("Styreren har ansvar innen 2026-2027", "Styreren", "2026")
    assert not verified("Styreren har ansvar innen 2026-2027", "Styreren", "2028")


def test_an_empty_value_is_refused() -> None:
    assert not verified("Styreren har ansvar", "")


def test_folding_leaves_the_wording_alone() -> None:
    assert folded(" Ta  med\n▪ «Kart» – „ark“ ") == 'Ta med • «Kart» - "ark"'


WORDS = st.sampled_from(["barna", "går", "ut", "og", "leker"])


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_every_run_of_whole_words_passes_however_it_is_broken(words: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    spaces = data.draw(st.lists(st.sampled_from([" ", "\n", " \n", "\t", "\u00a0"]), min_size=8, max_size=8))
    page = "".join(word + space for word, space in zip(words, spaces, strict=False))
    assert verified(" ".join(words[start:end]), page=page)


@given(st.lists(WORDS, min_size=1, max_size=8), st.data())
def test_a_word_put_in_is_refused(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words)))
    assert not verified(" ".join([*words[:at], "aldri", *words[at:]]), page=" ".join(words))
