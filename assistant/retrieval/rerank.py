"""The second stage of retrieval: a cross-encoder, which reads the question and a text together."""

import importlib.util
import json
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.retrieval.fusion import standardised
from corpus.complaints import quoted
from corpus.index.arrays import Scores
from corpus.index.embedding import encodable
from corpus.models import Passage

RERANKED = 20
"""So many passages of the fused order are read together with the question."""

# Of a standard step in the cross-encoder's scores beside one in the fused scores. No trained multilingual cross-encoder
# was there to tune it with, so neither outweighs the other, whatever scale a model scores on.
_WEIGHT = 1.0
_BELOW = 0.01  # what was not read stands so far behind what was
_CLASSIFIES = "ForSequenceClassification"


class RerankerError(Exception):
    """The cross-encoder cannot be loaded; the message says why and what to do next."""


class Reranker:
    """A sentence-transformers CrossEncoder from a folder; loads torch, reads nothing from the network.

    It is loaded at construction; one object serves any number of threads, one after the other. Texts are cut at the
    model's length. Raises RerankerError where the folder is no cross-encoder with one score a pair.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._model = _loaded(folder)
        self._lock = threading.Lock()  # its tokenizer holds how a batch is cut and padded
        if self._model.num_labels != 1:
            raise _unfit(folder, f"den gir {self._model.num_labels} tall for hvert par, ikke ett")

    def scores(self, question: str, texts: Sequence[str]) -> Scores:
        """How well each text answers the question, as raw as the model says it: float32 (n,), all in one batch."""
        from torch.nn import Identity

        if not texts:
            return np.zeros(0, dtype=np.float32)
        pairs = [(encodable(question), encodable(text)) for text in texts]
        with self._lock:
            scores = self._model.predict(
                pairs, batch_size=len(pairs), activation_fn=Identity(), show_progress_bar=False
            )
        return np.asarray(scores, dtype=np.float32)


def load_reranker(folder: Path | None) -> Reranker | None:
    """The cross-encoder of the setting; None without one, and then nothing of it is imported.

    Raises RerankerError where it cannot be loaded.
    """
    return None if folder is None else Reranker(folder)


def combined(fused: Scores, judged: Scores) -> Scores:
    """The sum of both scores, standardised, on the scale of the fused ones."""
    return np.asarray(fused + _WEIGHT * fused.std() * standardised(judged), dtype=np.float32)


def reranked(reranker: Reranker, question: str, passages: Sequence[Passage], fused: Scores, lost: Scores) -> Scores:
    """The scores of passages once the best of them were read, each under its nearest heading.

    `lost` is what each passage loses whatever is read in it. What is not read falls below what is, in its order.
    """
    scores: Scores = fused - lost
    order = np.argsort(-scores, kind="stable")
    first, rest = order[:RERANKED], order[RERANKED:]
    judged = reranker.scores(question, [_read(passages[index]) for index in first])
    scores[first] = combined(fused[first], judged) - lost[first]
    if len(rest):
        scores[rest] -= max(0.0, float(scores[rest].max() - scores[first].min())) + _BELOW
    return scores


def _read(passage: Passage) -> str:
    return "\n".join((*passage.heading_path[-1:], passage.text))


def _loaded(folder: Path) -> Any:
    from corpus.index.silence import quiet

    if importlib.util.find_spec("sentence_transformers") is None:
        raise RerankerError(
            f"kryssenkoderen {quoted(folder)} trenger sentence-transformers; "
            "kjør `pip install 'planassistent[model]'`, eller fjern PLANASSISTENT_RERANKER"
        )
    if not folder.is_dir():
        raise RerankerError(
            f"mappen {quoted(folder)} med kryssenkoderen finnes ikke; rett PLANASSISTENT_RERANKER, eller fjern den"
        )
    if not _scores_pairs(folder):
        raise _unfit(folder, "config.json sier ikke at den gir poeng til par av tekster")
    try:
        with quiet():
            from sentence_transformers import CrossEncoder

            return CrossEncoder(str(folder), local_files_only=True)
    except Exception as error:  # every layer below raises kinds of its own
        raise _unfit(folder, str(error)) from error


def _scores_pairs(folder: Path) -> bool:
    """Whether the folder says that it is such a model: any other would be given a head of random numbers."""
    try:
        said = json.loads((folder / "config.json").read_bytes())
        return any(str(name).endswith(_CLASSIFIES) for name in said["architectures"])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _unfit(folder: Path, reason: str) -> RerankerError:
    return RerankerError(
        f"mappen {quoted(folder)} er ingen brukbar kryssenkoder ({reason}); sett PLANASSISTENT_RERANKER til en "
        "CrossEncoder fra sentence-transformers, eller fjern den"
    )
