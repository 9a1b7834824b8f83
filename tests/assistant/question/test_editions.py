from dataclasses import replace
from datetime import date

import pytest

from assistant.question.editions import AskedEditions, asked_editions, editions_in
from corpus.editions import Editions
from corpus.library import Library
from corpus.models import Coverage, Document
from corpus.snapshot import Snapshot

TODAY = date(2027, 5, 1)


def document(document_id: str, start: int | None, end: int | None, **known: object) -> Document:
    values = {"id": document_id, "title": "Plan", "valid_from": start, "valid_to": end, "edition_of": "a"}
    return Document.model_validate(
        {**values, "file_name": "a.txt", "sha256": "0", "pages": 1, "coverage": Coverage()} | known
    )


@pytest.fixture
def shelf(library: Library) -> Snapshot:
    """A plan in three editions that overlap, and a document alone."""
    documents = (
        document("a", 2020, 2024, edition="Første utgave"),
        document("b", 2024, 2030, edition="2"),
        document("c", 2026, 2032),
        document("alene", 2020, 2024, edition_of=None),
    )
    return replace(
        library.snapshot,
        documents={found.id: found for found in documents},
        editions=Editions(documents),
    )


def asked(shelf: Snapshot, text: str, *years: int, named: frozenset[str] = frozenset()) -> str:
    found = asked_editions(text, years, named, shelf, TODAY).documents
    assert found is not None
    assert "alene" in found
    return "".join(sorted(found - {"alene"}))


@pytest.mark.parametrize(
    ("text", "years", "expected"),
    [
        ("Hvem har ansvar?", (), "c"),
        ("Hvem har ansvar i 2021?", (2021,), "a"),
        ("Hvem har ansvar i 2025?", (2025,), "b"),
        ("Hvem har ansvar i 2028?", (2028,), "c"),
        ("Hvem har ansvar i 2040?", (2040,), "c"),
        ("Hva skjer 2024–2030?", tuple(range(2024, 2031)), "b"),
        ("Hva skjer 2025–2027?", (2025, 2026, 2027), "b"),
        ("Hva skjer i 2021 og 2031?", (2021, 2031), "ac"),
        ("Hva skjer i 2021 og 2040?", (2021, 2040), "a"),
        ("Hva sto i forrige utgave?", (), "b"),
        ("Hva sto i den gamle lokale handlingsplanen?", (), "b"),
        ("Hva er tidligere planlegging?", (), "c"),
        ("Hva står i første utgave?", (), "a"),
        ("Hva står i utgave 2?", (), "c"),
        ("Hva blir nytt i den neste planen?", (), "c"),
    ],
)
def test_one_edition_answers(shelf: Snapshot, text: str, years: tuple[int, ...], expected: str) -> None:
    assert asked(shelf, text, *years) == expected


def test_a_name_that_only_older_editions_have_names_the_last_of_them(shelf: Snapshot) -> None:
    assert asked(shelf, "Hva sier etaten?", named=frozenset({"a", "b"})) == "b"
    assert asked(shelf, "Hva sier etaten?", named=frozenset({"a", "b", "c"})) == "c"


def test_without_editions_every_document_may_answer(library: Library) -> None:
    assert asked_editions("Hva i 2022?", (2022,), frozenset(), library.snapshot, TODAY) == AskedEditions()
    assert editions_in(2022, library.snapshot, TODAY) is None


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Hva sto i planen fra 2020?", {2020}),
        ("Hva sto i handlingsplanen for perioden 2020–2024?", {2020, 2021, 2022, 2023, 2024}),
        ("Kva stod i planen frå 2020?", {2020}),
        ("What did the 2020 plan say?", {2020}),
        ("Hvilke tiltak i planen for 2021?", set()),
        ("Hvilke tiltak gjelder i 2020?", set()),
        ("Hva sto i planen 2020–2023?", set()),
    ],
)
def test_years_that_name_an_edition_are_not_asked_about(shelf: Snapshot, text: str, years: set[int]) -> None:
    assert asked_editions(text, (), frozenset(), shelf, TODAY).naming_years == years


def test_words_that_name_an_edition_are_not_asked_about(shelf: Snapshot) -> None:
    found = asked_editions("Hvem eier turen i den forrige planen?", (), frozenset(), shelf, TODAY)
    assert found.naming_words == {"forrige", "planen"}
