from tests.conftest import ROOT
from tests.order import LONGEST, begun

HERE = ROOT / "tests"


def test_the_files_that_are_begun_first_are_there() -> None:
    assert [name for name in LONGEST if not (HERE / name).is_file()] == []
    assert begun(HERE / LONGEST[0]) < begun(HERE / LONGEST[-1]) < begun(HERE / "test_order.py")
