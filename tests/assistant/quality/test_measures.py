import pytest

from assistant.quality.findings import FindingKind, Plan
from assistant.quality.measures import differing_reprints, incomplete, shared_descriptions
from corpus.models import Schedule
from corpus.words.analysis import terms
from tests.assistant.quality.made_up import ROWS, with_rows


def renamed(plan: Plan, **changes: dict[str, object]) -> Plan:
    """The plan with fields of measures changed, by title."""
    measures = tuple(
        measure.model_copy(update=changes.get(measure.title.split()[0].lower(), {})) for measure in plan.measures
    )
    return Plan(**{**vars(plan), "measures": measures})


def test_a_plan_without_faults_has_no_findings() -> None:
    plan = with_rows()
    assert len(plan.measures) == 3
    for rule in (incomplete, shared_descriptions, differing_reprints):
        assert list(rule(plan)) == []


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"responsible_raw": "", "responsible": ()}, FindingKind.NO_OWNER),
        ({"responsible_raw": " – "}, FindingKind.NO_OWNER),
        ({"schedule": Schedule(raw="")}, FindingKind.NO_SCHEDULE),
    ],
)
def test_what_a_measure_lacks_is_found(changes: dict[str, object], kind: FindingKind) -> None:
    (found,) = incomplete(renamed(with_rows(), turmat=changes))
    assert (found.kind, found.measures) == (kind, ("Turmat på bål",))
    assert "Turmat på bål" in found.quotes[0].text


def test_the_title_tells_whose_a_shared_description_is() -> None:
    rows = ROWS + "\nPakkeliste Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene\n"
    (found,) = shared_descriptions(with_rows(rows))
    assert (found.kind, found.measures) == (FindingKind.DESCRIPTION_OF_ANOTHER, ("Pakkeliste", "Turvenner"))


def test_two_titles_that_fit_one_description_are_one_measure_under_two_names() -> None:
    rows = ROWS + "\nTurvenn i skogen Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene\n"
    (found,) = shared_descriptions(with_rows(rows))
    assert (found.kind, found.measures) == (FindingKind.TWO_NAMES, ("Turvenner", "Turvenn i skogen"))


def test_with_another_owner_they_only_share_the_description() -> None:
    rows = ROWS + "\nTurvenn i skogen Bydelene skal gi alle barn en turvenn i skogen 2026 UTD\n"
    (found,) = shared_descriptions(with_rows(rows))
    assert found.kind is FindingKind.SAME_DESCRIPTION


def test_swapped_descriptions_are_found_on_both_sides() -> None:
    plan = renamed(
        with_rows(),
        regntøy={"description": "Her lages det mat til turen over et bål, turmat"},
        turmat={"description": "Støvler og regntøy til låns for alle"},
    )
    (found,) = shared_descriptions(plan)
    assert found.kind is FindingKind.DESCRIPTION_OF_ANOTHER
    assert set(found.measures) == {"Regntøy til låns", "Turmat på bål"}


def test_swapped_descriptions_are_found_where_titles_are_a_single_word() -> None:
    rows = """Pakkeliste Alle barn får en sovepose som er varm 2026 Bydelene

Sovepose En pakkeliste henger ved porten 2026 Bydelene
"""
    (found,) = shared_descriptions(with_rows(rows))
    assert (found.kind, set(found.measures)) == (FindingKind.DESCRIPTION_OF_ANOTHER, {"Pakkeliste", "Sovepose"})


def test_a_description_may_speak_of_another_measure() -> None:
    plan = renamed(with_rows(), regntøy={"description": "De som er med i turvenner, får støvler"})
    assert list(shared_descriptions(plan)) == []


def test_a_single_word_named_in_passing_says_nothing_of_whose_a_description_is() -> None:
    rows = """Mat Varm lunsj fire dager i uka for alle 2026 Bydelene

Turer Barna tar med seg mat ut i skogen på fredager 2026 Bydelene
"""
    assert list(shared_descriptions(with_rows(rows))) == []


