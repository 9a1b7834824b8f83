from pathlib import Path

import corpus.documents as shipped
from eval.benchmarks.cells import cell_f1
from eval.benchmarks.made_up import cells_of, write_corpus
from tests.made_up_pdf import pdf

PLANS = Path(shipped.__path__[0])


def test_the_cells_of_the_shipped_plans_are_read() -> None:
    f1 = cell_f1(sorted(PLANS.glob("*.pdf")))
    assert f1 is not None
    assert f1 >= 0.99


def test_a_file_whose_cells_are_not_those_that_were_set_scores_low(tmp_path: Path) -> None:
    (file,) = write_corpus(tmp_path, 10)
    known = cells_of(file)
    assert known is not None
    assert len(known.cells) == 2 * 5 * 4
    assert cell_f1([file]) == 1.0
    file.write_bytes((PLANS / "oslo-overordnet-handlingsplan-kvalitet-2024-2030.pdf").read_bytes())
    f1 = cell_f1([file])
    assert f1 is not None
    assert f1 < 0.1


def test_of_other_files_the_cells_are_not_known(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf())
    assert cell_f1([file]) is None
