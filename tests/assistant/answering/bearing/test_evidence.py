"""What a model cites is widened to whole sentences, or to the whole row."""

from assistant.answering.bearing import evidence_for
from corpus.models import Passage, PassageKind

TEXT = "Tolk vurderes alltid. Barna som ikke er til stede, løftes frem.\n● Frilek er ofte i små grupper"


def passage(text: str = TEXT, kind: PassageKind = PassageKind.PROSE) -> Passage:
    return Passage(
        id="one",
        document_id="plan",
        generation_id="plan-1",
        ordinal=0,
        kind=kind,
        first_page=1,
        last_page=1,
        heading_path=(),
        text=text,
        blocks=(),
    )


def test_words_inside_a_sentence_bring_its_denial_with_them() -> None:
    found = evidence_for("til stede, løftes frem", passage(), "Barna løftes frem.")
    assert found is not None
    assert found.quote == "Barna som ikke er til stede, løftes frem."


def test_words_over_two_sentences_bring_both() -> None:
    found = evidence_for("vurderes alltid. Barna som", passage(), "Tolk vurderes.")
    assert found is not None
    assert found.quote == "Tolk vurderes alltid. Barna som ikke er til stede, løftes frem."


def test_words_copied_with_a_bullet_between_them_are_found() -> None:
    found = evidence_for("løftes frem. ● Frilek er ofte", passage(), "Frilek er ofte i små grupper.")
    assert found is not None
    assert found.quote.endswith("● Frilek er ofte i små grupper")


def test_words_that_do_not_stand_there_bear_nothing() -> None:
    assert evidence_for("Tolk vurderes aldri", passage(), "Tolk vurderes.") is None


def test_signs_alone_bear_nothing() -> None:
    assert evidence_for(" «…» ", passage(), "Tolk vurderes.") is None


def test_words_of_a_row_bring_the_whole_row() -> None:
    row = "Utegruppe\nBarnehagene skal ha en fast utedag\nKontinuerlig\nBarnehagene"
    found = evidence_for("fast utedag Kontinuerlig", passage(row, PassageKind.ROW), "Utegruppen har en utedag.")
    assert found is not None
    assert found.quote == row


def test_without_words_the_sentence_that_says_most_of_the_same_is_taken() -> None:
    found = evidence_for("", passage(), "Frileken foregår ofte i små grupper.")
    assert found is not None
    assert found.quote == "Frilek er ofte i små grupper"
    assert evidence_for("", passage(), "Kommunen bygger en bro.") is None
