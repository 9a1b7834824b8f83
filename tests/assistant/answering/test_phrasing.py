import pytest

from assistant.answering.phrasing import not_found
from assistant.texts import Language


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        ("nb", "1 dokument (", "2 dokumenter ("),
        ("nn", "1 dokument (", "2 dokument ("),
        ("en", "1 document (", "2 documents ("),
    ],
)
def test_what_was_searched_is_counted_as_the_language_does(language: Language, one: str, two: str) -> None:
    assert one in not_found(1, 3, 0, [], nearest=False, language=language)
    assert two in not_found(2, 3, 0, [], nearest=False, language=language)