@pytest.mark.parametrize("schedules", [("2026", "2027"), ("2026", "2026")])
@pytest.mark.parametrize("titles", [("Foreldremøte høst", "Foreldremøte vår"), ("Fagdag 1", "Fagdag 2")])
@pytest.mark.parametrize(
    "says",
    [
        "Bydelene skal gi nyheter om året til alle ansatte i kommunen",
        "Bydelene skal ha {} med kaffe og nyheter til alle ansatte i kommunen",
    ],
)
def test_titles_of_a_series_tell_their_measures_apart(
    titles: tuple[str, str], schedules: tuple[str, str], says: str
) -> None:
    described = says.format(titles[0].split()[0].lower())
    assert len(terms(described)) >= 5  # so long that it is compared
    rows = "\n\n".join(f"{title} {described} {when} Bydelene" for title, when in zip(titles, schedules, strict=True))
    plan = with_rows(rows + "\n")
    assert [measure.title for measure in plan.measures] == list(titles)
    assert list(shared_descriptions(plan)) == []


def test_what_three_measures_say_alike_belongs_to_none_of_them() -> None:
    said = "Bydelene skal delta hvert år og rapportere antall barn til kommunen i mai"
    rows = "\n\n".join(f"{title} {said} 2026 Bydelene" for title in ("Grønt flagg", "Hjertestarter", "Brannøvelse"))
    assert list(shared_descriptions(with_rows(rows + "\n"))) == []
    assert len(list(shared_descriptions(with_rows(rows.rsplit("\n\n", 1)[0] + "\n")))) == 1


def test_a_description_copied_to_two_others_is_found_in_both() -> None:
    copies = "\n\n".join(
        f"{title} Bydelene skal gi alle barn en turvenn i skogen 2026 Bydelene" for title in ("Pakkeliste", "Sovepose")
    )
    found = list(shared_descriptions(with_rows(ROWS.replace("Turvenner", "Turvenn") + "\n" + copies + "\n")))
    assert {one.measures for one in found} == {("Pakkeliste", "Turvenn"), ("Sovepose", "Turvenn")}


def test_a_row_printed_again_in_other_words_is_found_on_both_pages() -> None:
    again = "\fTiltak Beskrivelse av tiltak Tidsplan Ansvar\n\nTurvenner Bydelene skal gi barn en turvenn 2026 UTD\n"
    found = list(differing_reprints(with_rows(ROWS + again)))
    assert [one.kind for one in found] == [FindingKind.WORDINGS_DIFFER, FindingKind.OWNERS_DIFFER]
    assert [quote.page for quote in found[0].quotes] == [1, 2]


AGAIN = "\fTiltak Beskrivelse av tiltak Tidsplan Ansvar\n\nTurvenner Bydelene skal {}\n"


@pytest.mark.parametrize(
    ("again", "kinds"),
    [
        ("gi alle barn en turvenn i skogen 2026 Bydelene", []),
        ("gi alle barn en turvenn i skogen 2027 Bydelene", [FindingKind.SCHEDULES_DIFFER]),
        ("gi alle barn en turvenn i skogen 2026 UTD", [FindingKind.OWNERS_DIFFER]),
        ("kjøpe nye sekker og telt til hver barnehage 2027 UTD", []),  # a theme with two measures
    ],
)
def test_a_reprint_differs_in_what_it_differs_in(again: str, kinds: list[FindingKind]) -> None:
    assert [one.kind for one in differing_reprints(with_rows(ROWS + AGAIN.format(again)))] == kinds


def test_a_second_time_under_the_same_heading_is_no_other_schedule() -> None:
    rows = ROWS + "\nTurvenner Bydelene skal gi alle barn en turvenn i skogen 2027 Bydelene\n"
    assert list(differing_reprints(with_rows(rows))) == []
