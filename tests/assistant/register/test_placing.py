import pytest

from assistant.register.filters import Filters
from assistant.register.placing import Texts, documents_under
from assistant.register.selection import is_under
from corpus.snapshot import Snapshot


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("Veivalg 1", {"a", "b"}),
        ("VEIVALG 1: ute", {"a"}),
        ("valg", {"a", "b", "c"}),
        ("1: uteveivalg", set()),  # no words over the end of a text
        ("inne", set()),
        ("", {"a", "b", "c", "d"}),
    ],
)
def test_words_are_looked_for_in_each_text_by_itself(words: str, documents: set[str]) -> None:
    texts = Texts({"Veivalg 1: ute": {"a"}, "veivalg 1": {"b"}, "Valg": {"c"}, "": {"d"}})
    assert texts.documents_with(words) == documents


def test_of_no_texts_there_is_nothing() -> None:
    assert Texts({}).documents_with("tur") == Texts({}).documents_with("") == frozenset()


def test_every_document_with_a_row_under_the_words_is_there(snapshot: Snapshot) -> None:
    for measure in snapshot.measures:
        for words in filter(None, (measure.strategic_priority, (measure.strategic_priority or "")[3:9])):
            filters = Filters(priority=words)
            having = {row.document_id for row in snapshot.measures if is_under(row, filters)}
            assert having <= documents_under("measures", "priority", words, snapshot)
            assert having <= documents_under("duties", "priority", words, snapshot)
