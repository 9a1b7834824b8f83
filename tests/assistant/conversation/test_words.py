from assistant.conversation.words import ABOUT, LEAD, ordinal_of, steps, words_of


def test_words_are_lower_case_with_their_places_and_years_are_whole() -> None:
    text = "Og 2023–2024, E-post?"
    assert [(word.text, text[word.start : word.end]) for word in words_of(text)] == [
        ("og", "Og"),
        ("2023–2024", "2023–2024"),
        ("e-post", "E-post"),
    ]


def test_ordinals_are_known_also_where_they_are_misspelt() -> None:
    assert [ordinal_of(word) for word in ("tredje", "treje", "anre", "second", "hvordan", "under")] == [
        "3",
        "3",
        "2",
        "2",
        None,
        None,
    ]


def test_what_leads_on() -> None:
    assert [steps(word) for word in ("neste", "forrige", "første")] == [1, -1, 0]
    assert LEAD.sub("", "Ja, men hvem gjør det?") == "hvem gjør det?"
    assert ABOUT.sub("", "Kva med bydelane?") == "bydelane?"
