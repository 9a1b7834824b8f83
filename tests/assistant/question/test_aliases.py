import pytest

from assistant.question.aliases import other_names

NAMES: dict[str, tuple[str, ...]] = {
    "bti": ("Bedre tverrfaglig innsats",),
    "bedre tverrfaglig innsats": ("BTI",),
    "planen": ("Turplan for Elvedal",),
    "ne": ("Naturskolen Elvedal",),
}
VOCABULARY = dict.fromkeys("god tverrfaglig innsats turplan elvedal".split(), 1)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hva er BTI?", {"bti": ("Bedre tverrfaglig innsats",)}),
        ("Hvem leder bedre  tverrfaglig innsats?", {}),  # the plans have no such abbreviation
        ("Hva sier planen?", {}),  # says only where to look
        ("Hvor er NE?", {}),  # the plans have no such word
        ("Hva er BTIX?", {}),
    ],
)
def test_other_names_are_found_both_ways(text: str, found: dict[str, tuple[str, ...]]) -> None:
    assert other_names(text, NAMES, VOCABULARY) == found


def test_where_the_plans_have_an_abbreviation_only_the_long_form_has_another_name() -> None:
    written = {**VOCABULARY, "bti": 1}
    assert other_names("Hva er BTI?", NAMES, written) == {}
    found = other_names("Hvem leder bedre  tverrfaglig innsats?", NAMES, written)
    assert found == {"bedre tverrfaglig innsats": ("BTI",)}


def test_without_names_there_are_none() -> None:
    assert other_names("Hva er BTI?", {}, VOCABULARY) == {}
