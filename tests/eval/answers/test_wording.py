import pytest

from eval.answers.wording import BULLET, plain, says, says_word


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("Kokken [1] lager mat [2][3].", "Kokken lager mat."),
        ("Mat [1, 2].", "Mat."),
        ("Mat [1](/dokument#1).", "Mat."),
        ("> Varm\n> mat", "Varm\nmat"),
        ("## Mat\n**Varm** mat", "Mat\nVarm mat"),
        ("- Mat [1]", "- Mat"),
        ("Mat [se side 4]", "Mat [se side 4]"),
    ],
)
def test_markdown_becomes_text(markdown: str, text: str) -> None:
    assert plain(markdown) == text


@pytest.mark.parametrize("text", ["Kokken", "KOKKEN", "kok\u00adken", "hovedkokkene", "e\ufb03cient"])
def test_one_alternative_as_part_of_the_text_is_enough(text: str) -> None:
    assert says(text, ("kokken", "efficient"))


def test_white_space_in_a_fact_is_any_white_space() -> None:
    assert says("varm\n\u00a0mat", ("Varm mat",))
    assert not says("varmmat", ("varm mat",))


def test_a_wrong_fact_counts_as_whole_words_only() -> None:
    assert says_word("Da gjelder PPT.", "ppt")
    assert says_word("hver\nonsdag", "Hver onsdag")
    assert not says_word("PPTs kontor", "PPT")
    assert not says_word("12025", "2025")
    assert says_word("(a+b)", "a+b")


@pytest.mark.parametrize("sign", ["-", "•", "▸", "▪", "■", "●", "◦", "➤", "–", "3.", "3)"])
def test_the_signs_of_items_are_bullets(sign: str) -> None:
    assert BULLET.sub("", f"{sign} Mat") == "Mat"
    assert BULLET.sub("", f"{sign}Mat") == f"{sign}Mat"
