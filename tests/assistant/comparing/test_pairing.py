from assistant.comparing.pairing import paired_measures, paired_parts
from corpus.models import Measure, Occurrence, Schedule, SubMeasure

LONG = "Barna skal lese høyt for hverandre hver uke, og de voksne hører på."
OTHER = "Kommunen kjøper inn gryter og sleiver til alle kjøkken før sommeren."


def measure(title: str, description: str = LONG, priority: str | None = None, commitment: str | None = None) -> Measure:
    place = Occurrence(
        page=1,
        passage_id="p",
        strategic_priority=priority,
        commitment=commitment,
        title=title,
        description=description,
        schedule_raw="",
        responsible_raw="",
    )
    return Measure(
        id=f"{title}-{priority}",
        document_id="plan",
        generation_id="plan@1",
        ordinal=1,
        title=title,
        description=description,
        strategic_priority=priority,
        commitment=commitment,
        schedule=Schedule(raw=""),
        responsible_raw="",
        responsible=(),
        occurrences=(place,),
    )


def part(title: str) -> SubMeasure:
    return SubMeasure(title=title, schedule=Schedule(raw="2025"), responsible_raw="UTD", responsible=("utd",))


def titles(old: list[Measure], new: list[Measure]) -> list[tuple[str, str]]:
    return [(one.title, other.title) for one, other in paired_measures(old, new)]


def test_a_title_is_the_same_whatever_its_case_and_spaces() -> None:
    assert titles([measure("Høyt- lesing", OTHER)], [measure("høytlesing")]) == [("Høyt- lesing", "høytlesing")]


def test_of_several_with_one_title_the_place_decides() -> None:
    old = [measure("Turmat", priority="1"), measure("Turmat", priority="2")]
    new = [measure("Turmat", priority="2"), measure("Turmat", priority="1")]
    assert [(one.id, other.id) for one, other in paired_measures(old, new)] == [
        ("Turmat-2", "Turmat-2"),
        ("Turmat-1", "Turmat-1"),
    ]


def test_a_measure_under_another_title_is_found_by_its_description() -> None:
    assert titles([measure("Høytlesing")], [measure("Stund med bok")]) == [("Høytlesing", "Stund med bok")]


def test_a_measure_under_nearly_the_same_title_is_found_by_that() -> None:
    old, new = measure("Kurs for nye styrere", LONG), measure("Kurs for alle nye styrere", OTHER)
    assert titles([old], [new]) == [(old.title, new.title)]


def test_measures_that_have_little_in_common_are_two() -> None:
    assert titles([measure("Høytlesing", LONG)], [measure("Gryter", OTHER)]) == []
    assert titles([measure("Høytlesing", "Alle barn.")], [measure("Gryter", "Alle barn.")]) == []


def test_the_same_title_comes_before_the_same_description() -> None:
    old = [measure("Høytlesing", LONG)]
    new = [measure("Gryter", LONG), measure("Høytlesing", OTHER)]
    assert titles(old, new) == [("Høytlesing", "Høytlesing")]


def test_each_is_in_one_pair_at_most() -> None:
    old = [measure("Høytlesing")]
    assert titles(old, [measure("Stund med bok"), measure("Bok i fanget")]) in (
        [("Høytlesing", "Stund med bok")],
        [("Høytlesing", "Bok i fanget")],
    )


def test_sub_measures_are_paired_by_title() -> None:
    pairs = paired_parts([part("Kurs"), part("Innkjøp av gryter")], [part("Innkjøp av nye gryter"), part("Fest")])
    assert [(one.title, other.title) for one, other in pairs] == [("Innkjøp av gryter", "Innkjøp av nye gryter")]
