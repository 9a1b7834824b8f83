"""The composition root of the evaluation: from a corpus and the golden questions to a report and an exit code."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import track

from eval import console as terminal
from eval import golden, report, thresholds
from eval.drafting.golden import load_drafting
from eval.drafting.score import score_drafting
from eval.errors import EvaluationError, GoldenError
from eval.evaluation import Evaluation, evaluate
from eval.golden import GOLDEN_FOLDER, Question
from eval.manifest import documents
from eval.observation import Observation, observe
from eval.originals import READERS, Originals
from eval.retellings import retold_places
from eval.system import System, WritingSystem
from eval.writing.case import judge_writing
from eval.writing.observation import observe_writing, spread
from eval.writing.score import WritingScore, score_writing

MET, MISSED, NOT_RUN = 0, 1, 2

Build = Callable[[Path], AbstractContextManager[System]]


def run(
    corpus: Path,
    split: str | None,
    output: Path,
    config: Path | None,
    *,
    build: Build,
    reranker: Path | None = None,
    questions: Path = GOLDEN_FOLDER,
    limit: int | None = None,
    console: Console | None = None,
) -> int:
    """Evaluate a system over a corpus; write JSON and HTML into the folder `output` and print the figures.

    `build` makes a System of the corpus folder, which must have a manifest.toml; `config` is a file of thresholds, the
    shipped one for None. The report names the `reranker`, the folder of the system's cross-encoder. Where the system
    can write with a language model, the questions are put to it once more, at most `limit` of them. Returns the exit
    code: 0 where all thresholds are met, 1 where one is missed, 2 where the evaluation could not be run because the
    questions, the corpus or the thresholds are broken.
    """
    screen = console or Console()
    try:
        evaluation = _evaluation(corpus, split, config, build, questions, reranker, limit, screen)
    except EvaluationError as error:
        screen.print(f"Cannot evaluate: {error}", markup=False, soft_wrap=True)
        return NOT_RUN
    written = report.write(evaluation, output)
    terminal.show(evaluation, written.change, screen)
    screen.print(f"Written: {written.json_path}, {written.html_path}", markup=False, soft_wrap=True)
    return MET if evaluation.met else MISSED


def _evaluation(
    corpus: Path,
    split: str | None,
    config: Path | None,
    build: Build,
    questions: Path,
    reranker: Path | None,
    limit: int | None,
    screen: Console,
) -> Evaluation:
    limits = thresholds.load(config)
    chosen = golden.select(golden.load(questions), split)
    originals = Originals.read(documents(corpus, READERS), READERS, retold_places(corpus))
    _check_evidence(chosen, originals)
    drafts = load_drafting(questions, split)
    with build(corpus) as system:
        observations = observe(system, chosen)
        writing = _writing(system.writing, spread(observations, limit), originals, screen) if system.writing else None
        drafting = score_drafting(system.drafting, drafts) if system.drafting and drafts else None
    return evaluate(
        observations,
        originals,
        limits,
        corpus=str(corpus),
        split=split,
        measured_at=datetime.now(UTC),
        reranker=None if reranker is None else str(reranker),
        writing=writing,
        drafting=drafting,
    )


def _writing(
    system: WritingSystem, observations: Sequence[Observation], originals: Originals, screen: Console
) -> WritingScore:
    """What the language model makes of the questions; how far it has come is shown, as that may take hours."""
    observing = observe_writing(system, observations)
    told = track(observing, f"Asking {system.model}", total=len(observations), console=screen, transient=True)
    return score_writing([judge_writing(one, originals, system.snapshot) for one in told], system.model)


def _check_evidence(questions: Sequence[Question], originals: Originals) -> None:
    """Raise GoldenError naming all evidence that stands on no page of the originals."""
    lost = [
        f"{question.id} ({piece.document}: {piece.words!r})"
        for question in questions
        for piece in question.evidence
        if not originals.evidence_pages([piece])
    ]
    if lost:
        raise GoldenError(f"evidence that stands on no page of the corpus: {'; '.join(lost)}")
