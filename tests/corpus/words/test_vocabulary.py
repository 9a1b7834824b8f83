from corpus.words.vocabulary import Vocabulary


def test_terms_are_found_by_their_first_letters_in_order() -> None:
    words = Vocabulary({"evaluering": 2, "ansvar": 1, "evaluere": 1, "evne": 3})
    assert list(words.beginning("evalu")) == ["evaluere", "evaluering"]
    assert list(words.beginning("z")) == []
    assert list(words.beginning("ansvar")) == ["ansvar"]


def test_terms_are_found_without_their_diacritics() -> None:
    assert Vocabulary({"barnehagemiljø": 1}).folded["barnehagemiljo"] == "barnehagemiljø"


def test_counts_are_made_a_vocabulary_once() -> None:
    words = Vocabulary({"lek": 1})
    assert Vocabulary.of(words) is words
    assert Vocabulary.of({"lek": 1}) == words
