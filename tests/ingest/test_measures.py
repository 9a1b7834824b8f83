import pytest

from corpus.models import Measure, ScheduleKind, Variation
from corpus.units import UnitRegister, shipped_units
from ingest.blocks import Block, BlockKind
from ingest.measures import measures
from ingest.tables import Row


def block(
    title: str,
    description: str = "Alle skal ut",
    priority: str | None = "Veivalg 1: Ute",
    *,
    page: int = 1,
    bullets: tuple[str, ...] = (),
    schedules: tuple[str, ...] = ("2025",),
    owners: tuple[str, ...] = ("UTD",),
    commitment: str | None = "Vi vil ut",
) -> Block:
    row = Row(
        groups=(),
        commitment=commitment,
        title=title,
        description=description,
        bullets=bullets,
        schedules=schedules,
        owners=owners,
        text=title,
    )
    return Block(
        id=f"{page}.1", page=page, kind=BlockKind.ROW, text=title, heading_path=(), row=row, strategic_priority=priority
    )


def found(*rows: Block) -> tuple[Measure, ...]:
    placed = [(row, f"plan@1:{number}") for number, row in enumerate(rows, start=1)]
    return measures(placed, UnitRegister(shipped_units()), "plan", "plan@1")


def test_a_row_is_a_measure() -> None:
    (measure,) = found(block("Turvenner på tvers", owners=("UKE/UTD", "Skogvokterne"), page=3))
    assert (measure.id, measure.document_id, measure.generation_id) == ("plan--turvenner-pa-tvers", "plan", "plan@1")
    assert (measure.title, measure.description) == ("Turvenner på tvers", "Alle skal ut")
    assert (measure.strategic_priority, measure.commitment) == ("Veivalg 1: Ute", "Vi vil ut")
    assert measure.responsible_raw == "UKE/UTD\nSkogvokterne"
    assert measure.responsible == ("uke", "utd", "skogvokterne")
    assert [(place.page, place.passage_id) for place in measure.occurrences] == [(3, "plan@1:1")]
    assert (measure.page, measure.variations, measure.sub_measures) == (3, (), ())


def test_with_whom_an_owner_works_is_a_partner_and_no_owner() -> None:
    (measure,) = found(block("Turvenner", owners=("UTD i samarbeid med PPT og Turlaget", "UKE")))
    assert (measure.responsible, measure.partners) == (("utd", "uke"), ("PPT", "Turlaget"))


def test_the_same_title_under_the_same_priority_is_one_measure() -> None:
    (measure,) = found(
        block("Turvenner", commitment="Vi vil ut"), block("TURVENNER ", commitment="Vi vil langt ut", page=2)
    )
    assert [(place.page, place.commitment, place.passage_id) for place in measure.occurrences] == [
        (1, "Vi vil ut", "plan@1:1"),
        (2, "Vi vil langt ut", "plan@1:2"),
    ]
    assert measure.variations == ()


@pytest.mark.parametrize(
    ("other", "variation"),
    [
        (block("Turvenner", "Alle må ut", page=2), Variation(field="description", page=2, wording="Alle må ut")),
        (block("Turvenner", schedules=("2026",), page=2), Variation(field="schedule", page=2, wording="2026")),
        (block("Turvenner", owners=("UTD", "UKE"), page=2), Variation(field="responsible", page=2, wording="UTD\nUKE")),
    ],
)
def test_what_an_occurrence_words_otherwise_is_named(other: Block, variation: Variation) -> None:
    (measure,) = found(block("Turvenner"), other)
    assert measure.variations == (variation,)
    assert measure.description == "Alle skal ut"


def test_white_space_is_no_variation() -> None:
    (measure,) = found(block("Turvenner"), block("Turvenner", "Alle  skal\nut", page=2))
    assert measure.variations == ()


def test_the_same_title_under_two_priorities_is_two_measures() -> None:
    first, second = found(block("Turvenner"), block("Turvenner", priority="Veivalg 2: Inne", page=2))
    assert (first.id, second.id) == ("plan--turvenner", "plan--turvenner-2")
    assert (first.ordinal, second.ordinal) == (1, 2)
    assert (first.strategic_priority, second.strategic_priority) == ("Veivalg 1: Ute", "Veivalg 2: Inne")
    assert [len(measure.occurrences) for measure in (first, second)] == [1, 1]


def test_bullets_with_schedules_and_owners_of_their_own_are_sub_measures() -> None:
    (measure,) = found(
        block(
            "Skoglag",
            bullets=("Kart", "Kokekar"),
            schedules=("Kontinuerlig", "Oppstart 2026"),
            owners=("UKE/UTD", "Oslobygg"),
        )
    )
    kart, kokekar = measure.sub_measures
    assert (kart.title, kart.schedule.kind, kart.responsible) == ("Kart", ScheduleKind.CONTINUOUS, ("uke", "utd"))
    assert (kokekar.schedule.kind, kokekar.schedule.start) == (ScheduleKind.START, 2026)
    assert (kokekar.responsible_raw, kokekar.responsible) == ("Oslobygg", ("oslobygg",))


@pytest.mark.parametrize(
    ("bullets", "schedules", "owners"),
    [(("Kart", "Sag"), ("2025",), ("UTD", "UKE")), (("Kart", "Sag"), ("2025", "2026"), ("UTD",)), (("Kart",),) * 3],
)
def test_bullets_that_nothing_matches_are_no_sub_measures(
    bullets: tuple[str, ...], schedules: tuple[str, ...], owners: tuple[str, ...]
) -> None:
    (measure,) = found(block("Skoglag", bullets=bullets, schedules=schedules, owners=owners))
    assert measure.sub_measures == ()


@pytest.mark.parametrize(
    ("schedules", "kind", "start", "end"),
    [
        (("2025",), ScheduleKind.YEAR, 2025, 2025),
        (("2025", "2027-2029"), ScheduleKind.SPAN, 2025, 2029),
        (("Kontinuerlig", "Oppstart 2025", "2026-2030"), ScheduleKind.CONTINUOUS, 2025, None),
    ],
)
def test_several_schedules_give_the_widest(
    schedules: tuple[str, ...], kind: ScheduleKind, start: int, end: int | None
) -> None:
    (measure,) = found(block("Skoglag", schedules=schedules))
    assert (measure.schedule.kind, measure.schedule.start, measure.schedule.end) == (kind, start, end)
    assert measure.schedule.raw == "\n".join(schedules)


def test_a_start_that_nothing_ends_stays_open() -> None:
    (measure,) = found(block("Skoglag", schedules=("2025", "Oppstart 2026")))
    assert (measure.schedule.start, measure.schedule.end) == (2025, None)


def test_no_rows_give_no_measures() -> None:
    assert found() == ()
