import pytest

from assistant.answering.draft import Draft, quoted
from assistant.answering.drafts.enumerations import enumerated, items_in
from assistant.question.understand import understand
from corpus.library import Library


@pytest.mark.parametrize(
    ("sentence", "items"),
    [
        ("Gruppa har med kart, kompass, tau og mat.", ("kart", "kompass", "tau", "mat")),
        (
            "Planen er laget i samarbeid med foreldre, Turlaget, Speiderne og Naturskolen i Lia.",
            ("foreldre", "Turlaget", "Speiderne", "Naturskolen i Lia"),
        ),
        (
            "Dette skyldes mangel på tid og folk, for små sekker eller for lang vei.",
            ("tid og folk", "for små sekker", "for lang vei"),
        ),
        (
            "De lager felles regler for turen, som omfatter pakking, rast og hjemvei.",
            ("pakking", "rast", "hjemvei"),
        ),
        ("Barna leker ute, og de voksne ser på.", ()),
        ("Barna fyrer bål og synger.", ()),
        ("De har kart. De har kompass, tau og mat.", ()),
    ],
)
def test_what_a_sentence_names_in_a_row(sentence: str, items: tuple[str, ...]) -> None:
    assert items_in(sentence) == items


@pytest.mark.parametrize(
    ("question", "sentence", "bullets"),
    [
        ("Hvilke ting har gruppa med?", "Gruppa har med kart, kompass og tau.", 3),
        ("Hva har gruppa med?", "Gruppa har med kart, kompass og tau.", 0),
        ("Hvem er med?", "Med er Turlaget, Speiderne og Naturskolen.", 3),
        ("Hvem har med utstyr?", "Turlaget har med kart, kompass og tau.", 0),
    ],
)
def test_they_are_items_where_several_things_are_asked_for(
    library: Library, question: str, sentence: str, bullets: int
) -> None:
    draft = Draft(statements=(quoted(sentence, library.snapshot.passages[0]),))
    listed = enumerated(understand(question, library.snapshot), draft)
    assert sum(statement.bullet for statement in listed.statements) == bullets
    assert listed.statements[0].claim.quote == sentence


def test_the_sentence_that_names_them_need_not_be_the_first(library: Library) -> None:
    passage = library.snapshot.passages[0]
    said = ("Gruppa går langt.", "Gruppa har med kart, kompass og tau.")
    draft = Draft(statements=tuple(quoted(sentence, passage) for sentence in said))
    listed = enumerated(understand("Hvilke ting har gruppa med?", library.snapshot), draft)
    assert [statement.claim.quote for statement in listed.statements] == [said[1], "kart", "kompass", "tau"]
