from assistant.comparing.compare import difference
from assistant.comparing.difference import Change, ChangedMeasure, Difference
from corpus.library import Library
from corpus.models import Measure, Occurrence, Schedule
from corpus.units import UnitRegister, shipped_units
from tests.assistant.comparing.conftest import RESET_ID
from tests.assistant.comparing.made_up import ADDED, CHANGED, NEW_ID, OLD_ID, REMOVED


def measure(found: Difference, title: str) -> ChangedMeasure:
    return next(changed for changed in found.changed if changed.new.title == title)


def change(found: Difference, title: str) -> Change:
    (only,) = measure(found, title).changes
    return only


def test_the_twelve_known_changes_are_found_and_no_other(found: Difference) -> None:
    assert {added.title for added in found.added} == ADDED
    assert {removed.title for removed in found.removed} == REMOVED
    assert {changed.new.title: {part.field for part in changed.changes} for changed in found.changed} == CHANGED
    assert len(found.added) + len(found.removed) + len(found.changed) == 12
    assert found.unchanged == 2
    assert (found.old.measures, found.new.measures) == (12, 12)


def test_a_plan_set_anew_has_no_changes(shelf: Library) -> None:
    documents, generations = shelf.snapshot.documents, shelf.snapshot.generations
    same = difference(shelf, documents[OLD_ID], documents[RESET_ID])
    assert (same.added, same.removed, same.changed, same.unchanged) == ((), (), (), 12)
    pages = [
        [one.page for one in shelf.snapshot.measures if one.generation_id == generations[key]]
        for key in (OLD_ID, RESET_ID)
    ]
    assert pages[0] != pages[1]


def test_the_other_way_round_what_was_added_is_removed(shelf: Library) -> None:
    documents = shelf.snapshot.documents
    back = difference(shelf, documents[NEW_ID], documents[OLD_ID])
    assert ({one.title for one in back.added}, {one.title for one in back.removed}) == (REMOVED, ADDED)
    assert len(back.changed) == len(CHANGED)


def test_a_change_has_both_wordings_and_both_pages(found: Difference, shelf: Library) -> None:
    reworded = change(found, "Kollegaveiledning")
    assert (reworded.old, reworded.new) == (
        "De ansatte skal veilede hverandre to ganger i halvåret.",
        "De ansatte skal veilede hverandre fire ganger i halvåret.",
    )
    assert [(part.text, part.change) for part in reworded.segments] == [
        ("De ansatte skal veilede hverandre", "same"),
        (" to", "removed"),
        (" fire", "added"),
        (" ganger i halvåret.", "same"),
    ]
    for document_id, page, wording in (
        (OLD_ID, reworded.old_page, "veilede hverandre to"),
        (NEW_ID, reworded.new_page, "veilede hverandre fire"),
    ):
        printed = shelf.page(shelf.snapshot.generations[document_id], page)
        assert printed is not None
        assert wording in " ".join(printed.text.split())
    assert (reworded.old_locator, reworded.new_locator) == (f"s. {reworded.old_page}", f"s. {reworded.new_page}")


def test_owners_schedules_titles_and_sub_measures_are_told_as_such(found: Difference) -> None:
    assert (change(found, "Bibliotekkasse").old, change(found, "Bibliotekkasse").new) == (
        "Biblioteket",
        "Biblioteket, Oppvekst",
    )
    assert (change(found, "Fortellerstund").old, change(found, "Fortellerstund").new) == ("2021-2023", "2025-2027")
    assert change(found, "Opplæring av tilkallingshjelp").old == "Kurs for vikarer"
    part = change(found, "Fagdager")
    assert (part.name, part.old, part.new) == (
        "Fagdag om lesing",
        "Fagdag om lesing (2022; Oppvekst)",
        "Fagdag om lesing (2026; Oppvekst)",
    )


def test_a_measure_s_link_opens_its_page(found: Difference, shelf: Library) -> None:
    generation = shelf.snapshot.generations[NEW_ID]
    assert found.added
    for added in found.added:
        assert added.url.startswith(
            f"/documents/{NEW_ID}/pages/{added.page}?generation={generation.replace('@', '%40')}"
        )


def printed(*places: tuple[str, str]) -> Measure:
    """A measure that is printed in these places: (commitment, description)."""
    return Measure(
        id="plan--tur",
        document_id="plan",
        generation_id="plan@1",
        ordinal=1,
        title="Tur",
        description=places[0][1],
        strategic_priority=None,
        commitment=places[0][0],
        schedule=Schedule(raw="2025"),
        responsible_raw="UTD",
        responsible=("utd",),
        occurrences=tuple(
            Occurrence(
                page=page,
                passage_id=f"plan@1:{page}",
                strategic_priority=None,
                commitment=commitment,
                title="Tur",
                description=description,
                schedule_raw="2025",
                responsible_raw="UTD",
            )
            for page, (commitment, description) in enumerate(places, start=1)
        ),
    )


def fields(old: Measure, new: Measure) -> list[tuple[str, str | None, str | None]]:
    from assistant.comparing.compare import _differing

    return [
        (field, one.text, other.text) for field, _, one, other in _differing(old, new, UnitRegister(shipped_units()))
    ]


def test_a_measure_printed_in_another_order_is_the_same() -> None:
    assert fields(printed(("A", "Ut."), ("B", "Inn.")), printed(("B", "Inn."), ("A", "Ut."))) == []


def test_a_measure_printed_under_one_commitment_more_has_that_added() -> None:
    assert fields(printed(("A", "Ut.")), printed(("A", "Ut."), ("B", "Ut."))) == [("commitment", None, "B")]


def test_partners_and_funding_are_compared() -> None:
    old, new = (
        printed(("A", "Ut.")).model_copy(update={"funding": funding, "partners": partners})
        for funding, partners in (("Egne midler", ("PPT",)), ("Tilskudd", ("PPT", "Biblioteket")))
    )
    assert fields(old, old) == []
    assert fields(old, new) == [("partners", "PPT", "PPT, Biblioteket"), ("funding", "Egne midler", "Tilskudd")]
    assert fields(old, new.model_copy(update={"funding": None, "partners": ()})) == [
        ("partners", "PPT", None),
        ("funding", "Egne midler", None),
    ]


def test_a_wording_that_only_one_place_has_otherwise_is_told() -> None:
    assert fields(printed(("A", "Ut."), ("A", "Ut nå.")), printed(("A", "Ut."))) == [("description", "Ut nå.", None)]
