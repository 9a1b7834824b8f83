"""Tables made anew at each run, from a seed that is said: PLANASSISTENT_TEST_SEED=N makes the same ones again."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

import pytest

from ingest.readers.pdf import PdfReader
from tests.ingest.readers.pdf import drawn_rules, drawn_tables, written_tables
from tests.ingest.readers.pdf.cell_scores import Score, score
from tests.ingest.readers.pdf.made_tables import WORDED_OTHERWISE, MadeTable, Shape, made_table
from tests.seed import SEED

HALF_RULED_F1 = 0.98
ONE_PAGE = Shape()
LONG = Shape(long=True, first_filled=True)
HALF_RULED_ONE_PAGE = Shape(spans=False, first_filled=True, fewest=5)
HALF_RULED_LONG = Shape(spans=False, first_filled=True, long=True)
WRITTEN_LONG = Shape(long=True, empty=False, first_filled=True, short_titles=True)
UNRULED_F1 = 0.95
MOST_WRONG_ROWS = 0.01
MOST_WRONG_OF_FEW = 0.02  # a single row that a page break cuts is two wrong ones of some two hundred
UNRULED_ONE_PAGE = Shape(spans=False, first_filled=True, fewest=5, headers=WORDED_OTHERWISE)
UNRULED_BARE = Shape(spans=False, first_filled=True, fewest=5, header=False)
UNRULED_SPANS = Shape(first_filled=True, fewest=5, headers=WORDED_OTHERWISE)
UNRULED_LONG = Shape(spans=False, first_filled=True, long=True, headers=WORDED_OTHERWISE)
WRITTEN_UNRULED_LONG = Shape(
    spans=False, long=True, empty=False, first_filled=True, short_titles=True, headers=WORDED_OTHERWISE
)
WRITTEN_HALF_RULED_LONG = Shape(spans=False, long=True, empty=False, first_filled=True, short_titles=True)

Writer = Callable[[Sequence[tuple[MadeTable, str]], Path], bytes]
needs_chromium = pytest.mark.skipif(
    written_tables.CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)"
)
needs_libreoffice = pytest.mark.skipif(
    written_tables.LIBREOFFICE is None,
    reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer)",
)
WRITERS = [
    pytest.param(written_tables.from_chromium, id="Chromium", marks=needs_chromium),
    pytest.param(written_tables.from_libreoffice, id="LibreOffice", marks=needs_libreoffice),
]


def drawn_score(rules: Sequence[str], shapes: Sequence[Shape], each: int, *, spans: bool = True) -> Score:
    """The score of tables drawn in each of these ways of ruling them, `each` of each shape."""
    random = Random(f"{SEED} {rules} {shapes}")
    kinds = [(rule, shape) for rule in rules for shape in shapes for _ in range(each)]
    tables = [
        (made_table(random, number, shape), drawn_tables.a_look(random, rule))
        for number, (rule, shape) in enumerate(kinds, start=1)
    ]
    content = drawn_tables.drawn(tables, random)
    return score([table for table, _ in tables], [PdfReader().read(content)], spans=spans)


def written_score(
    write: Writer, rules: Sequence[str], shapes: Sequence[Shape], each: int, folder: Path, *, spans: bool = True
) -> Score:
    random = Random(f"{SEED} {rules} {shapes}")
    kinds = [(rule, shape) for rule in rules for shape in shapes for _ in range(each)]
    tables = [(made_table(random, number, shape), rule) for number, (rule, shape) in enumerate(kinds, start=1)]
    return score([table for table, _ in tables], [PdfReader().read(write(tables, folder))], spans=spans)


def report(found: Score, record_property: Callable[[str, object], None]) -> str:
    """What the test says: printed in any case, and the message where it fails."""
    record_property("cell F1", round(found.f1, 4))
    record_property("wrong rows", round(found.wrong_row_share, 4))
    shown = "\n".join(found.wrong[:20])
    text = (
        f"PLANASSISTENT_TEST_SEED={SEED}: F1 {found.f1:.4f} of {found.made} cells, {len(found.wrong)} differ; "
        f"{found.wrong_rows} of {found.rows} rows wrong\n{shown}"
    )
    print(text)
    return text


@pytest.mark.parametrize("shape", [ONE_PAGE, LONG], ids=["on one page", "over pages"])
def test_every_cell_of_a_ruled_table_is_read(shape: Shape, record_property: Callable[[str, object], None]) -> None:
    found = drawn_score(drawn_rules.RULED, [shape], 7)
    assert found.f1 == 1, report(found, record_property)
    report(found, record_property)


@pytest.mark.parametrize("shape", [HALF_RULED_ONE_PAGE, HALF_RULED_LONG], ids=["on one page", "over pages"])
def test_the_cells_of_half_ruled_tables_are_read(shape: Shape, record_property: Callable[[str, object], None]) -> None:
    found = drawn_score(drawn_rules.HALF_RULED, [shape], 7)
    assert found.f1 >= HALF_RULED_F1, report(found, record_property)
    report(found, record_property)


@pytest.mark.parametrize("write", WRITERS)
def test_every_cell_of_a_ruled_table_of_a_program_is_read(
    write: Writer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    found = written_score(write, written_tables.RULED, [ONE_PAGE, WRITTEN_LONG], 3, tmp_path)
    assert found.f1 == 1, report(found, record_property)
    report(found, record_property)


@pytest.mark.parametrize("write", WRITERS)
def test_the_cells_of_half_ruled_tables_of_a_program_are_read(
    write: Writer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    shapes = [HALF_RULED_ONE_PAGE, WRITTEN_HALF_RULED_LONG]
    found = written_score(write, written_tables.HALF_RULED, shapes, 3, tmp_path)
    assert found.f1 >= HALF_RULED_F1, report(found, record_property)
    report(found, record_property)


def check_unruled(
    found: Score, record_property: Callable[[str, object], None], most_wrong: float = MOST_WRONG_ROWS
) -> None:
    """Most cells are read, and hardly a row is shown that is wrong; what is kept as text costs cells only."""
    said = report(found, record_property)
    assert found.f1 >= UNRULED_F1, said
    assert found.wrong_row_share <= most_wrong, said


def unruled_drawn(each: int) -> Score:
    shapes = [UNRULED_ONE_PAGE, UNRULED_BARE, UNRULED_LONG, UNRULED_SPANS]
    return drawn_score(drawn_rules.UNRULED, shapes, each, spans=False)


def unruled_written(write: Writer, each: int, folder: Path) -> Score:
    shapes = [UNRULED_ONE_PAGE, UNRULED_BARE, WRITTEN_UNRULED_LONG]
    return written_score(write, written_tables.UNRULED, shapes, each, folder, spans=False)


def test_tables_without_rules_are_read_or_kept_as_text(record_property: Callable[[str, object], None]) -> None:
    check_unruled(unruled_drawn(2), record_property, MOST_WRONG_OF_FEW)


@pytest.mark.parametrize("write", WRITERS)
def test_tables_without_rules_of_a_program_are_read_or_kept_as_text(
    write: Writer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    check_unruled(unruled_written(write, 2, tmp_path), record_property, MOST_WRONG_OF_FEW)


@pytest.mark.slow
def test_many_more_tables_without_rules_are_read_or_kept_as_text(
    record_property: Callable[[str, object], None],
) -> None:
    check_unruled(unruled_drawn(6), record_property)


@pytest.mark.slow
@pytest.mark.parametrize("write", WRITERS)
def test_many_more_tables_without_rules_of_a_program_are_read_or_kept_as_text(
    write: Writer, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    check_unruled(unruled_written(write, 6, tmp_path), record_property)


@pytest.mark.slow
def test_many_more_tables_are_read(record_property: Callable[[str, object], None]) -> None:
    ruled = drawn_score(drawn_rules.RULED, [ONE_PAGE, LONG], 60)
    half_ruled = drawn_score(drawn_rules.HALF_RULED, [HALF_RULED_ONE_PAGE, HALF_RULED_LONG], 60)
    assert ruled.f1 == 1, report(ruled, record_property)
    assert half_ruled.f1 >= HALF_RULED_F1, report(half_ruled, record_property)
