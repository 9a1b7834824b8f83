from io import StringIO

import pytest
from rich.console import Console

from assistant.comparing.console import show_difference
from assistant.comparing.difference import Difference
from assistant.texts import Language


def told(found: Difference, language: Language = "nb") -> str:
    out = StringIO()
    show_difference(found, language, Console(file=out, width=100, markup=False, highlight=False))
    return out.getvalue()


def test_a_difference_is_told_word_by_word_with_both_pages(found: Difference) -> None:
    text = told(found)
    assert "Fra: Språkplan for Fjellvik 2021–2024, Fjellvik kommune, 2021–2024\n" in text
    assert "Tiltak: 8 endret, 2 nye, 2 fjernet, 2 uendret." in text
    assert "~ Kollegaveiledning (s. 2 → s. 2)" in text
    assert "    Ansvar (s. 1 → s. 1): Biblioteket{+, Oppvekst+}" in text
    assert "    Deltiltak «Fagdag om lesing» (s. 2 → s. 2): Fagdag om lesing ([-2022-]{+2026+}; Oppvekst)" in text
    assert "+ Foreldrekafé (s. 2)\n    Beskrivelse: Barnehagene skal åpne en kafé" in text
    assert "- Dialektdag (s. 1)" in text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nn", ("Frå:", "8 endra", "Endra tiltak", "Skildring (s.", "Fjerna tiltak")),
        ("en", ("From:", "8 changed", "Changed measures", "Description (s.", "Removed measures")),
    ],
)
def test_in_nynorsk_and_english(found: Difference, language: Language, words: tuple[str, ...]) -> None:
    text = told(found, language)
    assert all(word in text for word in words)


@pytest.mark.parametrize(("language", "words"), [("nb", ", 1 nytt, "), ("nn", ", 1 nytt, "), ("en", ", 1 new, ")])
def test_one_new_measure_is_told_as_one(found: Difference, language: Language, words: str) -> None:
    assert words in told(found.model_copy(update={"added": found.added[:1]}), language)


def test_documents_without_measures_say_so(found: Difference) -> None:
    empty = found.old.model_copy(update={"measures": 0})
    update = {"old": empty, "changed": (), "removed": ()}
    assert "«Språkplan for Fjellvik 2021–2024» har ingen tiltak i tabeller" in told(found.model_copy(update=update))
    update |= {"new": empty, "added": ()}
    assert "Ingen av dokumentene har tiltak i tabeller" in told(found.model_copy(update=update))
