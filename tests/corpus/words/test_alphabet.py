from corpus.words.alphabet import alphabetical


def test_a_norwegian_index_has_æ_ø_and_å_last() -> None:
    names = ["Ås", "Ærlig", "Zoo", "«Ørn»", "ark"]
    assert sorted(names, key=alphabetical) == ["ark", "Zoo", "Ærlig", "«Ørn»", "Ås"]
