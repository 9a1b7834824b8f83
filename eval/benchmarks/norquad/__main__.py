"""NorQuAD passage retrieval and refusal, beside LangChain's quickstart, BM25 alone and the dense side alone.

Run as `make bench`, or `python -m eval.benchmarks.norquad --folder FOLDER`. Everything is at its default settings, and
nothing was tuned on this data. A document is a file of plain text, a passage a page. For refusal, each question is
asked again with its document left out. The others never refuse: for them the threshold on their best score is taken
that refuses no more of the answerable questions than we do, which nobody could know beforehand.
"""

import argparse
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.answering.answer import Status
from assistant.config import Settings
from assistant.opening import open_library
from assistant.service import Assistant
from corpus.index.embedding import EmbeddingModel
from corpus.index.loaded import load_embedding
from corpus.library import Library
from eval.benchmarks.norquad.contenders import Search, langchain_search, our_search, without
from eval.benchmarks.norquad.data import Asked, NorQuad, load
from eval.benchmarks.norquad.score import Refusal, Retrieval, rank, refusal_by_score, retrieval
from eval.benchmarks.stocking import settings_in, stock
from eval.errors import CorpusError

OURS = "Planassistent"
NDCG_10 = 0.875
_HITS = 40  # so many that ten pages are left, also without those of one document


@dataclass(frozen=True)
class Figures:
    """What one contender gave."""

    retrieval: Retrieval
    refusal: Refusal


@dataclass(frozen=True)
class Outcome:
    """Every contender's figures; `right_page` is the share of our answers that cite the passage that answers."""

    figures: Mapping[str, Figures]
    right_page: float


def run(data: NorQuad, folder: Path) -> Outcome:
    """All contenders over the same passages, with all state in an empty folder."""
    settings = settings_in(folder / "ours")
    embedding = load_embedding(settings.embedding_model, settings.model_dir)
    stock(settings, track(data.readings(), "reading", total=len(data.documents)), embedding)
    return compare(data, settings, embedding, folder / "langchain")


def compare(data: NorQuad, settings: Settings, embedding: EmbeddingModel, folder: Path) -> Outcome:
    """All contenders over the passages, which ours has ingested; LangChain's go into an empty folder."""
    with open_library(settings) as library:
        assistant = Assistant(library)
        searches = {
            OURS: our_search(assistant),
            "BM25 alone": our_search(assistant, "bm25"),
            "dense alone": our_search(assistant, "dense"),
            "LangChain quickstart": langchain_search(data, embedding, folder),
        }
        refusal, right_page = _ours(library, assistant, data.questions)
        figures = {
            name: _figures(search, data.questions, refusal, by_score=name != OURS) for name, search in searches.items()
        }
    return Outcome(figures, right_page)


def _ours(whole: Library, assistant: Assistant, questions: Sequence[Asked]) -> tuple[Refusal, float]:
    """What we refuse, and the share of what we answer that cites the right page."""
    answers = [assistant.ask(asked.text) for asked in track(questions, "asking")]
    answered = [
        (asked, answer) for asked, answer in zip(questions, answers, strict=True) if answer.status is Status.ANSWERED
    ]
    cited = [
        any((place.document_id, place.page) == (asked.document, asked.page) for place in answer.citations)
        for asked, answer in answered
    ]
    bare = 0
    for asked in track(questions, "asking without the passages"):
        library, others = without(whole, asked.document)
        bare += Assistant(library).ask(asked.text, document_ids=others).status is Status.ANSWERED
    refusal = Refusal(unanswerable=1 - bare / len(questions), answerable=1 - len(answered) / len(questions))
    return refusal, sum(cited) / max(1, len(cited))


def _figures(search: Search, questions: Sequence[Asked], ours: Refusal, *, by_score: bool) -> Figures:
    hits = [search(asked.text, _HITS) for asked in questions]
    ranks = [rank(asked, found) for asked, found in zip(questions, hits, strict=True)]
    if not by_score:
        return Figures(retrieval(ranks), ours)
    best = [max((hit.score for hit in found), default=-inf) for found in hits]
    bare = [
        max((hit.score for hit in found if hit.document != asked.document), default=-inf)
        for asked, found in zip(questions, hits, strict=True)
    ]
    return Figures(retrieval(ranks), refusal_by_score(best, bare, ours.answerable))


def table(figures: Mapping[str, Figures]) -> Table:
    """One line a contender."""
    shown = Table("NorQuAD, validation", "nDCG@10", "page-hit@1", "page-hit@5", "refused without", "refused with")
    for name, found in figures.items():
        shares = (
            found.retrieval.ndcg_10,
            found.retrieval.hit_1,
            found.retrieval.hit_5,
            found.refusal.unanswerable,
            found.refusal.answerable,
        )
        shown.add_row(name, *(f"{share:.3f}" for share in shares))
    return shown


def main(arguments: Sequence[str]) -> None:
    """Prints the table, or that the benchmark is skipped where no folder is given."""
    parser = argparse.ArgumentParser(prog="python -m eval.benchmarks.norquad")
    parser.add_argument("--folder", type=Path, help="passages.jsonl and queries.validation.jsonl; skipped without")
    options = parser.parse_args(arguments)
    if options.folder is None:
        print("NorQuAD: skipped, no folder given (make bench NORQUAD=folder, or --folder)")
        return
    try:
        data = load(options.folder)
    except CorpusError as error:
        sys.exit(f"NorQuAD cannot be measured: {error}")
    with tempfile.TemporaryDirectory(prefix="planassistent-norquad-") as folder:
        outcome = run(data, Path(folder))
    console = Console(width=140)
    console.print(table(outcome.figures))
    measured = outcome.figures[OURS].retrieval.ndcg_10
    console.print(
        f"nDCG@10 {measured:.3f}, aim ≥ {NDCG_10}: {'met' if measured >= NDCG_10 else 'MISSED'}. "
        f"Of our answers {outcome.right_page:.3f} cite the passage that answers. Refused: without and with the "
        "document that answers; by the others, with the threshold that refuses as many with it as we do.",
        highlight=False,
    )


if __name__ == "__main__":
    main(sys.argv[1:])
