import pytest

from assistant.question.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hvem har ansvar for svømmekurs for femåringer?", "nb"),
        ("alle tiltak barnehagene har ansvar for", "nb"),
        ("frist svømmekurs", "nb"),
        ("Kven har ansvaret for utegruppa?", "nn"),
        ("Korleis skal dei tilsette vere?", "nn"),
        ("Who is responsible for the books?", "en"),
        ("schedule of the swimming course", "en"),
    ],
)
def test_function_words_tell_the_written_form(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hva sier «The Right of the Child to Play»?", "nb"),
        ('Who wrote "Hva er en god barnehage"?', "en"),
        ("Kven har skrive “What the children say and why”?", "nn"),
        ("«The children of the forest»", "en"),
    ],
)
def test_a_quoted_title_keeps_its_own_language(text: str, language: str) -> None:
    assert detect_language(text) == language
