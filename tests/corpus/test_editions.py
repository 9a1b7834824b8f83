from datetime import date
from itertools import permutations
from typing import Any

import pytest

from corpus.editions import Editions, plan_title
from corpus.models import Coverage, Document

TODAY = date(2026, 5, 1)


def document(document_id: str, **known: object) -> Document:
    values = {"title": "Turplan", "issuer": "Elvedal kommune", **known}
    return Document.model_validate(
        {"id": document_id, "file_name": f"{document_id}.txt", "sha256": "0", "pages": 1, "coverage": Coverage()}
        | values
    )


def plan(first: int, last: int | None = None, **known: object) -> Document:
    """An edition by the year it begins."""
    return document(f"tur-{first}", valid_from=first, valid_to=last or first + 3, **known)


def joined(*documents: Document) -> tuple[tuple[str, ...], ...]:
    return Editions(documents, [found.id for found in documents]).several


@pytest.mark.parametrize(
    ("title", "shared"),
    [
        ("Turplan 2021–2024", "turplan"),
        ("TURPLAN  2025 - 2028.", "turplan"),
        ("Turplan 2024/25", "turplan"),
        ("Turplan for barnehageåret 2024-25", "turplan for barnehageåret"),
        ("Plan for 12 barnehager", "plan for 12 barnehager"),
        ("2024", ""),
    ],
)
def test_a_title_is_shared_but_for_its_years(title: str, shared: str) -> None:
    assert plan_title(title) == shared


@pytest.mark.parametrize(
    ("known", "years"),
    [
        ({"valid_from": 2020, "valid_to": 2023, "title": "Plan 1999"}, (2020, 2023)),
        ({"valid_to": 2023}, (None, 2023)),
        ({"title": "Årsplan 2024–2025"}, (2024, 2025)),
        ({"title": "Årsplan 2024/25"}, (2024, 2025)),
        ({"title": "Årsplan 2024"}, (2024, 2024)),
        ({"title": "arsplan-2024", "title_stated": False}, (None, None)),
        ({}, (None, None)),
    ],
)
def test_an_edition_s_years_are_stated_or_in_its_title(known: dict[str, object], years: tuple[int, int]) -> None:
    assert document("plan", **known).years == years


def test_editions_are_recognised_by_title_issuer_and_years_in_whatever_order_they_came() -> None:
    editions = (plan(2018, 2021), plan(2022, 2025), plan(2026, 2029))
    for order in permutations(editions):
        found = Editions(order, [edition.id for edition in order])
        assert found.several == (("tur-2018", "tur-2022", "tur-2026"),)
        assert all(found.is_recognised(edition.id) for edition in editions)
    found = Editions(editions)
    assert (found.before("tur-2022"), found.after("tur-2022")) == ("tur-2018", "tur-2026")
    assert (found.before("tur-2018"), found.after("tur-2026")) == (None, None)


@pytest.mark.parametrize(
    "other",
    [
        {"issuer": "Fjellvik kommune"},
        {"issuer": None},
        {"title": "Turplan for ansatte"},
        {"title_stated": False},
        {"valid_from": None, "valid_to": None},
        {"jurisdiction": "Bydel Grorud"},
        {"kind": "handbook"},
        {"language": "nn"},
        {"collection": "closed"},
        {"edition_of": "none"},
    ],
)
def test_what_differs_in_more_than_its_years_is_another_plan(other: dict[str, object]) -> None:
    known: dict[str, Any] = {"jurisdiction": "Elvedal", "kind": "plan", "language": "nb"}
    one = plan(2022, **known)
    assert joined(one, plan(2026, **known)) != ()
    assert joined(one, plan(2026).model_copy(update={**known, **other})) == ()


def test_one_that_says_less_of_itself_is_an_edition_too() -> None:
    assert joined(plan(2022, jurisdiction="Elvedal"), plan(2026)) == (("tur-2022", "tur-2026"),)


def test_two_of_the_same_years_are_not_told_apart() -> None:
    editions = (plan(2022), plan(2026), document("annen", valid_from=2026, valid_to=2029))
    found = Editions(editions)
    assert found.several == ()
    assert found.not_told_apart("annen") == ("tur-2026",)
    assert found.not_told_apart("tur-2022") == ()
    said = Editions((*editions[:2], editions[2].model_copy(update={"edition_of": "none"})))
    assert said.several == (("tur-2022", "tur-2026"),)


def test_an_edition_that_somebody_said_needs_nothing_in_common() -> None:
    old, new = document("gammel", title="Skogsplan", issuer=None), document("ny", edition_of="gammel")
    found = Editions((new, old), ["ny", "gammel"])
    assert found.several == (("gammel", "ny"),)
    assert not found.is_recognised("ny")
    assert found.current("gammel", TODAY) == "ny"


def test_without_years_the_one_that_came_last_holds() -> None:
    documents = (document("a"), document("b", edition_of="a"), document("c", edition_of="a"))
    assert Editions(documents, ["a", "c", "b"]).several == (("a", "c", "b"),)


def test_a_circle_of_editions_is_one_plan() -> None:
    documents = (document("a", edition_of="b"), document("b", edition_of="a"))
    assert [set(series) for series in Editions(documents).several] == [{"a", "b"}]


def test_a_plan_holds_from_its_first_year() -> None:
    editions = Editions((plan(2022, 2026), plan(2027), plan(2031)))
    for year, current in ((2019, "tur-2022"), (2026, "tur-2022"), (2027, "tur-2027"), (2040, "tur-2031")):
        assert editions.current("tur-2022", date(year, 12, 31)) == current
    standings = [editions.standing(key, date(2027, 1, 1)) for key in ("tur-2022", "tur-2027", "tur-2031")]
    assert standings == ["older", "current", "upcoming"]


def test_a_document_alone_holds_always() -> None:
    editions = Editions((plan(2031),))
    assert (editions.several, editions.series("tur-2031")) == ((), ("tur-2031",))
    assert editions.standing("tur-2031", TODAY) == "current"
    assert editions.current("fjernet", TODAY) == "fjernet"


def test_an_edition_covers_its_years() -> None:
    editions = Editions((plan(2022, 2025), document("apen", valid_from=2020), document("uten")))
    assert [editions.covers("tur-2022", year) for year in (2021, 2022, 2025, 2026)] == [False, True, True, False]
    assert (editions.covers("apen", 2090), editions.covers("uten", 2024)) == (True, False)


def test_editions_stay_together_without_the_one_that_they_were_said_to_follow() -> None:
    documents = (
        document("a", edition_of="x"),
        document("b", edition_of="a"),
        document("c", edition_of="a"),
        document("x"),
        document("y"),
    )
    editions = Editions(documents)
    assert editions.without("a") == {"b": "x", "c": "x"}
    assert editions.without("x") == {"a": None}
    assert editions.without("y") == {}
    alone = Editions((document("a", edition_of="none"), document("b", edition_of="a"), document("c", edition_of="a")))
    assert alone.without("a") == {"b": "none", "c": "b"}
