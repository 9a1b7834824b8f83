from urllib.parse import parse_qs, urlsplit

from assistant.links import file_url, image_url, marked_words, page_url


def test_a_link_pins_its_generation_and_carries_the_words() -> None:
    address = urlsplit(page_url("turplan", 3, "turplan@1", "Barna  går\npå tur & leker"))
    assert address.path == "/documents/turplan/pages/3"
    assert parse_qs(address.query) == {"generation": ["turplan@1"], "mark": ["Barna går på tur & leker"]}


def test_an_image_and_a_file_pin_their_generation_too() -> None:
    assert image_url("turplan", 3, "turplan@1") == "/api/v1/documents/turplan/pages/3.png?generation=turplan%401"
    assert image_url("turplan", 3, "turplan@1", "på tur").endswith("&highlight=p%C3%A5+tur")
    assert file_url("turplan", "turplan@1") == "/api/v1/documents/turplan/file?generation=turplan%401"


def test_long_words_are_cut_between_words() -> None:
    marked = marked_words("barnehage " * 400)
    assert 1_480 < len(marked) <= 1_500
    assert set(marked.split()) == {"barnehage"}
    assert len(marked_words("x" * 5_000)) == 1_500
