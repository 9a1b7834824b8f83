import re

from corpus.models import Passage, PassageKind
from corpus.text.parts import PassageParts
from corpus.words.analysis import terms


def passage(key: str, text: str = "Alle barn går tur. De leker ute.") -> Passage:
    return Passage(
        id=key,
        document_id="tur",
        generation_id="tur@1",
        ordinal=1,
        kind=PassageKind.PROSE,
        first_page=1,
        last_page=1,
        heading_path=("Turplan", "Uteliv"),
        text=text,
        blocks=(),
    )


def test_each_sentence_has_its_terms_and_the_headings_theirs() -> None:
    parts = PassageParts.of(passage("a"))
    assert [text for text, _ in parts.sentences] == ["Alle barn går tur.", "De leker ute."]
    assert parts.sentences[0][1] == frozenset(terms("Alle barn går tur."))
    assert parts.heading_terms == frozenset(terms("Turplan Uteliv"))


def test_what_a_passage_holds_is_told_of_each_sentence_and_of_the_whole_text() -> None:
    parts = PassageParts.of(passage("a", "Møtet er i mai. Alle får\nbrev."))
    assert parts.holding(re.compile("mai")) == (True, False, False, True)
    assert parts.holding(re.compile(r"får\sbrev")) == (False, False, False, True)
    assert parts.holding(re.compile("juni")) == (False, False, False, False)
    assert parts.holding(re.compile("mai")) is parts.holding(re.compile("mai"))
