import pytest

from corpus.library import Library
from corpus.models import Coverage, Document, Passage, PassageKind
from corpus.text.written import is_nynorsk

NYNORSK = "Barna er ikkje ute åleine, og dei vaksne kjem frå kvar si gruppe."
BOKMAL = "Barna er ikke ute alene, og de voksne kommer fra hver sin gruppe."


def document(language: str | None = None) -> Document:
    return Document(
        id="plan",
        title="Plan",
        language=language,
        sha256="",
        file_name="",
        pages=1,
        coverage=Coverage(),
    )


def passage(text: str) -> Passage:
    return Passage(
        id="p",
        document_id="plan",
        generation_id="g",
        kind=PassageKind.PROSE,
        text=text,
        heading_path=(),
        first_page=1,
        ordinal=0,
        blocks=(),
        last_page=1,
    )


@pytest.mark.parametrize(("text", "expected"), [(NYNORSK, True), (BOKMAL, False), ("1 2 3", False)])
def test_the_text_tells_where_nothing_was_said(text: str, expected: bool) -> None:
    assert is_nynorsk(document(), [passage(text)]) is expected


@pytest.mark.parametrize(("language", "expected"), [("nn", True), ("nn-NO", True), ("nb-NO", False)])
def test_what_was_said_of_the_language_holds(language: str, expected: bool) -> None:
    assert is_nynorsk(document(language), [passage(BOKMAL if expected else NYNORSK)]) is expected


def test_a_corpus_in_bokmal_has_no_nynorsk_terms(library: Library) -> None:
    assert not library.snapshot.nynorsk
