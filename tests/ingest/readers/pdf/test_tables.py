"""Tables drawn anew at each run; the seed is in the failure's message (PLANASSISTENT_TEST_SEED runs it again)."""

from random import Random

import pytest

from ingest.readers.pdf import PdfReader
from tests.ingest.readers.pdf.cell_scores import Score, score
from tests.ingest.readers.pdf.drawn_tables import RULED, a_look, drawn
from tests.ingest.readers.pdf.made_tables import Shape, made_table, seed

SEED = seed()


def drawn_score(rules: str, count: int, shape: Shape) -> tuple[Score, bytes]:
    random = Random(f"{SEED} {rules} {shape}")
    tables = [(made_table(random, number, shape), a_look(random, rules)) for number in range(1, count + 1)]
    content = drawn(tables, random)
    return score([table for table, _ in tables], [PdfReader().read(content)]), content


def message(found: Score) -> str:
    shown = "\n".join(found.wrong[:20])
    return f"PLANASSISTENT_TEST_SEED={SEED}: F1 {found.f1:.4f}, {len(found.wrong)} cells differ\n{shown}"


@pytest.mark.parametrize("long", [False, True], ids=["on one page", "over pages"])
@pytest.mark.parametrize("rules", RULED)
def test_every_cell_of_a_ruled_table_is_read(rules: str, long: bool) -> None:
    found, _ = drawn_score(rules, 8, Shape(long=long))
    assert found.f1 == 1, message(found)
