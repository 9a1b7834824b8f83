"""Further sets of labelled sentences: no fewer true ones are kept, and no more false ones get through, than did."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.config import Settings
from assistant.opening import open_library
from corpus.snapshot import Snapshot
from tests.language_model.labelled import FOLDER
from tests.language_model.measuring import measured

AS_IT_WAS = {"b": (156, 0), "c": (150, 0), "d": (138, 1), "e": (118, 8)}
"""Of each set the true sentences kept (at least) and the false ones let through (at most) when it came here.

The aim is .90 of the true and none of the false ones. Of `e` nobody has looked at a single sentence.
"""
_LEEWAY = 2  # true sentences that a rule against false ones may cost


@pytest.fixture(scope="module")
def snapshot(
    plans_read: Path, tmp_path_factory: pytest.TempPathFactory, embedding_model_dir: Path
) -> Iterator[Snapshot]:
    """What is read of the shipped plans."""
    own = Path(shutil.copytree(plans_read, tmp_path_factory.mktemp("further") / "data"))
    with open_library(Settings(data_dir=own, model_dir=embedding_model_dir)) as library:
        yield library.snapshot


@pytest.mark.parametrize("name", sorted(AS_IT_WAS))
def test_a_set_is_judged_as_well_as_it_was(snapshot: Snapshot, name: str) -> None:
    kept, let_through = AS_IT_WAS[name]
    found = measured(FOLDER / "unmet" / f"{name}.jsonl", snapshot)
    assert found.true >= 170
    assert found.false >= 400
    assert found.kept >= kept - _LEEWAY
    assert found.let_through <= let_through
