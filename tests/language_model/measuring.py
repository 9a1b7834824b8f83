"""How many labelled sentences the verifier keeps and lets through, a line for each set.

Run as `python -m tests.language_model.measuring`; no single sentence is shown.
"""

import tempfile
from pathlib import Path
from typing import NamedTuple

import corpus.documents as shipped
from assistant.answering.bearing import evidence_for, fault_of
from assistant.opening import open_library
from corpus.snapshot import Snapshot
from eval.benchmarks.ask import prepared
from eval.benchmarks.stocking import settings_in
from tests.language_model.labelled import FOLDER, Case, cases_in
from tests.language_model.lying import has_passage, passage_of


def stands(case: Case, text: str, snapshot: Snapshot) -> bool:
    """Whether a sentence would be told, as it rests on the words of its case."""
    evidence = evidence_for(case.words, passage_of(case, snapshot), text)
    return evidence is not None and fault_of(text, [evidence], snapshot, case.language) is None


class Measured(NamedTuple):
    """How many sentences of a set there are, and how many of them would be told."""

    kept: int
    true: int
    let_through: int
    false: int


def measured(file: Path, snapshot: Snapshot) -> Measured:
    """The figures of a set; cases whose words are in no passage are left out."""
    told = [case for case in cases_in(file) if has_passage(case, snapshot)]
    kept = [stands(case, text, snapshot) for case in told for text in case.true]
    lies = [stands(case, lie.text, snapshot) for case in told for lie in case.false]
    return Measured(sum(kept), len(kept), sum(lies), len(lies))


def main() -> None:
    """Measures every set."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_in(Path(folder))
        prepared(settings, Path(next(iter(shipped.__path__))))
        with open_library(settings) as library:
            for file in sorted(FOLDER.rglob("*.jsonl")):
                found = measured(file, library.snapshot)
                print(
                    f"{file.stem}: kept {found.kept} of {found.true}, let through {found.let_through} of {found.false}"
                )


if __name__ == "__main__":
    main()
