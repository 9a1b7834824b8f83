import pytest

from assistant.question.aliases import other_names

NAMES: dict[str, tuple[str, ...]] = {
    "bti": ("Bedre tverrfaglig innsats",),
    "bedre tverrfaglig innsats": ("BTI",),
    "planen": ("Turplan for Elvedal",),
    "ne": ("Naturskolen Elvedal",),
}
VOCABULARY = dict.fromkeys("bti god tverrfaglig innsats turplan elvedal".split(), 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hva er BTI?", {}),  # the plans have the abbreviation itself
        ("Hvem leder bedre  tverrfaglig innsats?", {"bedre tverrfaglig innsats": ("BTI",)}),
        ("Hva sier planen?", {}),  # says only where to look
        ("Hvor er NE?", {}),  # the plans have no such word
        ("Hva er BTIX?", {}),
    ],
)
def test_other_names_are_found_both_ways(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert other_names(text, NAMES, VOCABULARY) == found


def test_without_names_there_are_none() -> None:
    assert other_names("Hva er BTI?", {}, VOCABULARY) == {}


def test_an_abbreviation_that_the_plans_do_not_use_stands_for_its_long_form() -> None:
    only_long = {word: count for word, count in VOCABULARY.items() if word != "bti"}
    assert other_names("Hva er BTI?", NAMES, only_long) == {"bti": ("Bedre tverrfaglig innsats",)}
