import pytest

from corpus.models import Metadata, Place
from corpus.units import shipped_units
from ingest.blocks import Block, BlockKind, StructuredPage
from ingest.pipeline import read_document
from ingest.written_measures import with_written_measures

HEADING, PARAGRAPH, ITEM = BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM
Given = tuple[BlockKind, str]

NAME: Given = (HEADING, "Tiltak 1.2: Bålkveld")
ABOUT: Given = (PARAGRAPH, "Familiene blir kjent. Alle tar med mat.")
ENDS: Given = (PARAGRAPH, "Ansvar: Styrer Frist: 1. mars 2026")
WITH: Given = (PARAGRAPH, "Ansvar: Styrer Samarbeidspartnere: PPT og FAU Frist: 1. mars 2026")
AFTER: Given = (PARAGRAPH, "Planen gjelder hele året.")
BONFIRE = ("Bålkveld", "Familiene blir kjent. Alle tar med mat.", ("1. mars 2026",), ("Styrer",))


def page(number: int, *given: Given) -> StructuredPage:
    blocks = tuple(
        Block(id=f"{number}.{at}", page=number, kind=kind, text=text, heading_path=("Mål 1: Trygghet",))
        for at, (kind, text) in enumerate(given, start=1)
    )
    return StructuredPage(number=number, label=None, blocks=blocks, set_apart=(), tables=0, tables_as_text=0)


def measures(*pages: StructuredPage) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    blocks = [block for found in with_written_measures(pages) for block in found.blocks]
    rows = [block.row for block in blocks if block.row]
    return [(row.title, row.description, row.schedules, row.owners) for row in rows]


def test_a_named_measure_with_owner_and_time_is_one_row() -> None:
    (found,) = with_written_measures([page(1, NAME, ABOUT, ENDS, AFTER)])
    row, after = found.blocks
    assert (row.kind, row.text) == (BlockKind.ROW, "\n".join(text for _, text in (NAME, ABOUT, ENDS)))
    assert (row.strategic_priority, row.heading_path) == ("Mål 1: Trygghet", ("Mål 1: Trygghet",))
    assert (after.kind, after.text) == AFTER
    assert measures(page(1, NAME, ABOUT, ENDS, AFTER)) == [BONFIRE]


def test_partners_of_a_named_measure_are_read() -> None:
    ((row, *_),) = ([block.row for block in found.blocks] for found in with_written_measures([page(1, NAME, WITH)]))
    assert row is not None
    assert (row.owners, row.partners) == (("Styrer",), "PPT og FAU")


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(
            [(PARAGRAPH, f"Tiltak 2: Bålkveld. {ABOUT[1]} Ansvar: Styrer. Frist: 1. mars 2026.")], id="one paragraph"
        ),
        pytest.param([(PARAGRAPH, "Tiltak: Bålkveld"), ABOUT, ENDS], id="paragraphs"),
        pytest.param([NAME, ENDS, ABOUT], id="the text last"),
        pytest.param([NAME, ABOUT, (ITEM, "• Ansvarlig: Styrer"), (ITEM, "• Når: 1. mars 2026")], id="items"),
        pytest.param([NAME, (PARAGRAPH, f"Beskrivelse: {ABOUT[1]} {ENDS[1]} Status: Ny")], id="all labelled"),
        pytest.param([(HEADING, "Aktivitet 3 – Bålkveld"), ABOUT, ENDS], id="another word"),
    ],
)
def test_measures_are_written_in_many_ways(given: list[Given]) -> None:
    title, description, schedules, owners = BONFIRE
    ((found, about, *rest),) = measures(page(1, *given))
    assert (found, about.removesuffix("."), *rest) == (title, description.removesuffix("."), schedules, owners)


def test_points_of_the_text_are_its_lines() -> None:
    ((_, description, *_),) = measures(page(1, NAME, (ITEM, "• Kjøpe ved"), (ITEM, "• Be naboene"), ENDS))
    assert description == "• Kjøpe ved\n• Be naboene"


@pytest.mark.parametrize(
    "given",
    [
        pytest.param([NAME, ABOUT, AFTER], id="no labels"),
        pytest.param([NAME, ABOUT, (PARAGRAPH, "Ansvar: Styrer")], id="no time"),
        pytest.param([NAME, ABOUT, (HEADING, "Rutiner"), ENDS], id="a heading between"),
        pytest.param([(HEADING, "Kapittel 2: Bålkveld"), ABOUT, ENDS], id="no word for a measure"),
        pytest.param([(PARAGRAPH, "Tiltakene er fem: bål, tur, mat, sang og søvn."), ENDS], id="a sentence"),
        pytest.param([(PARAGRAPH, "Tiltak 1: Ansvar: Styrer Frist: 2026")], id="no name"),
    ],
)
def test_other_text_stays_as_it_is(given: list[Given]) -> None:
    given_page = page(1, *given)
    assert with_written_measures([given_page]) == (given_page,)


def test_each_measure_ends_where_the_next_one_is_named() -> None:
    other = (HEADING, "Tiltak 1.3: Sykkeldag")
    assert measures(page(1, NAME, ABOUT, other, ABOUT, ENDS)) == [("Sykkeldag", *BONFIRE[1:])]


def test_a_measure_cut_by_a_page_break_stands_on_both_pages() -> None:
    first, second = with_written_measures([page(1, AFTER, NAME, ABOUT), page(2, ENDS, AFTER)])
    assert measures(page(1, AFTER, NAME, ABOUT), page(2, ENDS, AFTER)) == [BONFIRE]
    assert (first.blocks[1].goes_on, second.blocks[0].row) == (ENDS[1], None)
    assert (second.blocks[0].kind, second.blocks[0].text) == (BlockKind.CELL, ENDS[1])
    assert second.blocks[0].comes_from == f"{NAME[1]} {ABOUT[1]}"


def test_a_measure_s_place_is_that_of_its_paragraphs() -> None:
    plan = f"# Plan\n\n## Mål\n\n{AFTER[1]}\n\n### {NAME[1]}\n\n{ABOUT[1]}\n\n{ENDS[1]}\n\n## Slutt\n\n{AFTER[1]}\n"
    reading = read_document(plan.encode(), "plan.md", Metadata(), shipped_units())
    (measure,) = reading.measures
    assert measure.occurrences[0].place == Place(unit="paragraph", heading=NAME[1], first=1, last=2)
    passage = next(found for found in reading.passages if found.measure_id == measure.id)
    assert passage.text.split("\n")[0] == NAME[1]
    assert " ".join(passage.text.split()) in " ".join(reading.pages[passage.first_page - 1].text.split())
