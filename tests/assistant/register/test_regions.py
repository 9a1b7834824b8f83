from assistant.register.regions import Regions


def test_what_rows_are_about_ends_where_the_question_goes_on() -> None:
    text = "Hvilke tiltak om råd fra PPT har UTD i 2025?"
    regions = Regions(text)
    assert regions.hold(text.index("PPT"))
    assert not regions.hold(text.index("UTD"))
    assert regions.have("råd fra ppt")
    assert not regions.have("utd")


def test_quoted_words_and_clauses_are_such_stretches() -> None:
    text = "Hvilke tiltak står under «Eikedal vil at bydelene leker», UTD?"
    regions = Regions(text)
    assert regions.hold(text.index("bydelene"))
    assert not regions.hold(text.index("UTD"))
