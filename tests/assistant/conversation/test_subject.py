import pytest

from assistant.conversation.subject import subject_of, tail_of, without_attribute


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("Hvem har ansvar for svømmekurs?", "svømmekurs"),
        ("hvem har ansvare for nettverk for styrere?", "nettverk for styrere"),
        ("Hva sier planen om mat og måltid?", "mat og måltid"),
        ("Hva skal kommunen gjøre med nettsiden for ansatte?", "nettsiden for ansatte"),
        ("When should the kitchens be mapped?", "kitchens"),
        ("Når skal kjøkkenfasilitetene være kartlagt?", "kjøkkenfasilitetene"),
        ("Which report by the institute does the talk use?", "the report by the institute"),
        ("Hvilke tiltak har PPT ansvar for i 2025?", "tiltak som PPT har ansvar for i 2025"),
        ("How many measures does UTD have?", "the measures that UTD is responsible for"),
        ("Hvor mange steg er det i anbefalt prosess?", "anbefalt prosess"),
    ],
)
def test_the_phrase_that_a_question_is_about(question: str, subject: str) -> None:
    found = subject_of(question)
    assert found.text == subject
    assert found.is_noun


def test_where_nothing_is_left_the_whole_question_is_the_subject() -> None:
    found = subject_of("Hvem gjør det?")
    assert not found.is_noun or found.text == "det"


def test_the_goal_of_a_thing_is_about_the_thing() -> None:
    found = without_attribute(subject_of("Kva er målet for tidleg innsats i Jevnaker?"))
    assert found.text == "tidleg innsats i Jevnaker"
    assert found.text[tail_of(found.text) :] == " i Jevnaker"
