import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.models import Passage, PassageKind
from corpus.text.items import is_item
from corpus.text.sentences import passage_sentences, sentences


def passage(text: str, kind: PassageKind) -> Passage:
    return Passage(
        id="plan@1:1",
        document_id="plan",
        generation_id="plan@1",
        ordinal=1,
        kind=kind,
        first_page=1,
        last_page=1,
        heading_path=(),
        text=text,
        blocks=(),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Barna går ut. De leker! Hva så?", ("Barna går ut.", "De leker!", "Hva så?")),
        ("Barna går ut. så leker de.", ("Barna går ut. så leker de.",)),
        ("Se kap. 8 i loven. Den gjelder.", ("Se kap. 8 i loven.", "Den gjelder.")),
        ("Turen er 3. mai, ca. 5 km. Ta med mat.", ("Turen er 3. mai, ca. 5 km.", "Ta med mat.")),
        ("Planen går til 2025. De leser den.", ("Planen går til 2025.", "De leser den.")),
        ("Barna møtes kl. 10 ved porten. Vi går da.", ("Barna møtes kl. 10 ved porten.", "Vi går da.")),
        ("Vi møtes tirs. 5.11.2025 og tors. 7.11.2025.", ("Vi møtes tirs. 5.11.2025 og tors. 7.11.2025.",)),
        ("Hun sa «Vi går!» Så gikk de.", ("Hun sa «Vi går!»", "Så gikk de.")),
        ("Det regner. «Vi går!» sa hun.", ("Det regner.", "«Vi går!» sa hun.")),
        ("Ta med:\n• Kart\n▸ Sag. Og kniv.\n– Tau", ("Ta med:", "Kart", "Sag.", "Og kniv.", "Tau")),
        ("1. Sekk\n2. Gode sko", ("1. Sekk", "2. Gode sko")),
        ("…\n•\n", ()),
        ("", ()),
    ],
)
def test_sentences_end_where_they_end(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_a_row_is_quoted_whole_on_one_line() -> None:
    row = passage("Turvenner\nAlle går. De leker.\n2025\nUTD", PassageKind.ROW)
    assert passage_sentences(row) == ("Turvenner Alle går. De leker. 2025 UTD",)


@pytest.mark.parametrize("kind", [PassageKind.PROSE, PassageKind.LIST])
def test_other_passages_are_quoted_by_the_sentence(kind: PassageKind) -> None:
    assert passage_sentences(passage("Alle går.\n• De leker. De ler.", kind)) == ("Alle går.", "De leker.", "De ler.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [("• Kart", True), ("- Kart", True), ("1. Kart", True), ("12) Kart", True), ("Kart", False), ("2025. Kart", False)],
)
def test_a_list_item_is_seen_by_its_sign(line: str, expected: bool) -> None:
    assert is_item(line) is expected


@given(st.text(alphabet="abÅ1 .!?«»\n•-kap"))
def test_sentences_are_verbatim_and_nothing_but_signs_is_lost(text: str) -> None:
    whole = "".join(filter(str.isalnum, text))
    found = sentences(text)
    assert "".join(filter(str.isalnum, "".join(found))) == whole
    for sentence in found:
        assert "".join(sentence.split()) in "".join(text.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a. Kart.\nb) Sag. Og tau.", ("a. Kart.", "b) Sag.", "Og tau.")),
        ("☐ Kart\n[ ] Sag\niii. Tau", ("Kart", "Sag", "iii. Tau")),
        ("Uten gyldig politiattest.Attesten må vises.", ("Uten gyldig politiattest.", "Attesten må vises.")),
        ("Les mer på www.plan.No her.", ("Les mer på www.plan.No her.",)),
    ],
)
def test_items_keep_letters_and_glued_sentences_come_apart(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected
